"""The opening hours of each department's door: weekly hours, closures, special days, holidays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from kiosk.domain.opening import Closure, Hours, SpecialDay, WeeklyRule
from kiosk.domain.phrases import Phrase
from kiosk.office.holidays import easter_sunday, public_holidays
from kiosk.office.hours_file import days, intervals, weekly_rule
from kiosk.office.town_files import Table, Text, TownFileWrong, Words

T = TypeVar("T")


class ClosureTable(Table):
    """Days off. Without `departments`, the whole office."""

    when: list[str]
    reason: Text
    departments: list[str] = []


class SpecialTable(Table):
    """Other hours than usual. Without `departments`: for those that are open on such a day."""

    when: list[str]
    open: str
    reason: Text
    departments: list[str] = []


class OfficeHours(Protocol):
    """The part of `town.toml` that speaks about hours."""

    @property
    def region(self) -> str: ...
    @property
    def hours(self) -> list[str]: ...
    @property
    def closure(self) -> list[ClosureTable]: ...
    @property
    def special(self) -> list[SpecialTable]: ...


class Doors:
    """Works out the hours of one department after the other; `TownFileWrong` names the key."""

    def __init__(self, town: OfficeHours, file: Path, words: Words, years: Sequence[int]) -> None:
        self.file = file
        self.words = words
        self._town = town
        self._years = years
        self._holidays: Mapping[date, Phrase] = public_holidays(town.region, years)

    def hours(self, department: str, written: Iterable[str], key: str) -> Hours:
        """Return the hours of a department; without own ones, those of the town."""
        own = list(written)
        lines, key = (own, key) if own else (self._town.hours, "hours")
        rules = tuple(self._said(key, weekly_rule, line) for line in lines)
        return Hours(
            rules=rules,
            closures=tuple(self._closures(department)),
            special_days=tuple(self._special_days(department, rules)),
            holidays=self._holidays,
        )

    def _closures(self, department: str) -> Iterable[Closure]:
        for number, each in enumerate(self._town.closure, start=1):
            if each.departments and department not in each.departments:
                continue
            key = f"closure.{number}"
            reason = self.words.phrase(each.reason, self.file, f"{key}.reason")
            for first, last in self._spans(each.when, key):
                yield Closure(first, last, reason)

    def _special_days(self, department: str, rules: tuple[WeeklyRule, ...]) -> Iterable[SpecialDay]:
        for number, each in enumerate(self._town.special, start=1):
            if each.departments and department not in each.departments:
                continue
            key = f"special.{number}"
            reason = self.words.phrase(each.reason, self.file, f"{key}.reason")
            open_at = self._said(f"{key}.open", intervals, each.open)
            for first, last in self._spans(each.when, key):
                for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
                    if each.departments or any(rule.covers(day) for rule in rules):
                        yield SpecialDay(day, open_at, reason)

    def _spans(self, when: Iterable[str], key: str) -> Iterable[tuple[date, date]]:
        def spans(written: str) -> list[tuple[date, date]]:
            return list(days(written, self._years, easter_sunday))

        return [span for written in when for span in self._said(f"{key}.when", spans, written)]

    def _said(self, key: str, read: Callable[[str], T], written: str) -> T:
        try:
            return read(written)
        except ValueError as wrong:
            raise TownFileWrong(self.file, key, str(wrong)) from None
