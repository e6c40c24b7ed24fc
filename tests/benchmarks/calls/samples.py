"""What was seen and heard at one end of a call, and what is worked out from it.

All moments are milliseconds of the machine's monotonic clock; both ends run on one machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PULSE_EVERY_MS = 1_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture that was shown.

    Args:
        age_ms: by its time code; None when that was not read.
        number: counts the pictures of its stream, also those that were not looked at.
    """

    at_ms: float
    height: int
    number: int
    age_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """How much sound came since the connection began, and how much of it had to be made up."""

    came_ms: float
    lost_ms: float


def percentile(values: Sequence[float], part: float) -> float | None:
    """Return the value that `part` of all are below, None of nothing."""
    if not values:
        return None
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def between(seen: Iterable[Seen], begin_ms: float, end_ms: float) -> list[Seen]:
    return [each for each in seen if begin_ms <= each.at_ms < end_ms]


def ages(seen: Iterable[Seen]) -> list[float]:
    return [each.age_ms for each in seen if each.age_ms is not None]


def per_second(seen: Sequence[Seen]) -> float | None:
    """Return the pictures a second between the first and the last of these."""
    if len(seen) < 2:
        return 0.0
    return (seen[-1].number - seen[0].number) * 1_000 / (seen[-1].at_ms - seen[0].at_ms)


def first_after(seen: Iterable[Seen], moment_ms: float) -> float | None:
    """Return how long after a moment the first picture came."""
    return next((each.at_ms - moment_ms for each in seen if each.at_ms >= moment_ms), None)


def delays(said_at: Sequence[float], heard_at: Sequence[float]) -> list[float]:
    """Return for every pulse that was heard how long it took; each is a second from the next."""
    found = []
    for heard in heard_at:
        said = [moment for moment in said_at if 0 <= heard - moment < PULSE_EVERY_MS]
        if said:
            found.append(heard - max(said))
    return found


def lost_percent(before: Sound, after: Sound) -> float | None:
    """Return how much of the sound between two moments had to be made up."""
    came = after.came_ms - before.came_ms
    return None if came <= 0 else 100 * max(0.0, after.lost_ms - before.lost_ms) / came
