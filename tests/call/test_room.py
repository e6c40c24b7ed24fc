"""The room of a call: what it does when the terminal says so, and what it never does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from devices.audio.simulated import SimulatedAudio
from devices.audio.sources import Speech
from devices.camera import Closed, Picture
from devices.camera.shared import MEMORY, PictureReader
from devices.camera.simulated import SimulatedCamera
from devices.camera.switches import Switch
from kiosk.call.room import CallRoom
from kiosk.domain.call_control import (
    CallReady,
    DevicesNow,
    DeviceState,
    HangUp,
    Lease,
    LevelNow,
    Open,
    Report,
    SignalOut,
    Stream,
    StreamsNow,
)
from kiosk.domain.call_messages import SignalKind
from kiosk.domain.guests import Leg

NAME = "test-room"


class Terminal:
    """The terminal of a room; remembers what it was told."""

    def __init__(self) -> None:
        self.heard: list[Report] = []
        self._news = asyncio.Event()
        self.camera = SimulatedCamera(320, 180, time_code=False)
        self.audio = SimulatedAudio(Speech())
        self.room = CallRoom(self.camera, self.audio, NAME, self._hear)

    def _hear(self, report: Report) -> None:
        self.heard.append(report)
        self._news.set()

    async def hears(self, report: Report | type[Report]) -> Report:
        """Wait until it is told this, or something of this kind."""
        while True:
            for each in self.heard:
                if each == report or (isinstance(report, type) and isinstance(each, report)):
                    return each
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), 10)


@asynccontextmanager
async def terminal() -> AsyncIterator[Terminal]:
    there = Terminal()
    running = asyncio.create_task(there.room.run())
    try:
        await there.hears(CallReady)
        yield there
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def blocks() -> list[Path]:
    return sorted(MEMORY.glob(f"foyer-{NAME}-*"))


async def test_nothing_is_open_before_the_citizen_says_yes() -> None:
    async with terminal() as there:
        assert isinstance(there.camera.state, Closed)
        assert PictureReader(f"{NAME}-{Stream.SELF}").newest(0) is None


async def test_with_a_yes_to_the_camera_the_mirror_shows_and_the_microphone_stays_shut() -> None:
    async with terminal() as there:
        there.room.obey(Lease(True, False))
        await there.hears(StreamsNow((Stream.SELF,)))
        await there.hears(DevicesNow(DeviceState.WORKING, DeviceState.CLOSED))
        mirror = PictureReader(f"{NAME}-{Stream.SELF}")
        picture = mirror.newest(0)
        assert picture is not None and (picture.width, picture.height) == (320, 180)


async def test_a_no_wipes_the_mirror() -> None:
    async with terminal() as there:
        there.room.obey(Lease(True, False))
        await there.hears(StreamsNow((Stream.SELF,)))
        there.heard.clear()
        there.room.obey(Lease(False, False))
        await there.hears(DevicesNow(DeviceState.CLOSED, DeviceState.CLOSED))
        assert PictureReader(f"{NAME}-{Stream.SELF}").newest(0) is None


async def test_a_terminal_that_says_nothing_more_shuts_everything() -> None:
    async with terminal() as there:
        there.room.obey(Lease(True, True))
        await there.hears(DevicesNow(DeviceState.WORKING, DeviceState.WORKING))
        there.heard.clear()
        await there.hears(DevicesNow(DeviceState.CLOSED, DeviceState.CLOSED))


async def test_without_a_yes_to_the_microphone_there_is_no_connection() -> None:
    async with terminal() as there:
        there.room.obey(Lease(True, False))
        there.room.obey(Open(1, True))
        await there.hears(StreamsNow((Stream.SELF,)))
        assert not any(isinstance(report, SignalOut) for report in there.heard)


async def test_with_a_yes_it_makes_an_offer_of_the_generation_that_was_asked_for() -> None:
    async with terminal() as there:
        there.room.obey(Lease(True, True))
        there.room.obey(Open(7, False))
        offer = await there.hears(SignalOut)
        assert isinstance(offer, SignalOut)
        assert (offer.generation, offer.kind) == (7, SignalKind.OFFER)
        assert "m=video" in offer.body and "m=audio" in offer.body


async def test_who_speaks_sees_the_meter_move() -> None:
    async with terminal() as there:
        there.room.obey(Lease(False, True))
        await there.hears(LevelNow)


async def test_a_camera_in_trouble_is_told() -> None:
    async with terminal() as there:
        await there.camera.switch(Switch.UNPLUGGED)
        there.room.obey(Lease(True, False))
        await there.hears(DevicesNow(DeviceState.MISSING, DeviceState.CLOSED))


async def test_no_picture_stays_in_memory_afterwards() -> None:
    async with terminal() as there:
        there.room.obey(Lease(True, True))
        await there.hears(StreamsNow((Stream.SELF,)))
        assert len(blocks()) == len(Stream)
    assert blocks() == []
    assert isinstance(there.camera.state, Closed)


async def test_a_glass_that_was_stuck_for_a_moment_goes_on_talking() -> None:
    async with terminal() as there:
        there.room.obey(Lease(True, True))
        there.room.obey(Open(1, True))
        await there.hears(SignalOut)
        talk = there.room.legs.of(Leg.TALK, 1)
        assert talk is not None
        gate = talk.peer._gate
        assert gate.is_open
        there.heard.clear()
        await there.hears(DevicesNow(DeviceState.CLOSED, DeviceState.CLOSED))
        assert not gate.is_open, "nobody has renewed the lease"
        there.room.obey(Lease(True, True))
        assert gate.is_open, "what the terminal wanted counts again"


async def test_what_was_hung_up_shows_nothing_any_more() -> None:
    async with terminal() as there:
        there.room.obey(Lease(True, True))
        there.room.obey(Open(1, True))
        await there.hears(SignalOut)
        talk = there.room.legs.of(Leg.TALK, 1)
        assert talk is not None
        there.room.obey(HangUp())
        talk.show(Stream.STAFF, Picture(64, 36, bytes(64 * 36 * 3 // 2), 1, 1))
        assert PictureReader(f"{NAME}-{Stream.STAFF}").newest(0) is None
