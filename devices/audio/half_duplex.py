"""The fallback when echo stays: the microphone is ducked while the other side speaks. Pure.

Echo is what follows the loudspeaker: the loudness of the cleaned microphone rises and falls with
that of the loudspeaker, some time later. Two people who talk at once do not do that.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from devices.audio import FRAME_MS, Sound
from devices.audio.levels import FLOOR_DBFS, level
from devices.audio.volume import scaled

SPEAKS_DBFS = -45.0
HEARD_DBFS = -55.0  # softer than this, the other side does not notice its echo
LATEST_ECHO = 40  # frames: 400 ms of sound card and room
WINDOW = 400  # frames that are compared
FEWEST = 300  # in less, two voices may be alike by chance
SPOKEN = 60  # frames in which the other side spoke
JUDGED_EVERY = 10
# Hysteresis: an echo has 0.85 and more, 300 pairs of voices had 0.43 at most.
ECHO, NO_ECHO = 0.65, 0.5
BEGINS_AFTER_MS, ENDS_AFTER_MS = 1_000, 5_000
DUCKED = 0.03  # 30 dB less
TAIL_MS = 300  # the room goes on when the loudspeaker has stopped
FADE_MS = 50

Courses = npt.NDArray[np.float64]  # decibels, one after the other


class Mode(StrEnum):
    FULL = "full"  # both may talk at once
    HALF = "half"  # who is on the loudspeaker has the word


class HalfDuplex:
    """Watches what the echo canceller leaves, and changes the mode by itself, 10 ms at a time."""

    def __init__(self) -> None:
        self.mode = Mode.FULL
        self.likeness = 0.0  # of loudspeaker and microphone, 0–1, for the technician
        self._far: deque[float] = deque([FLOOR_DBFS] * LATEST_ECHO, WINDOW + LATEST_ECHO)
        self._near: deque[float] = deque(maxlen=WINDOW)
        self._beats = 0
        self._for_ms = 0  # how long the evidence speaks against the present mode
        self._tail_ms = 0
        self._gain = 1.0

    def pass_on(self, sound: Sound) -> Sound:
        """Return a cleaned sound, ducked when it has to be."""
        far = level(sound.played).rms_dbfs
        self._far.append(far)
        self._near.append(level(sound.samples).rms_dbfs)
        self._beats += 1
        if self._beats % JUDGED_EVERY == 0:
            self._judge()
        self._tail_ms = TAIL_MS if far > SPEAKS_DBFS else max(0, self._tail_ms - FRAME_MS)
        before, self._gain = self._gain, self._next_gain()
        return replace(sound, samples=scaled(sound.samples, before, self._gain))

    def _next_gain(self) -> float:
        if self.mode is Mode.HALF and self._tail_ms:
            return DUCKED
        return min(1.0, self._gain + FRAME_MS / FADE_MS)

    def _judge(self) -> None:
        far, near = np.array(self._far), np.array(self._near)
        if len(near) < FEWEST or np.count_nonzero(far > SPEAKS_DBFS) < SPOKEN:
            return
        self.likeness = likeness(far, near)
        loud = np.percentile(near, 90) > HEARD_DBFS
        echo = self.likeness > (ECHO if self.mode is Mode.FULL else NO_ECHO) and bool(loud)
        against = echo is (self.mode is Mode.FULL)
        self._for_ms = self._for_ms + JUDGED_EVERY * FRAME_MS if against else 0
        if self._for_ms >= (BEGINS_AFTER_MS if self.mode is Mode.FULL else ENDS_AFTER_MS):
            self.mode = Mode.HALF if self.mode is Mode.FULL else Mode.FULL
            self._for_ms = 0


def likeness(far: Courses, near: Courses) -> float:
    """Return the best correlation of two courses of loudness, `far` up to 400 ms earlier.

    Args:
        far: decibels of every 10 ms, `LATEST_ECHO` more at the beginning than `near`.
    """
    heard = _centred(np.maximum(near, HEARD_DBFS - 10))
    said = _centred(sliding_window_view(np.maximum(far, SPEAKS_DBFS), len(near)))
    return max(0.0, float((said @ heard).max()))


def _centred(courses: Courses) -> Courses:
    """Return each course around zero and of length 1; one that never changes becomes zero."""
    courses = courses - courses.mean(axis=-1, keepdims=True)
    lengths = np.sqrt((courses**2).sum(axis=-1, keepdims=True))
    return np.asarray(np.where(lengths > 1.0, courses / np.maximum(lengths, 1.0), 0.0), np.float64)
