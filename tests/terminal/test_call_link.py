"""The terminal and its real call process: started, leased, killed, started again."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from devices.camera.shared import MEMORY
from kiosk.config import CallConfig
from kiosk.domain.call_control import (
    DevicesNow,
    Lease,
    Open,
    Report,
    SignalOut,
    Stream,
)
from kiosk.terminal.call_link import CallLink
from kiosk.terminal.conversations import CallPictures
from kiosk.terminal.views import Moving

ARGUMENTS = ("--settings", CallConfig().model_dump_json())


class Glass:
    """Somebody in front of a terminal; remembers what the process said."""

    def __init__(self) -> None:
        self.lease = Lease(False, False)
        self.here: list[bool] = []
        self.heard: list[Report] = []
        self.pictures = CallPictures(asyncio.get_running_loop().time)
        self._news = asyncio.Event()
        self.link = CallLink(ARGUMENTS, lambda: self.lease, self._hear, self._on_here)

    def _hear(self, report: Report) -> None:
        self.heard.append(report)
        self._news.set()

    def _on_here(self, here: bool) -> None:
        self.here.append(here)
        self.pictures.come_from(self.link.memory)
        self._news.set()

    async def sees(self, *here: bool) -> None:
        while self.here != list(here):
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), 20)

    async def hears(self, kind: type[Report]) -> Report:
        while not (found := [report for report in self.heard if isinstance(report, kind)]):
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), 20)
        return found[-1]

    def says(self, *, camera: bool, microphone: bool) -> None:
        self.lease = Lease(camera, microphone)
        self.link.renew()


@asynccontextmanager
async def glass() -> AsyncIterator[Glass]:
    there = Glass()
    running = asyncio.create_task(there.link.run())
    try:
        await there.sees(True)
        yield there
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def mirrored(there: Glass) -> int:
    while (picture := there.pictures.newest(Moving.SELF, 0)) is None:
        await asyncio.wait_for(there.hears(DevicesNow), 10)
        await asyncio.sleep(0.02)
    return picture.number


async def test_the_citizen_sees_the_mirror_and_nothing_stays_afterwards() -> None:
    async with glass() as there:
        there.says(camera=True, microphone=False)
        assert await mirrored(there) >= 1
        memory = there.link.memory
    assert not list(MEMORY.glob(f"foyer-{memory}-*"))
    assert there.here == [True, False]


async def test_a_killed_process_is_started_again_and_its_pictures_are_wiped() -> None:
    async with glass() as there:
        there.says(camera=True, microphone=True)
        await mirrored(there)
        memory = there.link.memory
        os.kill(int(memory.removeprefix("call-")), signal.SIGKILL)
        await there.sees(True, False, True)
        assert not list(MEMORY.glob(f"foyer-{memory}-*"))
        assert there.link.memory != memory
        there.heard.clear()
        # The lease is renewed by itself: the same consent, the same pictures.
        assert await mirrored(there) >= 1


async def test_a_connection_is_offered_by_the_process() -> None:
    async with glass() as there:
        there.says(camera=True, microphone=True)
        there.link.send(Open(1, False))
        offer = await there.hears(SignalOut)
        assert isinstance(offer, SignalOut) and offer.generation == 1


async def test_a_process_that_cannot_start_is_tried_again_patiently() -> None:
    there = Glass()
    there.link = CallLink(("--no-such-option",), lambda: there.lease, there._hear, there._on_here)
    running = asyncio.create_task(there.link.run())
    await there.sees(False, False)
    assert not there.link.here
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_terminal_without_calls_starts_no_process() -> None:
    link = CallLink((), lambda: Lease(True, True), lambda _: None, lambda _: None)
    await asyncio.wait_for(link.run(), 1)
    assert not link.here


def test_the_glass_knows_every_stream_of_the_process() -> None:
    assert {stream.value for stream in Stream} == {moving.value for moving in Moving}
