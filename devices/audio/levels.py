"""How loud it is, for the level meter and for those who decide by it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from devices.audio import FRAME_MS

FLOOR_DBFS = -90.0  # as quiet as 16 bit can be
DECAY_DB_S = 20.0


@dataclass(frozen=True, slots=True)
class Level:
    """Decibels below full scale, at least -90; a full square wave is 0."""

    rms_dbfs: float
    peak_dbfs: float


QUIET = Level(FLOOR_DBFS, FLOOR_DBFS)


def level(samples: bytes) -> Level:
    wave = np.frombuffer(samples, np.int16) / 32_768
    return Level(_decibels(np.sqrt(np.mean(wave**2))), _decibels(np.abs(wave).max()))


def _decibels(amplitude: float) -> float:
    return max(FLOOR_DBFS, float(20 * np.log10(max(amplitude, 1e-9))))


class Meter:
    """A needle that jumps up and sinks by 20 dB a second."""

    def __init__(self) -> None:
        self.level = QUIET

    def hear(self, samples: bytes) -> Level:
        """Take the next 10 ms and return where the needle stands."""
        new, sunk = level(samples), DECAY_DB_S * FRAME_MS / 1_000
        self.level = Level(
            max(new.rms_dbfs, self.level.rms_dbfs - sunk, FLOOR_DBFS),
            max(new.peak_dbfs, self.level.peak_dbfs - sunk, FLOOR_DBFS),
        )
        return self.level
