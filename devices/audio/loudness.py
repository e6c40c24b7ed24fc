"""Raises a quiet voice, within limits. Pure.

It learns only while the citizen speaks and the loudspeaker is quiet, so it raises no echo, and
never so much that the hiss between words is heard.
"""

from __future__ import annotations

from dataclasses import replace

from devices.audio import FRAME_MS, Sound
from devices.audio.levels import level
from devices.audio.volume import scaled

WANTED_DBFS = -24.0
LEAST_DB, MOST_DB = -6.0, 9.0
SPEECH_DBFS = -45.0
RISES_DB_S, FALLS_DB_S = 3.0, 12.0
CEILING_DBFS = -1.0


class Loudness:
    """One citizen's gain, 10 ms at a time."""

    def __init__(self) -> None:
        self.gain_db = 0.0
        self._gain = 1.0

    def even(self, sound: Sound) -> Sound:
        """Return the sound as loud as it should be."""
        now = level(sound.samples)
        if now.rms_dbfs > SPEECH_DBFS and level(sound.played).rms_dbfs < SPEECH_DBFS:
            self._learn(WANTED_DBFS - now.rms_dbfs)
        wanted_db = min(self.gain_db, max(0.0, CEILING_DBFS - now.peak_dbfs))
        before, self._gain = self._gain, 10 ** (wanted_db / 20)
        # Never glide down through a peak that is already here.
        return replace(sound, samples=scaled(sound.samples, min(before, self._gain), self._gain))

    def _learn(self, lacking_db: float) -> None:
        seconds = FRAME_MS / 1_000
        step = max(-FALLS_DB_S * seconds, min(RISES_DB_S * seconds, lacking_db - self.gain_db))
        self.gain_db = max(LEAST_DB, min(MOST_DB, self.gain_db + step))
