"""One end of a conversation: a connection of one generation, its gate, and what is told of it.

The composition root gives it camera, microphone and loudspeaker and is told values; nothing here
opens a device.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Protocol

from devices.audio import Audio, Sound
from devices.camera import Camera, Picture
from kiosk.call.channel import Channel, Said
from kiosk.call.connection import Connection
from kiosk.call.gate import Gate
from kiosk.call.meter import Meter
from kiosk.call.quality import Figures, Quality, told
from kiosk.call.rate import RateControl
from kiosk.call.receiving import Listener, Track
from kiosk.call.signalling import Signalling
from kiosk.call.signals import Taken
from kiosk.call.streams import Streams
from kiosk.call.tracks import CameraTrack, MicrophoneTrack
from kiosk.call.watch import MediaWatch
from kiosk.domain.call_control import (
    HeardText,
    Media,
    MediaNow,
    Open,
    Report,
    SignalOut,
    Stream,
    StreamsNow,
)
from kiosk.domain.call_messages import SignalKind
from kiosk.domain.guests import Leg

PULSE_S = 0.25
FACES = {Leg.TALK: Stream.STAFF, Leg.GUEST: Stream.GUEST}  # a second picture is a shared screen


class Ears(Protocol):
    """Who is given what comes from the other end, on the loop. Must not wait."""

    def tell(self, report: Report) -> None:
        """One of SignalOut, MediaNow, StreamsNow, HeardText, QualityNow."""

    def show(self, stream: Stream, picture: Picture) -> None:
        """The newest picture of a stream."""

    def play(self, sound: Sound) -> None:
        """The next 10 ms."""


class _Over(Exception):
    """Ends the tasks of a connection."""


class Peer:
    """One connection, from offer to close; `run()` owns it.

    Args:
        opening: the command that it was made for.
        camera, audio: run by somebody else, or not; nothing passes before the gate opens.
        ears: hears nothing any more once `close()` has begun.
    """

    def __init__(self, opening: Open, camera: Camera, audio: Audio, ears: Ears) -> None:
        self.generation, self.leg = opening.generation, opening.leg
        self._ears = ears
        self._clock = clock = asyncio.get_running_loop().time
        self._gate = Gate(clock, is_open=opening.gate_open)
        self._rate, self._watch = RateControl(), MediaWatch()
        self._streams = Streams(FACES[self.leg], self._see, self._change, clock)
        self._listener = Listener(self._hear, clock)
        self._connection = Connection(
            (MicrophoneTrack(audio, self._gate), CameraTrack(camera, self._gate, clock)),
            self._rate,
            clock,
            self._on_track,
            self._on_state,
            ice_servers=opening.ice_servers,
            relay_only=opening.relay_only,
            written=self.leg is Leg.TALK,
        )
        line = self._connection.channel
        self._channel = Channel(line, self._on_text, clock) if line else None
        self._signalling = Signalling(self._connection, self._answer, self._spawn)
        self._meter = Meter(self._rate, self._streams.face, clock())
        self._packets = 0
        self._tasks: asyncio.TaskGroup | None = None
        self._closing, self._closed = asyncio.Event(), asyncio.Event()

    @property
    def media(self) -> Media | None:
        """What was told last; None before the first picture or sound with the gate open."""
        return self._watch.media

    @property
    def quality(self) -> Quality:
        """How the last second was; all zeros in the first."""
        return self._meter.quality

    @property
    def streams(self) -> tuple[Stream, ...]:
        """Which moving pictures come just now."""
        return self._streams.now

    @property
    def bit_rate(self) -> int:
        """What may be sent a second just now."""
        return self._rate.bit_rate

    async def run(self) -> None:
        """Offer, connect, and tell what happens, until `close()` or cancelled.

        However it ends, nothing is sent any more, and its tasks and threads have ended or were
        given up after 2 s. Run it once.
        """
        if self._closing.is_set():
            return
        try:
            async with asyncio.TaskGroup() as self._tasks:
                self._spawn(self._offer())
                self._spawn(self._pulse())
        except* _Over:
            pass
        finally:
            self._tasks = None
            await self._shut()

    async def close(self) -> None:
        """End `run()` and wait for it, about 2 s at most. May be called again, and without it."""
        self._say_goodbye()
        if self._tasks is None and not self._closed.is_set():
            await self._shut()
        await self._closed.wait()

    def let_pass(self, passing: bool) -> None:
        """Open or shut the gate. A picture that is being encoded just now may still leave."""
        self._gate.let_pass(passing)
        self._watch.rest(self._clock())

    def allow(self, bit_rate: int) -> None:
        """Send no more than this a second: another connection needs the line, too."""
        self._rate.allow(bit_rate)

    def adjust(self, *, muted: bool, hidden: bool) -> None:
        """Send silence for sound, black for pictures."""
        self._gate.adjust(muted=muted, hidden=hidden)

    async def say(self, text: str) -> Said:
        """Send a message over the data channel; waits up to 5 s for room."""
        if self._closing.is_set() or self._channel is None:
            return Said.NOT_OPEN
        return await self._channel.say(text)

    async def take(self, kind: SignalKind, body: str = "") -> Taken:
        """Use what the other end says. An answer leaves by `tell`."""
        if self._closing.is_set():
            return Taken.CLOSED
        if kind is SignalKind.BYE:
            self._tell_media(self._watch.end(Media.CLOSED))
        if kind is SignalKind.OFFER and self.leg is not Leg.TALK:
            return Taken.OUT_OF_TURN  # only a desk shows its screen
        taken = await self._signalling.take(kind, body)
        self._streams.look(self._clock(), shares=self._connection.shares)
        return taken

    # ------------------------------------------------------------------ what runs
    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        if self._tasks is None or self._closing.is_set():
            work.close()
        else:
            self._tasks.create_task(work)

    async def _offer(self) -> None:
        offer = await self._connection.offer()
        if offer is None:
            self._tell_media(self._watch.end(Media.LOST))
            return
        self._signal(SignalKind.OFFER, offer)
        self._signal(SignalKind.NO_MORE_CANDIDATES)

    async def _pulse(self) -> None:
        while True:
            try:
                await asyncio.wait_for(self._closing.wait(), PULSE_S)
            except TimeoutError:
                self._look(await self._connection.figures())
            else:
                raise _Over

    def _look(self, figures: Figures) -> None:
        now = figures.at
        if figures.packets_in != self._packets:
            self._packets = figures.packets_in
            self._watch.heard(now)
        if not self._gate.is_open:
            self._watch.rest(now)
        self._tell_media(self._watch.look(now))
        self._streams.look(now, shares=self._connection.shares)
        quality = self._meter.look(figures, self._connection.concealed)
        if quality is not None:
            self._tell(told(quality))

    async def _shut(self) -> None:
        self._say_goodbye()
        try:
            await self._connection.close()
        finally:
            self._closed.set()

    def _say_goodbye(self) -> None:
        """Nothing passes and nobody is told anything after this."""
        if self.media is not Media.CLOSED:
            self._signal(SignalKind.BYE)
        self._closing.set()
        self._gate.let_pass(False)

    # ------------------------------------------------------------------ what comes
    def _on_track(self, track: Track, which: int) -> None:
        reader = self._streams.viewer(which) if track.kind == "video" else self._listener
        if reader is not None:
            self._spawn(reader.read(track))

    def _on_state(self, state: str) -> None:
        if state == "failed":
            self._tell_media(self._watch.end(Media.LOST))
        elif state == "closed" and self.media is not Media.LOST:
            self._tell_media(self._watch.end(Media.CLOSED))

    def _on_text(self, text: str) -> None:
        self._tell(HeardText(text))

    def _answer(self, sdp: str) -> None:
        self._signal(SignalKind.ANSWER, sdp)

    def _see(self, stream: Stream, picture: Picture) -> None:
        if not self._closing.is_set():
            self._here()
            self._ears.show(stream, picture)

    def _hear(self, sound: Sound) -> None:
        if not self._closing.is_set():
            self._here()
            self._ears.play(sound)

    def _here(self) -> None:
        if self._gate.is_open:
            self._tell_media(self._watch.seen(self._clock()))

    def _signal(self, kind: SignalKind, body: str = "") -> None:
        self._tell(SignalOut(self.generation, kind, body, self.leg))

    def _change(self, streams: tuple[Stream, ...]) -> None:
        self._tell(StreamsNow(streams))

    def _tell_media(self, media: Media | None) -> None:
        if media is not None:
            self._tell(MediaNow(self.generation, media, self.leg))

    def _tell(self, report: Report) -> None:
        if not self._closing.is_set():
            self._ears.tell(report)
