"""How long a ticket takes from facts to dots: `python tests/benchmarks/ticket_render.py`.

The goal is 100 ms at p95 on two cores, fonts loaded, for the longest everyday ticket.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from devices.printer import PROFILES  # noqa: E402
from kiosk.domain.phrases import LANGUAGES  # noqa: E402
from kiosk.terminal.slips import Layout, render_ticket  # noqa: E402
from tests.terminal.slip_samples import sample, texts  # noqa: E402

GOAL_MS = 100.0
TIMES = 30


def times_ms(profile_name: str, language: str, layout: Layout) -> list[float]:
    """Return how long each of some tickets took; a number is never drawn twice."""
    taken = []
    for people in range(TIMES):
        slip = sample(language, people_ahead=people)
        began = time.perf_counter()
        render_ticket(slip, PROFILES[profile_name], texts, layout)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def main() -> int:
    worst = 0.0
    print(f"goal: p95 < {GOAL_MS:.0f} ms")
    for name in PROFILES:
        for language in LANGUAGES:
            for layout in (Layout.STANDARD, Layout.FULL):
                taken = times_ms(name, language, layout)
                p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
                worst = max(worst, p95)
                print(f"{name} {language} {layout:<8}  p50 {p50:5.1f} ms  p95 {p95:5.1f} ms")
    print(f"worst p95 {worst:.1f} ms: {'met' if worst < GOAL_MS else 'MISSED'}")
    return 0 if worst < GOAL_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
