"""Who the citizen talks with: the desk, and perhaps a guest. One connection for each.

Camera and microphone are the same for both; both are heard together. Words and stills pass
between citizen and desk only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from devices.audio import Audio, Sound
from devices.audio.mixer import Mixer
from devices.camera import Camera, Picture
from kiosk.call.peer import FACES, Peer
from kiosk.call.pictures import SharedPictures
from kiosk.domain.call_control import (
    Adjust,
    HeardText,
    Open,
    QualityNow,
    Report,
    Stream,
    StreamsNow,
)
from kiosk.domain.call_messages import SignalKind
from kiosk.domain.guests import Leg

# What 540p is worth from, and a tenth more: a picture that was smaller can grow again.
GUEST_MOST = 500_000
_SHOWN = {Leg.TALK: (Stream.STAFF, Stream.SHARE), Leg.GUEST: (Stream.GUEST,)}


class Conversation:
    """One leg: what its connection is told, and what comes of it (its `Ears`).

    Args:
        opening: the command that it was made for.
        legs: where everything goes that comes.
    """

    def __init__(self, opening: Open, camera: Camera, audio: Audio, legs: Legs) -> None:
        self.wanted = self._passing = opening.gate_open
        self.streams: tuple[Stream, ...] = ()
        self.over = False
        self._legs = legs
        self.peer = Peer(opening, camera, audio, self)

    def let_pass(self, allowed: bool) -> None:
        """Open or shut the gate: what the terminal wants, as long as the lease lasts.

        A glass that was stuck for a moment renews its lease, and the talk goes on.
        """
        passing = self.wanted and allowed
        if passing is not self._passing:
            self._passing = passing
            self.peer.let_pass(passing)

    async def take(self, kind: SignalKind, body: str) -> None:
        await self.peer.take(kind, body)

    # ------------------------------------------------------------------ the other end (Ears)
    def tell(self, report: Report) -> None:
        if isinstance(report, StreamsNow):
            gone = set(self.streams) - set(report.streams)
            self.streams = report.streams
            self._legs.streams_changed(gone)
        elif self.peer.leg is Leg.TALK or not isinstance(report, HeardText | QualityNow):
            self._legs.tell(report)

    def show(self, stream: Stream, picture: Picture) -> None:
        if not self.over:  # hung up: nothing is shown, and nothing stays in memory
            self._legs.pictures.put(stream, picture)

    def play(self, sound: Sound) -> None:
        if not self.over:
            self._legs.mixer.take(self.peer.leg, sound)


class Legs:
    """Belongs to the loop.

    Args:
        tell: takes a report; must not wait.
        start: runs what must not be waited for.
        changed: is told when other moving pictures come.
    """

    def __init__(
        self,
        camera: Camera,
        audio: Audio,
        pictures: SharedPictures,
        tell: Callable[[Report], None],
        start: Callable[[Coroutine[Any, Any, None]], None],
        changed: Callable[[], None],
    ) -> None:
        self.pictures, self.tell = pictures, tell
        self.mixer = Mixer(audio.play, lambda: asyncio.get_running_loop().time())
        self._camera, self._audio = camera, audio
        self._start, self._changed = start, changed
        self._all: dict[Leg, Conversation] = {}

    @property
    def streams(self) -> tuple[Stream, ...]:
        """Which moving pictures come from the others, the desk's first."""
        return tuple(s for leg in FACES if leg in self._all for s in self._all[leg].streams)

    def of(self, leg: Leg, generation: int) -> Conversation | None:
        """Return the conversation of that leg if it is of that generation."""
        found = self._all.get(leg)
        return found if found is not None and found.peer.generation == generation else None

    def open(self, opening: Open, adjust: Adjust) -> None:
        """Begin a conversation; an older one of the same leg ends."""
        self.close(opening.leg)
        if opening.leg not in FACES:
            return
        talk = Conversation(opening, self._camera, self._audio, self)
        self._all[opening.leg] = talk
        self.share()
        self._start(talk.peer.run())
        self.adjust(adjust)

    def close(self, leg: Leg | None = None) -> None:
        """End the conversation of one leg, or all of them. Never waits."""
        for each in [leg] if leg is not None else list(_SHOWN):
            talk = self._all.pop(each, None)
            if talk is not None:
                self._end(talk)
                self._start(talk.peer.close())
            self.pictures.wipe(_SHOWN.get(each, ()))
        self._changed()

    def _end(self, talk: Conversation) -> None:
        talk.over = True
        talk.peer.let_pass(False)
        self.mixer.leave(talk.peer.leg)

    async def shut(self) -> None:
        """End all of them, and wait for it."""
        ending, self._all = list(self._all.values()), {}
        for talk in ending:
            self._end(talk)
        await asyncio.gather(*(talk.peer.close() for talk in ending))

    def let_pass(self, allowed: bool) -> None:
        """Let pass what the terminal wants, or nothing at all."""
        for talk in self._all.values():
            talk.let_pass(allowed)

    def adjust(self, adjust: Adjust) -> None:
        """Mute and hide for everybody."""
        for talk in self._all.values():
            talk.peer.adjust(muted=adjust.muted, hidden=adjust.hidden)

    def share(self) -> None:
        """Divide the way out: the guest gets at most half of what the desk gets."""
        desk, guest = self._all.get(Leg.TALK), self._all.get(Leg.GUEST)
        if guest is not None:
            half = desk.peer.bit_rate // 2 if desk is not None else GUEST_MOST
            guest.peer.allow(min(GUEST_MOST, half))

    async def say(self, text: str) -> None:
        """Send words to the desk."""
        talk = self._all.get(Leg.TALK)
        if talk is not None:
            await talk.peer.say(text)

    def streams_changed(self, gone: set[Stream]) -> None:
        """Leave nothing in memory of what has ended."""
        self.pictures.wipe(gone)
        self._changed()
