"""A kiosk and a desk that talk, as values a test can look at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from devices.audio import Sound
from devices.audio.simulated import SimulatedAudio
from devices.camera import Picture
from devices.camera.simulated import SimulatedCamera
from kiosk.call.peer import Peer
from kiosk.call.signals import Taken
from kiosk.domain.call_control import MediaNow, Open, Report, SignalOut, Stream, StreamsNow
from kiosk.domain.call_messages import SignalKind
from tests.call.staff import Staff, is_loud
from tests.support.lossy_link import LossyLink

WITHIN_S = 10.0


@dataclass
class Witness:
    """Remembers what the kiosk's end was told, shown and given to play."""

    reports: list[Report] = field(default_factory=list)
    pictures: list[tuple[Stream, Picture]] = field(default_factory=list)
    sounds: int = 0
    loud_at: list[float] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, report: Report) -> None:
        self.reports.append(report)
        self._news.set()

    def show(self, stream: Stream, picture: Picture) -> None:
        self.pictures.append((stream, picture))
        self._news.set()

    def play(self, sound: Sound) -> None:
        self.sounds += 1
        if is_loud(sound.samples):
            self.loud_at.append(asyncio.get_running_loop().time())
        self._news.set()

    async def until(self, true: Callable[[], bool], within_s: float = WITHIN_S) -> None:
        """Wait until it is true; looked at whenever something comes."""
        async with asyncio.timeout(within_s):
            while not true():
                self._news.clear()
                await self._news.wait()

    def told(self, report: Report) -> bool:
        return report in self.reports

    def signals(self, kind: SignalKind) -> list[str]:
        return [r.body for r in self.reports if isinstance(r, SignalOut) and r.kind is kind]

    @property
    def media(self) -> list[str]:
        return [report.media for report in self.reports if isinstance(report, MediaNow)]

    @property
    def streams(self) -> tuple[Stream, ...]:
        found = [report.streams for report in self.reports if isinstance(report, StreamsNow)]
        return found[-1] if found else ()

    def seen(self, stream: Stream) -> int:
        return sum(of is stream for of, _ in self.pictures)


@dataclass
class Kiosk:
    peer: Peer
    witness: Witness
    camera: SimulatedCamera
    audio: SimulatedAudio

    async def offer(self) -> str:
        await self.witness.until(lambda: bool(self.witness.signals(SignalKind.OFFER)))
        return self.witness.signals(SignalKind.OFFER)[0]


@asynccontextmanager
async def kiosk(
    opening: Open | None = None,
    audio: SimulatedAudio | None = None,
    camera: SimulatedCamera | None = None,
) -> AsyncIterator[Kiosk]:
    """A kiosk with a small picture; camera and microphone are on."""
    camera, audio = camera or SimulatedCamera(320, 180), audio or SimulatedAudio()
    witness = Witness()
    peer = Peer(opening or Open(1, gate_open=True), camera, audio, witness)
    devices = [asyncio.create_task(each.run()) for each in (camera, audio)]
    owner = asyncio.create_task(peer.run())
    try:
        yield Kiosk(peer, witness, camera, audio)
    finally:
        await peer.close()
        for task in devices:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await owner


@asynccontextmanager
async def talk(
    opening: Open | None = None,
    *,
    staff: Staff | None = None,
    link: LossyLink | None = None,
    audio: SimulatedAudio | None = None,
    camera: SimulatedCamera | None = None,
) -> AsyncIterator[tuple[Kiosk, Staff]]:
    """Both ends, connected; what the gate lets through flows."""
    async with kiosk(opening, audio, camera) as at_kiosk:
        desk = staff or Staff()
        try:
            offer = await at_kiosk.offer()
            answer = await desk.answer(link.from_kiosk(offer) if link else offer)
            answer = link.from_staff(answer) if link else answer
            assert await at_kiosk.peer.take(SignalKind.ANSWER, answer) is Taken.TAKEN
            async with asyncio.timeout(WITHIN_S):
                await desk.channel
            yield at_kiosk, desk
        finally:
            await desk.close()
