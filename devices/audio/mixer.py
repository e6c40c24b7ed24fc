"""Several people heard at once: their sounds added up, ten milliseconds at a time.

Nobody is delayed for somebody else. Whoever came first sets the pace and passes at once; the
others wait in a short buffer of their own, because every sender has its own clock and its own
way. When the first falls silent, the next one who is heard sets the pace.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from devices.audio import FRAME_MS, SILENCE, Sound
from devices.audio.playout import Playout

QUIET_S = 0.060


class Mixer:
    """Belongs to the loop.

    Args:
        play: is given every finished sound.
        clock: seconds.
    """

    def __init__(self, play: Callable[[Sound], None], clock: Callable[[], float]) -> None:
        self._play, self._clock = play, clock
        self._waiting: dict[str, Playout] = {}
        self._leader = ""
        self._led_at = 0.0

    def take(self, who: str, sound: Sound) -> None:
        """Take the next 10 ms of somebody."""
        now = self._clock()
        if who != self._leader and self._leads_nobody(now):
            self._follow(who)
        if who != self._leader:
            self._waiting.setdefault(who, Playout()).put(sound.samples)
            return
        self._led_at = now
        others = [playout.next() for playout in self._waiting.values()]
        self._play(replace(sound, samples=added(sound.samples, *others)))

    def leave(self, who: str) -> None:
        """Forget somebody, and what of them is not played yet."""
        self._waiting.pop(who, None)
        if who == self._leader:
            self._leader = ""

    def _leads_nobody(self, now: float) -> bool:
        return not self._leader or now - self._led_at >= QUIET_S

    def _follow(self, who: str) -> None:
        """Let somebody set the pace; what of them has waited is played first."""
        self._leader = who
        waiting = self._waiting.pop(who, Playout())
        for _ in range(waiting.waiting_ms // FRAME_MS):
            self._play(Sound(waiting.next()))


def added(*voices: bytes) -> bytes:
    """Return frames laid over each other; what is too loud is cut off at full scale."""
    heard = [voice for voice in voices if voice is not SILENCE]
    if len(heard) < 2:
        return heard[0] if heard else SILENCE
    total = np.sum([np.frombuffer(voice, np.int16) for voice in heard], axis=0, dtype=np.int32)
    return np.clip(total, -32_768, 32_767).astype(np.int16).tobytes()
