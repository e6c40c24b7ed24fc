"""A room with a citizen, a desk and a guest: real connections, inside this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from devices.audio.simulated import SimulatedAudio
from devices.audio.sources import Speech
from devices.camera.shared import PictureReader
from devices.camera.simulated import SimulatedCamera
from kiosk.call.room import CallRoom
from kiosk.domain.call_control import (
    CallReady,
    Gate,
    Lease,
    Media,
    MediaNow,
    Open,
    Report,
    SignalIn,
    SignalOut,
    Stream,
    StreamsNow,
)
from kiosk.domain.call_messages import SignalKind
from kiosk.domain.guests import Leg
from tests.call.staff import Staff, is_loud

NAME = "test-party"
WITHIN_S = 15.0


class Party:
    """The terminal of a room; renews the lease until it forgets to."""

    def __init__(self, camera: SimulatedCamera | None = None) -> None:
        self.camera = camera or SimulatedCamera(320, 180, time_code=False)
        self.audio = SimulatedAudio(Speech())
        self.room = CallRoom(self.camera, self.audio, NAME, self._hear)
        self.heard: list[Report] = []
        self.people: dict[Leg, Staff] = {}
        self.renews = True

    def _hear(self, report: Report) -> None:
        self.heard.append(report)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until it is true."""
        async with asyncio.timeout(WITHIN_S):
            while not true():
                await asyncio.sleep(0.02)

    async def renew_for_ever(self) -> None:
        while True:
            if self.renews:
                self.room.obey(Lease(True, True))
            await asyncio.sleep(0.5)

    async def brings(self, leg: Leg, generation: int = 1, *, gate_open: bool = True) -> Staff:
        """Connect somebody on a leg."""
        person = self.people[leg] = Staff()
        self.room.obey(Open(generation, gate_open, leg=leg))
        await self.until(lambda: bool(self.offers(leg, generation)))
        answer = await person.answer(self.offers(leg, generation)[0])
        self.room.obey(SignalIn(generation, SignalKind.ANSWER, answer, leg))
        return person

    def offers(self, leg: Leg, generation: int = 1) -> list[str]:
        return [
            each.body
            for each in self.heard
            if isinstance(each, SignalOut)
            and (each.leg, each.generation, each.kind) == (leg, generation, SignalKind.OFFER)
        ]

    def media(self, leg: Leg) -> list[Media]:
        found = [r for r in self.heard if isinstance(r, MediaNow) and r.leg is leg]
        return [report.media for report in found]

    @property
    def streams(self) -> tuple[Stream, ...]:
        found = [report.streams for report in self.heard if isinstance(report, StreamsNow)]
        return found[-1] if found else ()

    def shown(self, stream: Stream) -> bool:
        return PictureReader(f"{NAME}-{stream}").newest(0) is not None

    async def says_words(self, leg: Leg, count: int = 20) -> None:
        """Let somebody go on speaking for so many packets of 20 ms."""
        voice = self.people[leg].voice
        until = voice._packets + count
        await self.until(lambda: voice._packets >= until)

    async def is_heard(self) -> None:
        """Wait until the loudspeaker says something loud."""
        self.audio.spoken.clear()
        await self.until(lambda: any(is_loud(frame) for frame in list(self.audio.spoken)))

    def gate(self, leg: Leg, is_open: bool, generation: int = 1) -> None:
        self.room.obey(Gate(generation, is_open, leg))


@asynccontextmanager
async def party(camera: SimulatedCamera | None = None) -> AsyncIterator[Party]:
    """A room whose citizen has said yes to camera and microphone."""
    there = Party(camera)
    running = asyncio.create_task(there.room.run())
    await there.until(lambda: any(isinstance(each, CallReady) for each in there.heard))
    renewing = asyncio.create_task(there.renew_for_ever())
    try:
        await there.until(lambda: Stream.SELF in there.streams)
        yield there
    finally:
        renewing.cancel()
        for person in there.people.values():
            await person.close()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@asynccontextmanager
async def three(camera: SimulatedCamera | None = None) -> AsyncIterator[tuple[Party, Staff, Staff]]:
    """Desk and guest, both seen."""
    async with party(camera) as there:
        desk = await there.brings(Leg.TALK)
        guest = await there.brings(Leg.GUEST)
        await there.until(
            lambda: (
                {Stream.SELF, Stream.STAFF, Stream.GUEST} <= set(there.streams)
                and bool(desk.pictures)
                and bool(guest.pictures)
            )
        )
        yield there, desk, guest
