"""The technician's question: does the microphone hear the loudspeaker, when, and how loud?

A chirp of half a second is played. What the microphone hears stays in memory until it is judged.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Protocol

import numpy as np

from devices.audio import FRAME_BYTES, SILENCE, Audio, Closed, Gap, NoSound, Sound, Working
from devices.audio.babble import babble
from devices.audio.chirp import chirp, find
from devices.audio.findings import (
    EchoTakenOut,
    Finding,
    Interrupted,
    MicHears,
    MicHearsNothing,
    MicOverloaded,
    NotOpened,
    Opened,
    RoomNoise,
)
from devices.audio.levels import level

OPENS_WITHIN_S = 5.0
NEXT_SOUND_WITHIN_S = 2.0
LISTENED_BEFORE = 50  # frames
ROOM_ANSWERS = 70
BABBLE_S = 4.0
LEARNING = 200  # frames that the echo canceller gets to know the room
OVERLOADED = 32_700
FEW_TOPS = 100


class Canceller(Protocol):
    def clean(self, sound: Sound) -> Sound: ...


async def selftest(audio: Audio, canceller: Canceller | None = None) -> AsyncIterator[Finding]:
    """Open the device, try it, close it, and yield each finding as it comes, within 2 to 8 s.

    Nothing else may use it meanwhile; it is played as loud as `audio.volume` says.

    Args:
        canceller: tried with 4 s of babble when the chirp was heard; None leaves that out.
    """
    owner = asyncio.create_task(audio.run(), name="selftest audio")
    try:
        async for finding in _findings(_Trial(audio), canceller):
            yield finding
    except TimeoutError:
        yield Interrupted()
    finally:
        owner.cancel()
        with suppress(asyncio.CancelledError):
            await owner


async def _findings(trial: _Trial, canceller: Canceller | None) -> AsyncIterator[Finding]:
    opened = await trial.open()
    yield opened
    if not isinstance(opened, Opened):
        return
    yield RoomNoise(level(_joined(await trial.exchange([SILENCE] * LISTENED_BEFORE))).rms_dbfs)
    sounds = await trial.exchange([*chirp(), *[SILENCE] * ROOM_ANSWERS])
    heard = _joined(sounds)
    match = find(b"".join(sound.played for sound in sounds), heard)
    if match is None:
        yield MicHearsNothing()
        return
    yield MicHears(match.delay_ms, match.level_db)
    if np.count_nonzero(np.abs(np.frombuffer(heard, np.int16).astype(int)) > OVERLOADED) > FEW_TOPS:
        yield MicOverloaded()
    if canceller is not None:
        yield await trial.echo_taken_out(canceller)


class _Trial:
    def __init__(self, audio: Audio) -> None:
        self._audio = audio
        self._number = 0

    async def open(self) -> Opened | NotOpened:
        try:
            async with asyncio.timeout(OPENS_WITHIN_S):
                async for state in self._audio.changes():
                    match state:
                        case Working(sinks, delay_ms):
                            return Opened(sinks, delay_ms)
                        case NoSound(reason) if reason is not Gap.SILENT:
                            return NotOpened(reason)
                        case NoSound() | Closed():
                            continue
        except TimeoutError:
            pass
        return NotOpened(None)

    async def exchange(self, frames: Sequence[bytes]) -> list[Sound]:
        """Play a frame for each one that is heard; raises TimeoutError when none comes."""
        sounds: list[Sound] = []
        for frame in frames:
            async with asyncio.timeout(NEXT_SOUND_WITHIN_S):
                sound = await self._audio.hear(self._number)
            missed = sound.number - self._number - 1 if sounds else 0
            sounds += [Sound(SILENCE)] * missed + [sound]
            self._number = sound.number
            self._audio.play(Sound(frame))
        return sounds

    async def echo_taken_out(self, canceller: Canceller) -> EchoTakenOut:
        wave = (babble(7, BABBLE_S) * 0.5 * 32_767).astype(np.int16).tobytes()
        frames = [wave[at : at + FRAME_BYTES] for at in range(0, len(wave), FRAME_BYTES)]
        sounds = await self.exchange(frames)
        cleaned = [canceller.clean(sound) for sound in sounds]
        before, after = (level(_joined(s[LEARNING:])).rms_dbfs for s in (sounds, cleaned))
        return EchoTakenOut(before - after)


def _joined(sounds: Sequence[Sound]) -> bytes:
    return b"".join(sound.samples for sound in sounds)
