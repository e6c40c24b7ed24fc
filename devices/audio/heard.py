"""What the microphone took: the newest 60 ms, for whoever listens. Belongs to the event loop."""

from __future__ import annotations

import asyncio
from collections import deque

from devices.audio import FRAME_MS, KEPT_MS, SILENCE, Sound

DEAD_AFTER_MS = 5_000


class Heard:
    def __init__(self) -> None:
        self.number = 0
        self._kept: deque[Sound] = deque(maxlen=KEPT_MS // FRAME_MS)
        self._waiting: set[asyncio.Future[None]] = set()
        self._zeros_ms = 0
        self._taken_ns = 0

    @property
    def dead(self) -> bool:
        """Whether nothing but zeros came for so long that it is no quiet room any more."""
        return self._zeros_ms >= DEAD_AFTER_MS

    def take(self, samples: bytes, taken_ns: int, played: bytes) -> None:
        self.number += 1
        self._zeros_ms = self._zeros_ms + FRAME_MS if samples == SILENCE else 0
        # Sound systems guess, and after a stall they guess backwards.
        self._taken_ns = max(taken_ns, self._taken_ns + 1)
        self._kept.append(Sound(samples, self.number, self._taken_ns, played))
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    async def after(self, number: int) -> Sound:
        while (sound := self._oldest(number)) is None:
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.add(waiting)
            try:
                await waiting
            finally:
                self._waiting.discard(waiting)
        return sound

    def _oldest(self, number: int) -> Sound | None:
        return next((sound for sound in self._kept if sound.number > number), None)

    def forget(self) -> None:
        """Keep nothing of what was said; the count goes on."""
        self._kept.clear()
        self._zeros_ms = 0
