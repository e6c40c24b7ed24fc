"""How fast and how quiet the glass is: `python -m tests.benchmarks.glass`.

Prints the time from the start of the process to the first frame, memory, the processor's time
at rest on the home and the standby screen, how long a touch takes to be answered by a new
picture, and how long it takes to build a screen. Goals without a graphics card: first frame
1.5 s, memory 260 MB, 2 % of a core at rest, a touch answered in 120 ms.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

REST_S = 20.0
TOUCHES = 20


def started() -> float:
    """Return when this process was started, on the monotonic clock, in seconds."""
    ticks = int(Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19])
    return ticks / 100  # since boot, as CLOCK_BOOTTIME


def resident_mb() -> float:
    """Return the memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def busy_s() -> float:
    """Return how long this process has computed."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def measure() -> None:
    """Open the glass, let it rest, touch it."""
    from screens.window import Pane, prepare

    pane = Pane(headless=True)
    prepare(pane)
    from screens.app import GlassApp
    from screens.samples import lists, pages, samples

    app = GlassApp(lists.home("de"), on_intent=lambda _: None, pane=pane)
    drawn = asyncio.Event()
    app.window.bind(on_flip=lambda *_: drawn.set())
    running = asyncio.create_task(app.async_run(async_lib="asyncio"))
    await drawn.wait()
    say("first frame", time.clock_gettime(time.CLOCK_BOOTTIME) - started(), "s", 1.5)
    await asyncio.sleep(1)
    say("memory", resident_mb(), "MB", 260)
    await rest("home")
    app.show(pages.standby("de"))
    await asyncio.sleep(1)
    await rest("standby")
    answers = [await answered_s(app, drawn, lists.home("de"), page) for page in range(TOUCHES)]
    say("touch to picture, 95 %", statistics.quantiles(answers, n=20)[-1] * 1000, "ms", 120)
    for view in samples("de"):
        began = time.perf_counter()
        app.show(view)
        app.glass.lay_out()
        took = (time.perf_counter() - began) * 1000
        print(f"  built {type(view).__name__:16} {took:6.0f} ms")
        await asyncio.sleep(0.2)
    say("memory with every screen", resident_mb(), "MB", 260)
    app.stop()
    await running


async def rest(where: str) -> None:
    """Print how much is computed while nothing happens."""
    before = busy_s()
    await asyncio.sleep(REST_S)
    say(f"at rest: {where}", (busy_s() - before) / REST_S * 100, "% of a core", 2)


async def answered_s(app, drawn, view, number: int) -> float:  # type: ignore[no-untyped-def]
    """Return how long it takes from a finger to the picture of a pressed button."""
    app.show(view)
    await asyncio.sleep(0.3)
    button = app.glass.nodes()[6 + number % 3][1]
    drawn.clear()
    began = time.perf_counter()
    button.pressed = True
    await drawn.wait()
    took = time.perf_counter() - began
    button.pressed = False
    return took


def say(what: str, value: float, unit: str, goal: float) -> None:
    """Print one line."""
    mark = "✓" if value <= goal else "✗"
    print(f"{mark} {what:26} {value:7.2f} {unit} (goal {goal:g})", flush=True)


if __name__ == "__main__":
    if "--inside" in sys.argv:
        asyncio.run(measure())
    else:  # in a fresh process: the interpreter's start counts as well
        command = [sys.executable, "-m", "tests.benchmarks.glass", "--inside"]
        sys.exit(subprocess.run(command).returncode)
