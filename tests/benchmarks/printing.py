"""How long a ticket takes to the paper, and what a thousand of them leave behind.

Run: python -m tests.benchmarks.printing

The driver on the fake printer, over TCP or a serial line on this machine, paper at 200 mm/s in
real time; the thousand tickets on faster paper.
"""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from devices.printer import PROFILES, Able, Confirmed, PaperPicture
from devices.printer.escpos import EscPosPrinter
from devices.printer.fake.abilities import Abilities
from devices.printer.fake.printer import FakePrinter
from kiosk.terminal.slips import Layout, render_ticket
from tests.devices.printers import state_of
from tests.terminal.slip_samples import sample, texts

RENDER_GOAL_MS, SENT_GOAL_MS, CONFIRMED_GOAL_S, PLAIN_GOAL_S = 100.0, 300.0, 1.5, 3.0
MANY, SETTLED, TIMES = 1_000, 200, 20
MEMORY_GOAL_KB = 2_000


def rendered(people: int) -> PaperPicture:
    return render_ticket(sample("de", people_ahead=people), PROFILES["80mm-203dpi"], texts,
                         Layout.STANDARD)  # fmt: skip


@asynccontextmanager
async def printer(fake: FakePrinter) -> AsyncIterator[EscPosPrinter]:
    async with fake:
        driver = EscPosPrinter(fake.address)
        changes = driver.changes()
        owner = asyncio.create_task(driver.run())
        await state_of(changes, Able)
        try:
            yield driver
        finally:
            owner.cancel()
            with suppress(asyncio.CancelledError):
                await owner


def render() -> float:
    """Return the render time at p95 in milliseconds."""
    times = []
    for people in range(TIMES):
        began = time.perf_counter()
        rendered(people)
        times.append((time.perf_counter() - began) * 1_000)
    return statistics.quantiles(times, n=20)[-1]


async def last_byte_out() -> float:
    """Return the time to the last byte at p95 in ms, to a printer that swallows all at once."""
    picture, times = rendered(3), []
    async with printer(FakePrinter(Abilities(cut_s=0.0), speed_mm_s=1e6)) as driver:
        for number in range(TIMES):
            began = time.perf_counter()
            assert await driver.print(f"sent-{number}", picture) == Confirmed()
            times.append((time.perf_counter() - began) * 1_000)
    return statistics.quantiles(times, n=20)[-1]


async def confirmed() -> float:
    """Return how long a ticket takes until it is confirmed, at 200 mm/s; the worst of five."""
    times = []
    async with printer(FakePrinter(speed_mm_s=200)) as driver:
        for number in range(5):
            began = time.perf_counter()
            assert await driver.print(f"slow-{number}", rendered(number)) == Confirmed()
            times.append(time.perf_counter() - began)
    return max(times)


async def plain_confirmed() -> float:
    """Return how long plain lines take on the slowest serial line, 9,600 baud; worst of three."""
    times = []
    with TemporaryDirectory() as folder:
        async with printer(FakePrinter(node=Path(folder) / "ttyS0", baud=9_600)) as driver:
            for number in range(3):
                began = time.perf_counter()
                assert await driver.print(f"plain-{number}", rendered(number)) == Confirmed()
                times.append(time.perf_counter() - began)
    return max(times)


async def many() -> tuple[float, int, int]:
    """Print a thousand; return seconds, growth in KB after the first 200, and descriptors."""
    picture = rendered(3)
    fake = FakePrinter(Abilities(cut_s=0.0), speed_mm_s=1e6, roll_mm=1e9)
    async with printer(fake) as driver:
        began = time.perf_counter()
        descriptors = memory = 0
        for number in range(MANY):
            if number == SETTLED:  # the fake keeps the last 50 papers
                gc.collect()
                memory = _memory_kb()
                descriptors = _descriptors()
            assert await driver.print(f"many-{number}", picture) == Confirmed()
        took_s = time.perf_counter() - began
        gc.collect()
        return took_s, _memory_kb() - memory, _descriptors() - descriptors


def _memory_kb() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1_024


def _descriptors() -> int:
    return len(list(Path(f"/proc/{os.getpid()}/fd").iterdir()))


def main() -> int:
    rendered(0)
    figures = [
        ("render, p95", render(), RENDER_GOAL_MS, "ms"),
        ("last byte out and confirmed, fast paper, p95",
         asyncio.run(last_byte_out()), SENT_GOAL_MS, "ms"),
        ("confirmed at 200 mm/s, worst", asyncio.run(confirmed()), CONFIRMED_GOAL_S, "s"),
        ("plain lines at 9,600 baud, worst", asyncio.run(plain_confirmed()), PLAIN_GOAL_S, "s"),
    ]  # fmt: skip
    took_s, grown_kb, descriptors = asyncio.run(many())
    figures += [
        ("memory grown over 800 tickets", grown_kb, MEMORY_GOAL_KB, "KB"),
        ("descriptors grown over 800 tickets", descriptors, 0.5, ""),
    ]
    for name, value, goal, unit in figures:
        met = "met" if value < goal else "MISSED"
        print(f"{name:<46}{value:>9.2f} {unit:<3} goal < {goal:g} {unit}: {met}")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(f"{MANY} tickets in {took_s:.0f} s, peak memory {peak_mb:.0f} MB")
    return 0 if all(value < goal for _, value, goal, _ in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
