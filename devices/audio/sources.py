"""What a simulated citizen lets the microphone hear."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from devices.audio import FRAME_SAMPLES, RATE_HZ
from devices.audio.babble import Wave, babble

HISS = 1e-4  # 80 dB below full scale; a microphone that works is never at zero for long
_SECOND_NS = 1_000_000_000


class Source(Protocol):
    def frame(self, number: int, taken_ns: int) -> Wave:
        """Return 480 samples of full scale 1.0 for the frame with this number, from 1."""


class Silence:
    """A quiet room: nothing but the hiss of the microphone."""

    def __init__(self, seed: int = 0) -> None:
        self._hiss = np.random.default_rng(seed).normal(0, HISS, RATE_HZ)

    def frame(self, number: int, taken_ns: int) -> Wave:
        return _part(self._hiss, number)


class TonePulses:
    """60 ms of 1 kHz at every full second of the clock that the device was given."""

    LENGTH_NS = 60_000_000

    def frame(self, number: int, taken_ns: int) -> Wave:
        since_ns = taken_ns % _SECOND_NS + np.arange(FRAME_SAMPLES) * _SECOND_NS / RATE_HZ
        since_ns %= _SECOND_NS
        tone = 0.8 * np.sin(2 * np.pi * since_ns / 1_000_000)
        return np.asarray(tone * (since_ns < self.LENGTH_NS), np.float64)


class Speech:
    """Syllables without a meaning, as loud and as rhythmical as a voice; repeats itself.

    Args:
        level: the peak, of full scale 1.0.
    """

    def __init__(self, seed: int = 1, level: float = 0.5, length_s: float = 10.0) -> None:
        wave = babble(seed, length_s) * level
        self._speech = wave + np.random.default_rng(seed).normal(0, HISS, len(wave))

    def frame(self, number: int, taken_ns: int) -> Wave:
        return _part(self._speech, number)


def _part(wave: Wave, number: int) -> Wave:
    """Return frame `number` of a wave that repeats itself."""
    at = number % (len(wave) // FRAME_SAMPLES) * FRAME_SAMPLES
    return wave[at : at + FRAME_SAMPLES]
