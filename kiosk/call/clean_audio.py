"""The audio device as a call hears it: echo and noise are out before anything leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from devices.audio import Audio, AudioState, Sink, Sound, Working
from devices.audio.heard import Heard
from devices.audio.levels import FLOOR_DBFS, Meter
from devices.audio.voice import Voice

_QUIETEST_DBFS = -60.0  # the meter shows nothing below


class CleanAudio:
    """An `Audio` around another one. Every heard sound is cleaned once, for all connections."""

    def __init__(self, audio: Audio) -> None:
        self._audio = audio
        self._heard = Heard()
        self._meter = Meter()

    @property
    def level_percent(self) -> int:
        """How loud the citizen is, 0–100; 0 while nobody listens."""
        loud = max(self._meter.level.rms_dbfs, FLOOR_DBFS) - _QUIETEST_DBFS
        return round(max(0.0, min(1.0, loud / -_QUIETEST_DBFS)) * 100)

    @property
    def state(self) -> AudioState:
        return self._audio.state

    @property
    def volume(self) -> int:
        return self._audio.volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._audio.volume = volume

    @property
    def sink(self) -> Sink:
        return self._audio.sink

    def choose(self, sink: Sink) -> bool:
        return self._audio.choose(sink)

    async def hear(self, after: int) -> Sound:
        return await self._heard.after(after)

    def play(self, sound: Sound) -> None:
        self._audio.play(sound)

    def changes(self) -> AsyncIterator[AudioState]:
        return self._audio.changes()

    async def run(self) -> None:
        """Own the device, and clean what it hears, until cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._audio.run(), name="sound device")
                tasks.create_task(self._clean(), name="voice")
        finally:
            self._heard.forget()
            self._meter = Meter()

    async def _clean(self) -> None:
        # A new one for each opening: what it has learned of the room belongs to one citizen.
        state = self._audio.state
        voice = Voice(state.delay_ms) if isinstance(state, Working) else Voice()
        number = 0
        while True:
            sound = await self._audio.hear(number)
            number = sound.number
            clean = voice.clean(sound)
            self._meter.hear(clean.samples)
            self._heard.take(clean.samples, sound.taken_ns, sound.played)
