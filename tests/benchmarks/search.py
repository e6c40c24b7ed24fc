"""How fast the search answers while somebody types, over 1,200 services in five languages.

Run: python -m tests.benchmarks.search
"""

from __future__ import annotations

from pathlib import Path
from statistics import quantiles
from time import perf_counter

from kiosk.office.towns import load_town
from kiosk.terminal.search import Finder, searchable

GOAL_MS = 50.0
SERVICES = 1_200
TOWN = Path(__file__).resolve().parents[2] / "assets" / "towns" / "musterstadt"
TYPED = (
    "Personalausweis verlängern",
    "fuehrerschein umtauchen",
    "ich möchte meinen perso verlängern",
    "wohnsitz ummleden",
    "kimlik kartı",
    "закордонний паспорт",
    "تغيير العنوان",
    "qqqqqqqq",
)


def finder(count: int = SERVICES) -> Finder:
    """Return a finder over `count` services: those of the sample town, told apart by words."""
    services = list(load_town(TOWN, [2026]).catalogue.services.values())
    entries = []
    for number in range(count):
        key, texts = searchable(services[number % len(services)])
        # Other services have other words: every copy gets its own ending.
        round_trip = f"{number // len(services):02d}"
        changed = tuple(f"{text}{round_trip}" if text else "" for text in texts)
        entries.append((f"{key}-{number}", changed))
    return Finder(entries)


def measure() -> list[float]:
    """Return the time of every key press in milliseconds."""
    asked, times = finder(), []
    for text in TYPED:
        for end in range(1, len(text) + 1):
            begin = perf_counter()
            asked.find(text[:end])
            times.append((perf_counter() - begin) * 1_000)
    return times


def main() -> None:
    times = measure()
    steps = quantiles(times, n=100)
    p50, p95 = steps[49], steps[94]
    print(f"{len(times)} key presses over {SERVICES} services")
    print(f"p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   most {max(times):6.1f} ms")
    print(f"goal p95 < {GOAL_MS:.0f} ms: {'reached' if p95 < GOAL_MS else 'MISSED'}")


if __name__ == "__main__":
    main()
