"""How long from the touch on "Nummer ziehen" to the number on the glass?

`python -m tests.benchmarks.touch_to_number`: real office process, real glass drawn by llvmpipe in
memory, both on this machine. Goal: p95 < 200 ms.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess

ROUNDS = 20
GOAL_MS = 200


async def one(visitor: Visitor) -> float:
    """Draw one number; return the milliseconds from touch to the frame with the number."""
    await visitor.wakes_it()
    await visitor.touches_row("Nummer ziehen")
    await visitor.touches_row("Wohnsitz ummelden")
    await visitor.waits_for("Das brauchen Sie")
    button = next(
        part
        for node, part in visitor.app.glass.nodes()
        if node.label.startswith("Nummer ziehen") and node.actions
    )
    from kivy.tests.common import UnitTestTouch

    touch = UnitTestTouch(*button.center)
    touch.time_start = time.monotonic() + 1_000_000
    touch.touch_down()
    began = time.perf_counter()
    touch.touch_up()
    while type(visitor.app.glass.view).__name__ != "TicketView":
        await asyncio.sleep(0)
    from kivy.clock import Clock

    frame = Clock.frames
    while Clock.frames_displayed == 0 or Clock.frames <= frame:
        await asyncio.sleep(0)
    took_ms = (time.perf_counter() - began) * 1000
    await visitor.takes_the_paper()
    await visitor.leaves()
    return took_ms


async def measure(folder: Path) -> list[float]:
    """Draw many numbers, one citizen after the other."""
    office = OfficeProcess(folder)
    office.start()
    try:
        async with lobby(office, folder, speed_mm_s=5_000) as visitor:
            return [await one(visitor) for _ in range(ROUNDS)]
    finally:
        office.stop()


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        times = sorted(asyncio.run(measure(Path(folder))))
    p95 = times[int(len(times) * 0.95) - 1]
    print(f"touch → number on the glass, {ROUNDS} numbers")
    print(f"p50 {statistics.median(times):.0f} ms · p95 {p95:.0f} ms · goal p95 < {GOAL_MS} ms")


if __name__ == "__main__":
    main()
