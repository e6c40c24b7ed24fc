"""The streams of PortAudio: opened, closed and refilled. The only door of sounddevice.

`beat` comes from a thread of PortAudio, all other calls may block and belong to one thread.
PortAudio is one per process, so a sound card is, too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import sounddevice

from devices.audio import FRAME_SAMPLES, RATE_HZ, Gap
from devices.audio.duplex import Given
from devices.audio.in_use import in_use
from devices.audio.playout import Playout

# portaudio.h, PaErrorCode.
_INVALID_CHANNEL_COUNT, _DEVICE_UNAVAILABLE = -9998, -9985
_LONGEST_WAY_S = 0.5


@dataclass(frozen=True, slots=True)
class Names:
    """A part of each name, as `python -m sounddevice` lists them; None is the default device."""

    microphone: str | None = None
    speaker: str | None = None
    second: str | None = None  # None: there is no second sink


class Beat(Protocol):
    """Called by threads of PortAudio; must not block."""

    def give(self) -> Given: ...
    def take(self, samples: bytes, taken_ns: int, played: bytes) -> None: ...
    def end(self, second: bool) -> None:
        """A stream stopped, by itself or because it was closed."""


class SoundCard:
    def __init__(self, names: Names, beat: Beat) -> None:
        self._names = names
        self._beat = beat
        self._main: Any = None
        self._second: Any = None
        self._second_playout = Playout()

    @property
    def has_second(self) -> bool:
        return self._second is not None

    @property
    def delay_ms(self) -> int:
        microphone_s, speaker_s = self._main.latency
        return round(1_000 * float(microphone_s + speaker_s))

    def open(self) -> Gap | None:
        """Open what is there now and let it beat; return why there is nothing."""
        # PortAudio looks for devices only when it begins.
        sounddevice._terminate()
        sounddevice._initialize()
        try:
            self._main = self._open_main()
        except (sounddevice.PortAudioError, ValueError) as error:
            return why_not(error, used=in_use())
        if self._names.second is not None:
            with suppress(sounddevice.PortAudioError, ValueError):
                self._second = self._open_second()
        return None

    def close(self) -> None:
        for stream in (self._main, self._second):
            if stream is not None:
                stream.abort()  # stop() would wait until everything is played
                stream.close()
        self._main = self._second = None
        self._second_playout.clear()

    def _open_main(self) -> Any:
        def opened(microphone: int, speaker: int) -> Any:
            return _started(
                sounddevice.RawStream,
                device=(self._names.microphone, self._names.speaker),
                channels=(microphone, speaker),
                callback=self._exchange(microphone, speaker),
                finished_callback=lambda: self._beat.end(second=False),
            )

        return _first_possible(opened, ((1, 1), (1, 2), (2, 2)))

    def _open_second(self) -> Any:
        def opened(channels: int) -> Any:
            return _started(
                sounddevice.RawOutputStream,
                device=self._names.second,
                channels=channels,
                callback=self._play_second(channels),
                finished_callback=lambda: self._beat.end(second=True),
            )

        return _first_possible(opened, ((1,), (2,)))

    def _play_second(self, channels: int) -> Callable[..., None]:
        def play(outdata: Any, frames: int, when: Any, status: Any) -> None:
            outdata[:] = spread(self._second_playout.next(), channels)

        return play

    def _exchange(self, microphone: int, speaker: int) -> Callable[..., None]:
        def exchange(indata: Any, outdata: Any, frames: int, when: Any, status: Any) -> None:
            given = self._beat.give()
            outdata[:] = spread(given.speaker, speaker)
            self._second_playout.put(given.second)
            way_s = when.currentTime - when.inputBufferAdcTime
            way_ns = round(max(0.0, min(_LONGEST_WAY_S, way_s)) * 1e9)
            taken_ns = time.monotonic_ns() - way_ns
            self._beat.take(first(bytes(indata), microphone), taken_ns, given.audible)

        return exchange


def _first_possible(opened: Callable[..., Any], channels: Sequence[tuple[int, ...]]) -> Any:
    """Open with one channel where that goes: PortAudio mixes none, and many a card has no mono."""
    for numbers in channels[:-1]:
        try:
            return opened(*numbers)
        except sounddevice.PortAudioError as error:
            if _code(error) != _INVALID_CHANNEL_COUNT:
                raise
    return opened(*channels[-1])


def _started(kind: Callable[..., Any], **options: Any) -> Any:
    stream = kind(
        samplerate=RATE_HZ, blocksize=FRAME_SAMPLES, dtype="int16", latency="low", **options
    )
    try:
        stream.start()
    except sounddevice.PortAudioError:
        stream.close()
        raise
    return stream


def why_not(error: Exception, *, used: bool) -> Gap:
    """Return why it could not be opened: a card that is in use is at times not even listed."""
    return Gap.BUSY if used or _code(error) == _DEVICE_UNAVAILABLE else Gap.NOT_FOUND


def _code(error: Exception) -> object:
    return error.args[1] if len(error.args) > 1 else None


def spread(samples: bytes, channels: int) -> bytes:
    """Return one channel on several."""
    return (
        samples
        if channels == 1
        else np.repeat(np.frombuffer(samples, np.int16), channels).tobytes()
    )


def first(samples: bytes, channels: int) -> bytes:
    """Return the first of several channels."""
    return samples if channels == 1 else np.frombuffer(samples, np.int16)[::channels].tobytes()
