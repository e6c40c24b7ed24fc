"""How often somebody may be wrong before having to wait, and how long then."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.errors import TooManyTries

_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Failures:
    """How often it was wrong lately, and from when on the next try is allowed."""

    count: int
    last_at: datetime
    free_at: datetime


class Patience:
    """Counts wrong tries by key (a peer, an account); in memory, at most 10,000 keys.

    The first `free` tries cost nothing. From then on every wrong one doubles the wait, from
    `first_wait` up to `longest_wait`. After `forgive_after` without a wrong try all is forgotten.
    """

    def __init__(
        self,
        free: int,
        first_wait: timedelta = timedelta(seconds=2),
        longest_wait: timedelta = timedelta(minutes=5),
        forgive_after: timedelta = timedelta(minutes=15),
    ) -> None:
        self._free = free
        self._first_wait = first_wait
        self._longest_wait = longest_wait
        self._forgive_after = forgive_after
        self._known: OrderedDict[str, Failures] = OrderedDict()

    def check(self, key: str, now: datetime) -> None:
        """Raise `TooManyTries` as long as this key has to wait."""
        failures = self._known.get(key)
        if failures is not None and now < failures.free_at:
            raise TooManyTries(failures.free_at - now)

    def failed(self, key: str, now: datetime) -> None:
        """Note a wrong try."""
        before = self._known.pop(key, None)
        if before is None or now - before.last_at >= self._forgive_after:
            before = Failures(0, now, now)
        count = before.count + 1
        self._known[key] = Failures(count, now, now + self._wait(count))
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def _wait(self, count: int) -> timedelta:
        over = count - self._free
        if over < 0:
            return timedelta(0)
        doubled: timedelta = self._first_wait * 2 ** min(over, 16)
        return min(doubled, self._longest_wait)

    def forget(self, key: str) -> None:
        """It was right: start anew."""
        self._known.pop(key, None)
