"""The troubles that a simulated chip can have, each beginning at a command of one's choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Mischief(StrEnum):
    """What happens to the answer of a command."""

    PULLED = "pulled"  # the document is gone, for this command and all that follow
    SILENT = "silent"  # no answer in time, then or later
    GARBAGE = "garbage"  # bytes that mean nothing, with a good status
    FLIPPED = "flipped"  # one bit of the answer is another
    OVER_LONG = "over-long"  # far more than was asked for
    EMPTY = "empty"  # nothing at all, not even a status
    REFUSED = "refused"  # "security status not satisfied"


LASTING = frozenset({Mischief.PULLED, Mischief.SILENT})


@dataclass(frozen=True, slots=True)
class Troubles:
    """Which mischief comes at which command, counted from 0."""

    at: Mapping[int, Mischief] = field(default_factory=dict)

    def now(self, count: int) -> Mischief | None:
        lasting = (kind for at, kind in self.at.items() if kind in LASTING and at <= count)
        return next(lasting, None) or self.at.get(count)
