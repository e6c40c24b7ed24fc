"""How long a call takes to stand, and what it costs the terminal.

Run: python -m tests.benchmarks.call

A real office, the real glass (offscreen), a real call process with the simulated camera at 720p30,
and Chromium with its own fake camera, all on this machine.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

from kiosk.config import CallConfig
from kiosk.domain.call_control import Media
from kiosk.domain.calls import CallState
from kiosk.terminal.views import Ask, Intent, Moving
from tests.support.browser import CAMERA, Browser, browsing
from tests.support.citizen import window

window()

from tests.stories.conftest import sit_down  # noqa: E402
from tests.stories.test_knock_and_talk import knocks, talk  # noqa: E402
from tests.support.lobby import Visitor, lobby  # noqa: E402
from tests.support.office_process import OfficeProcess  # noqa: E402

TIMES, TALKED_S = 5, 10.0
_FIRST = """
const video = document.querySelector("#citizen-video");
window.firstPicture = 0;
const look = () => video.requestVideoFrameCallback(() => { window.firstPicture ||= Date.now(); });
video.srcObject ? look() : video.addEventListener("loadstart", look);
look();
"""
_ACCEPT = """
window.acceptedAt = Date.now();
document.querySelector("#knock-list .accept").click();
return window.acceptedAt;
"""


def processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    pss = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(pss.split()[1]) / 1024


async def one_call(caller: Visitor, berta: Browser, *, warm: bool) -> tuple[float, float]:
    """Return milliseconds from accept to the first picture at the desk and at the terminal."""
    await knocks(caller)
    await asyncio.to_thread(berta.find, "#knock-list .accept")
    if warm:
        await asyncio.to_thread(berta.clicks, "#knock-list .look")
        await asyncio.to_thread(berta.find, "#preview-line.stands")
    await asyncio.to_thread(berta.script, _FIRST)
    accepting = asyncio.create_task(asyncio.to_thread(berta.script, _ACCEPT))
    while caller.attendant.calls.pictures.newest(Moving.STAFF, 0) is None:
        await asyncio.sleep(0.002)
    seen_ms = time.time() * 1000
    accepted_ms = await accepting
    at_desk = await asyncio.to_thread(
        berta.until, lambda: berta.script("return window.firstPicture"), "the first picture"
    )
    return at_desk - accepted_ms, seen_ms - accepted_ms


async def hang_up(caller: Visitor, berta: Browser) -> None:
    def talking() -> bool:
        call = talk(caller).call
        return talk(caller).media is Media.UP and bool(call and call.state is CallState.TALKING)

    await caller.until(talking, "a talk")
    await asyncio.to_thread(berta.clicks, "#do-end")
    await asyncio.to_thread(berta.clicks, "#send-end")
    await caller.waits_for("Das Gespräch ist beendet")
    await caller.touches_row("Zur Startseite")
    await caller.until(lambda: caller.attendant.visit.talk is None, "the end")
    caller.attendant.touched(Intent(Ask.LEAVE))


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = OfficeProcess(Path(folder))
        office.account("berta")
        office.start()
        try:
            with browsing(office.address, flags=CAMERA) as berta:
                berta.is_sized(1366, 768)
                sit_down(berta, "berta", "platz-8")
                async with lobby(office, Path(folder), call=CallConfig()) as caller:
                    await caller.until(lambda: caller.attendant.lobby.calls_here, "the process")
                    await measure(caller, berta)
        finally:
            office.stop()


async def measure(caller: Visitor, berta: Browser) -> None:
    for warm, desk_goal, glass_goal in ((True, 150, 250), (False, 350, 450)):
        at_desk, at_glass = [], []
        for _ in range(TIMES):
            desk_ms, glass_ms = await one_call(caller, berta, warm=warm)
            at_desk.append(desk_ms)
            at_glass.append(glass_ms)
            await hang_up(caller, berta)
        kind = "warm" if warm else "cold"
        print(
            f"accept → first picture, {kind}: desk {statistics.median(at_desk):.0f} ms "
            f"(goal {desk_goal}), terminal {statistics.median(at_glass):.0f} ms (goal {glass_goal})"
        )
    await one_call(caller, berta, warm=True)
    pid = int(caller.attendant.calls.process.memory.removeprefix("call-"))
    before, began = processor_s(pid), time.monotonic()
    await asyncio.sleep(TALKED_S)
    share = (processor_s(pid) - before) / (time.monotonic() - began)
    print(f"call process, 720p30 both ways: {share:.0%} of a core (goal 50 %)")
    print(f"memory of the call process: {memory_mb(pid):.0f} MB (goal 240)")
    await hang_up(caller, berta)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    asyncio.run(main())
