"""How often somebody may ask: a bucket that refills with time."""

from __future__ import annotations

from datetime import datetime


class Allowance:
    """Up to `per_second` questions a second, as many saved up at most."""

    def __init__(self, per_second: float, burst: float | None = None) -> None:
        self._per_second = per_second
        self._burst = burst if burst is not None else per_second
        self._left = self._burst
        self._at: datetime | None = None

    def take(self, now: datetime) -> bool:
        """Return whether one more question is allowed now."""
        if self._at is not None:
            passed = max(0.0, (now - self._at).total_seconds())
            self._left = min(self._burst, self._left + passed * self._per_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
