"""Speech without words: for simulated citizens and for the self-test. Pure."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from devices.audio import RATE_HZ

Wave = npt.NDArray[np.float64]  # full scale is 1.0


def babble(seed: int, length_s: float) -> Wave:
    """Return syllables of 80 to 250 ms: a buzz of 24 overtones with some breath in it.

    The same seed says the same; the peak is 1.0.
    """
    chance = np.random.default_rng(seed)
    wave = np.zeros(round(length_s * RATE_HZ))
    begins = 0.0
    while (left_s := length_s - begins) > 0.3:
        length = round(chance.uniform(0.08, 0.25) * RATE_HZ)
        wave[(at := round(begins * RATE_HZ)) : at + length] += _syllable(chance, length)
        begins += length / RATE_HZ + min(chance.exponential(0.12), left_s)
    return np.asarray(wave / max(1e-9, np.abs(wave).max()), np.float64)


def _syllable(chance: np.random.Generator, length: int) -> Wave:
    pitch = chance.uniform(90, 220)
    overtones = np.arange(1, 25)
    turns = np.outer(overtones * pitch, np.arange(length) / RATE_HZ)
    phases = chance.uniform(0, 1, (len(overtones), 1))
    voice = (np.sin(2 * np.pi * (turns + phases)) / overtones[:, None]).sum(axis=0)
    return np.asarray(np.hanning(length) * (voice + chance.normal(0, 0.3, length)), np.float64)
