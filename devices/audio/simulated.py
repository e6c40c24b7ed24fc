"""A microphone with loudspeakers made of software, with a switch for every trouble.

What came out of the loudspeakers is in `spoken` and `spoken_second`, and that is the truth about
it. The newest 10 s are kept, in memory.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

import numpy as np

from devices.audio import FRAME_MS, FRAME_NS, SILENCE, AudioState, Sink, Sound
from devices.audio.babble import Wave
from devices.audio.duplex import Duplex
from devices.audio.room import Room
from devices.audio.sources import Silence, Source
from devices.audio.states import Follower
from devices.audio.switches import Switch, gap
from devices.audio.volume import USUAL

KEPT_FRAMES = 1_000
DELAY_MS = 20  # what a sound card would say of itself; it is part of the room's delay


class SimulatedAudio:
    """A microphone and loudspeakers without either.

    Args:
        source: what the citizen says.
        room: lets the loudspeaker be heard by the microphone; None is a headset.
        by_hand: nothing moves by itself, `beat()` does; for tests that wait for nothing.
        clock: what `taken_ns` and the tone pulses follow, in nanoseconds.
    """

    def __init__(
        self,
        source: Source | None = None,
        room: Room | None = None,
        *,
        by_hand: bool = False,
        clock: Callable[[], int] = time.monotonic_ns,
        usual_volume: int = USUAL,
    ) -> None:
        self.source = source or Silence()
        self.room = room
        self.spoken: deque[bytes] = deque(maxlen=KEPT_FRAMES)
        self.spoken_second: deque[bytes] = deque(maxlen=KEPT_FRAMES)
        self._duplex = Duplex(usual_volume)
        self._by_hand = by_hand
        self._clock = clock
        self._hiss = np.random.default_rng(2)
        self._on: set[Switch] = set()
        self._running = False
        self._began_ns = self._beats = 0

    @property
    def state(self) -> AudioState:
        return self._duplex.states.now

    @property
    def volume(self) -> int:
        return self._duplex.volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._duplex.volume = volume

    @property
    def sink(self) -> Sink:
        return self._duplex.sink

    def choose(self, sink: Sink) -> bool:
        return self._duplex.choose(sink)

    async def hear(self, after: int) -> Sound:
        return await self._duplex.heard.after(after)

    def play(self, sound: Sound) -> None:
        self._duplex.play(sound)

    def changes(self) -> Follower:
        return self._duplex.states.follow()

    @property
    def switched_on(self) -> frozenset[Switch]:
        return frozenset(self._on)

    def switch(self, trouble: Switch, on: bool = True) -> None:
        """Let a trouble begin or end."""
        (self._on.add if on else self._on.discard)(trouble)
        self._look()

    def repair(self) -> None:
        """End every trouble."""
        self._on.clear()
        self._look()

    def _look(self) -> None:
        if not self._running:
            return
        if (reason := gap(self._on)) is not None:
            self._duplex.lose(reason)
            return
        sinks = {Sink.SPEAKER} if Switch.NO_HANDSET in self._on else set(Sink)
        self._duplex.open(sinks, DELAY_MS)

    async def run(self) -> None:
        self._running = True
        self._began_ns, self._beats = self._clock(), 0
        self._look()
        try:
            if self._by_hand:
                await asyncio.get_running_loop().create_future()
            await self._keep_time()
        finally:
            self._running = False
            self._duplex.close()

    async def _keep_time(self) -> None:
        """Beat every 10 ms of the loop's clock: what comes late does not make the next late."""
        clock = asyncio.get_running_loop().time
        began, beats = clock(), 0
        while True:
            beats += 1
            await asyncio.sleep(began + beats * FRAME_MS / 1_000 - clock())
            self.beat()

    def beat(self, times: int = 1) -> None:
        """Let 10 ms pass, or several times that."""
        for _ in range(times):
            self._beats += 1
            if self._running and gap(self._on) is None:
                self._exchange(self._began_ns + (self._beats - 1) * FRAME_NS)

    def _exchange(self, taken_ns: int) -> None:
        given = self._duplex.give()
        self.spoken.append(given.speaker)
        self.spoken_second.append(SILENCE if Switch.NO_HANDSET in self._on else given.second)
        echo = self.room.echo(given.speaker) if self.room is not None else 0.0
        wave = self.source.frame(self._beats, taken_ns) + echo
        self._duplex.take(self._microphone(wave), taken_ns, given.audible)

    def _microphone(self, wave: Wave) -> bytes:
        if Switch.SILENT in self._on:
            return SILENCE
        if Switch.MUTED in self._on:
            wave = self._hiss.normal(0, 3e-5, len(wave))
        return np.clip(np.rint(wave * 32_768), -32_768, 32_767).astype(np.int16).tobytes()
