"""Who goes first: four classes and three policies, each with a promise to the normal class."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum, StrEnum


class Priority(IntEnum):
    EMERGENCY = 0  # somebody is ill, a child is lost
    LEGAL = 1  # disability, pregnancy, small child
    APPOINTMENT = 2  # the booked time has come
    NORMAL = 3


class PolicyKind(StrEnum):
    STRICT = "strict"  # class by class
    RATIO = "ratio"  # a preferred ones, then b normal ones
    AGEING = "ageing"  # a class is worth some minutes of waiting


@dataclass(frozen=True, slots=True)
class Policy:
    """How one department orders its line.

    `longest_wait` is the promise: a normal ticket that has waited this long goes next,
    after emergencies only. `ratio` is (preferred, normal). `bonus` is the head start
    per class, used by AGEING.
    """

    kind: PolicyKind = PolicyKind.STRICT
    ratio: tuple[int, int] = (2, 1)
    bonus: dict[Priority, timedelta] = field(
        default_factory=lambda: {
            Priority.EMERGENCY: timedelta(hours=24),
            Priority.LEGAL: timedelta(minutes=20),
            Priority.APPOINTMENT: timedelta(minutes=30),
            Priority.NORMAL: timedelta(0),
        }
    )
    longest_wait: timedelta = timedelta(minutes=90)

    def __post_init__(self) -> None:
        if min(self.ratio) < 1:
            raise ValueError("a ratio needs at least 1 : 1")
