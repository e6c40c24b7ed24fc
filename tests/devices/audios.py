"""Microphones and loudspeakers on a bench: what a test may do to them, whichever kind they are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Protocol

import numpy as np

from devices.audio import FRAME_SAMPLES, Audio, AudioState, Sound, Working
from devices.audio.levels import level
from devices.audio.room import Room
from devices.audio.simulated import SimulatedAudio
from devices.audio.sounddevice_driver import Patience, SoundDeviceAudio
from devices.audio.sources import Silence
from devices.audio.switches import Switch
from tests.devices.audio_server import SoundServer


class Bench(Protocol):
    """One device under test, whose microphone hears its loudspeaker."""

    audio: Audio

    def unplug(self) -> None: ...
    def plug_in(self) -> None: ...


class SimulatedBench:
    def __init__(self) -> None:
        self.simulated = self.audio = SimulatedAudio(Silence(), Room(delay_ms=20, gain=0.9))

    def unplug(self) -> None:
        self.simulated.switch(Switch.UNPLUGGED)

    def plug_in(self) -> None:
        self.simulated.repair()


class DriverBench:
    """The driver on a sound server of its own, with a cable from its output to its input."""

    def __init__(self, server: SoundServer) -> None:
        self.audio = SoundDeviceAudio(patience=Patience(lost_s=0.5, again_s=(0.1,)))
        self.server = server

    def unplug(self) -> None:
        self.server.unplug()

    def plug_in(self) -> None:
        self.server.plug_in()


@asynccontextmanager
async def running(audio: Audio) -> AsyncIterator[AsyncIterator[AudioState]]:
    """Run the owner task and give what it tells from when it works."""
    changes = audio.changes()
    owner = asyncio.create_task(audio.run(), name="audio")
    try:
        await state_of(changes, Working)
        yield changes
    finally:
        owner.cancel()
        with suppress(asyncio.CancelledError):
            await owner


async def state_of(changes: AsyncIterator[AudioState], kind: type[AudioState]) -> AudioState:
    """Wait for a state of this kind."""
    async for state in changes:
        if isinstance(state, kind):
            return state
    raise AssertionError("changes() never ends")


def tone(level: float = 0.5, hertz: float = 1_000.0) -> bytes:
    """Return 10 ms that can be repeated without a seam."""
    turns = np.arange(FRAME_SAMPLES) * hertz / 48_000
    return (np.sin(2 * np.pi * turns) * level * 32_767).astype(np.int16).tobytes()


async def conversation(audio: Audio, frames: list[bytes]) -> list[Sound]:
    """Play a frame for each one that is heard, and return what was heard."""
    sounds = [await audio.hear(0)]
    for frame in frames:
        audio.play(Sound(frame))
        sounds.append(await audio.hear(sounds[-1].number))
    return sounds[1:]


def loudest(frames: Iterable[bytes]) -> float:
    """Return the level of the loudest frame: on a busy machine a sound server drops some."""
    return max(level(frame).rms_dbfs for frame in frames)
