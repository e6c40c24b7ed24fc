"""How long it will probably take: the seam where the learned forecast will come in.

Until closed days are there to learn from, the estimate is the planned work of everybody
ahead, shared by the desks that are open, and it is shown as a range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor

_EARLY, _LATE = 0.6, 1.5  # planned minutes scatter by about this much (lognormal, one service)
_STEP_MIN = 5


@dataclass(frozen=True, slots=True)
class Estimate:
    """Waiting time: one in ten waits less than p10, one in ten longer than p90."""

    p10: timedelta
    p50: timedelta
    p90: timedelta

    def shown(self) -> tuple[int, int]:
        """Return the range for people, in minutes: steps of 5, never 0–0, low < high."""
        low = floor(self.p10.total_seconds() / 60 / _STEP_MIN) * _STEP_MIN
        high = ceil(self.p90.total_seconds() / 60 / _STEP_MIN) * _STEP_MIN
        return low, max(high, low + _STEP_MIN)


def estimate(ahead: Sequence[timedelta], running: Sequence[timedelta], desks: int) -> Estimate:
    """Estimate the wait of the next ticket.

    Args:
        ahead: planned time of everybody who is called before.
        running: planned time of the services going on now; half of each is still to come.
        desks: desks that are signed in and not on a break; 0 counts as 1, because a
            break must not show infinity.
    """
    servers = max(1, desks)
    if len(running) < servers and not ahead:
        return Estimate(timedelta(0), timedelta(0), timedelta(minutes=_STEP_MIN))
    work = sum(ahead, timedelta(0)) + sum(running, timedelta(0)) / 2
    middle = work / servers
    return Estimate(middle * _EARLY, middle, max(middle * _LATE, timedelta(minutes=_STEP_MIN)))
