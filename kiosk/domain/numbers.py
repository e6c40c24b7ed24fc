"""The number on the ticket: one letter, three digits, unique per office and day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.domain.errors import NumbersExhausted

# I and O look like digits, Q like O, and J is read out like I in several languages.
LETTERS = "ABCDEFGHKLMNPRSTUVWXYZ"
LAST = 999
_WRITTEN = re.compile(rf"([{LETTERS}]) ?([0-9]{{3}})")


@dataclass(frozen=True, slots=True, order=True)
class TicketNumber:
    """A letter and 1–999, written `A042`."""

    prefix: str
    value: int

    def __post_init__(self) -> None:
        if len(self.prefix) != 1 or self.prefix not in LETTERS or not 1 <= self.value <= LAST:
            raise ValueError(f"not a ticket number: {self.prefix!r} {self.value!r}")

    def __str__(self) -> str:
        return f"{self.prefix}{self.value:03d}"

    @classmethod
    def read(cls, written: str) -> TicketNumber:
        """Read `A042` or `A 042`; raises ValueError."""
        match = _WRITTEN.fullmatch(written.strip().upper())
        if match is None:
            raise ValueError(f"not a ticket number: {written!r}")
        return cls(match[1], int(match[2]))


@dataclass(frozen=True, slots=True)
class Series:
    """All numbers of one letter on one day.

    Running numbers are taken from below, in the order of the line. Reserves for terminals
    that may lose the office are taken from above, so that they leave no gaps below.
    """

    prefix: str
    day: date
    below: int = 1
    above: int = LAST
    blocked: frozenset[int] = field(default_factory=frozenset)

    def take(self, count: int) -> tuple[Series, tuple[int, ...]]:
        """Take running numbers from below; raises `NumbersExhausted`."""
        free = self._first_free(range(self.below, self.above + 1), count)
        return replace(self, below=free[-1] + 1) if free else self, free

    def reserve(self, count: int) -> tuple[Series, tuple[int, ...]]:
        """Take reserve numbers from above, ascending; raises `NumbersExhausted`."""
        free = self._first_free(range(self.above, self.below - 1, -1), count)
        return replace(self, above=free[-1] - 1) if free else self, free[::-1]

    def _first_free(self, values: range, count: int) -> tuple[int, ...]:
        if count < 0:
            raise ValueError(f"{count} numbers cannot be taken")
        free = tuple(value for value in values if value not in self.blocked)[:count]
        if len(free) < count:
            raise NumbersExhausted(self.prefix)
        return free


@dataclass(frozen=True, slots=True)
class Hand:
    """The numbers of one letter that a terminal holds for one day: running ones, then reserve."""

    prefix: str
    day: date
    running: tuple[int, ...] = ()
    reserve: tuple[int, ...] = ()

    def use(self, *, alone: bool) -> tuple[Hand, TicketNumber] | None:
        """Take the next number, or None when the hand is empty.

        Args:
            alone: the office cannot be asked; the reserve may be touched.
        """
        if self.running:
            taken = self.running[0]
            return replace(self, running=self.running[1:]), TicketNumber(self.prefix, taken)
        if alone and self.reserve:
            taken = self.reserve[0]
            return replace(self, reserve=self.reserve[1:]), TicketNumber(self.prefix, taken)
        return None

    def with_more(self, running: Iterable[int], reserve: Iterable[int]) -> Hand:
        """Add what the office has leased."""
        return replace(
            self,
            running=tuple(sorted({*self.running, *running})),
            reserve=tuple(sorted({*self.reserve, *reserve})),
        )
