"""What waits to be played: short, bounded, and without clicks where something is missing.

The loop puts, the thread of the sound card takes.
"""

from __future__ import annotations

from collections import deque
from threading import Lock

import numpy as np

from devices.audio import FRAME_MS, FRAME_SAMPLES, LONGEST_PLAYOUT_MS, PLAYOUT_MS, SILENCE

START = 3
TARGET = PLAYOUT_MS // FRAME_MS
MOST = LONGEST_PLAYOUT_MS // FRAME_MS
# A reserve that was never touched for this many frames is delay for nothing.
WATCHED = 200
SPARE = 3

_RISE = np.arange(FRAME_SAMPLES, dtype=np.float32) / FRAME_SAMPLES


class Playout:
    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[bytes] = deque()
        self._playing = False
        self._last = SILENCE
        self._least = MOST
        self._watched = 0

    @property
    def waiting_ms(self) -> int:
        return len(self._waiting) * FRAME_MS

    def put(self, samples: bytes) -> None:
        with self._lock:
            self._waiting.append(samples)
            if len(self._waiting) > MOST:
                self._drop(len(self._waiting) - TARGET)

    def next(self) -> bytes:
        """Return the frame to play now. Never waits."""
        with self._lock:
            if not self._playing and len(self._waiting) < START:
                return SILENCE
            if not self._waiting:
                return self._fade_out()
            self._give_up_reserve()
            frame = self._waiting.popleft()
            if not self._playing:
                frame = joined(SILENCE, frame)
            self._playing, self._last = True, frame
            return frame

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
            self._playing, self._last = False, SILENCE

    def _fade_out(self) -> bytes:
        self._playing = False
        return joined(self._last, SILENCE)

    def _give_up_reserve(self) -> None:
        self._watched += 1
        self._least = min(self._least, len(self._waiting))
        if self._watched < WATCHED:
            return
        if self._least > SPARE:
            self._drop(1)
        self._watched, self._least = 0, MOST

    def _drop(self, frames: int) -> None:
        oldest = self._waiting[0]
        for _ in range(frames):
            self._waiting.popleft()
        self._waiting[0] = joined(oldest, self._waiting[0])


def joined(before: bytes, after: bytes) -> bytes:
    """Return one frame that begins as the one and ends as the other."""
    first, last = (np.frombuffer(samples, np.int16) for samples in (before, after))
    return np.rint(first * (1 - _RISE) + last * _RISE).astype(np.int16).tobytes()
