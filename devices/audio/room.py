"""The way from the loudspeaker back into the microphone: delay, walls, loudness."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from devices.audio import FRAME_MS, FRAME_SAMPLES, RATE_HZ
from devices.audio.babble import Wave

LENGTH_MS = 250
DIES_AWAY_MS = 60  # to 1/e; a lobby of stone and glass


class Room:
    """A lobby that answers for 250 ms. The same seed is the same room.

    Args:
        delay_ms: until the first sound comes back, at least one frame.
        gain: how loud the direct sound comes back; 0.3 is a loudspeaker beside its microphone.
    """

    def __init__(self, delay_ms: float = 60.0, gain: float = 0.3, seed: int = 0) -> None:
        if delay_ms < FRAME_MS:
            raise ValueError(f"sound takes at least {FRAME_MS} ms, not {delay_ms}")
        self.delay_ms = delay_ms
        self._gain = gain
        self._seed = seed
        self._past = np.zeros(len(self.answer) + FRAME_SAMPLES)

    @cached_property
    def answer(self) -> Wave:
        """The impulse response, beginning with the delay."""
        chance = np.random.default_rng(self._seed)
        length = LENGTH_MS * RATE_HZ // 1_000
        ages_ms = np.arange(length) * 1_000 / RATE_HZ
        walls = chance.normal(0, 0.015, length) * np.exp(-ages_ms / DIES_AWAY_MS)
        walls[: RATE_HZ // 1_000] = 0.0
        walls[0] = 1.0
        delay = np.zeros(round(self.delay_ms * RATE_HZ / 1_000))
        return np.concatenate([delay, walls * self._gain])

    def echo(self, played: bytes) -> Wave:
        """Take what the loudspeaker plays in this beat; return what the microphone hears of it."""
        frame = np.frombuffer(played, np.int16) / 32_768
        self._past = np.concatenate([self._past[FRAME_SAMPLES:], frame])
        if not self._past.any():
            return np.zeros(FRAME_SAMPLES)
        # What a circular convolution folds over does not reach the last frame.
        heard = np.fft.irfft(np.fft.rfft(self._past) * self._spectrum, len(self._past))
        return np.asarray(heard[-FRAME_SAMPLES:], np.float64)

    @cached_property
    def _spectrum(self) -> npt.NDArray[np.complex128]:
        return np.fft.rfft(self.answer, len(self._past))
