"""Opening hours: open or not, the reason a citizen is told, and when it opens next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from kiosk.domain.phrases import Phrase

_LOOK_AHEAD_DAYS = 400


class ClosedReason(StrEnum):
    """Why a door is shut, most telling reason first."""

    HOLIDAY = "holiday"
    CLOSURE = "closure"
    DAY_OFF = "day_off"  # never open on this weekday
    BEFORE_HOURS = "before_hours"
    MIDDAY_BREAK = "midday_break"
    AFTER_HOURS = "after_hours"


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Local wall-clock times; `until` is the first minute that is closed again."""

    start: time
    until: time

    def __post_init__(self) -> None:
        if self.start >= self.until:
            raise ValueError(f"{self.start}–{self.until} ends before it starts")


@dataclass(frozen=True, slots=True)
class WeeklyRule:
    """Hours on some weekdays (0 = Monday), optionally only in the n-th week of the month.

    `nth` counts this weekday within the month: 1 = first Tuesday, and so on; empty = every.
    """

    weekdays: frozenset[int]
    intervals: tuple[Interval, ...]
    nth: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether the rule speaks about this day."""
        if day.weekday() not in self.weekdays:
            return False
        if self.nth and (day.day - 1) // 7 + 1 not in self.nth:
            return False
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Closure:
    """Whole days off with a reason people are told (staff meeting, moving)."""

    first: date
    last: date
    reason: Phrase


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """Other hours than usual on one day (short day before Christmas)."""

    day: date
    intervals: tuple[Interval, ...]
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Hours:
    """Everything known about when a door is open.

    For one day the order is: holiday, closure, special day, weekly rules. A closure
    therefore never overwrites a holiday: people are told the holiday.
    """

    rules: tuple[WeeklyRule, ...]
    closures: tuple[Closure, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    holidays: Mapping[date, Phrase] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Interval, ...]:
        """Return the open intervals of a day, in order and apart; empty when closed."""
        if day in self.holidays or self._closure(day) is not None:
            return ()
        special = self._special(day)
        if special is not None:
            return _joined(special.intervals)
        return _joined(i for rule in self.rules if rule.covers(day) for i in rule.intervals)

    def _closure(self, day: date) -> Closure | None:
        return next((c for c in self.closures if c.first <= day <= c.last), None)

    def _special(self, day: date) -> SpecialDay | None:
        return next((s for s in self.special_days if s.day == day), None)

    def usual(self, today: date) -> Hours:
        """Return the hours of a week in which nothing is special, as they are valid today."""
        return Hours(
            tuple(
                replace(rule, first=None, last=None)
                for rule in self.rules
                if not rule.nth
                and (rule.first is None or rule.first <= today)
                and (rule.last is None or today <= rule.last)
            )
        )

    def why_closed(self, now: datetime, local: tzinfo) -> tuple[ClosedReason, Phrase | None]:
        """Return the reason for a moment that lies in no interval."""
        here = now.astimezone(local)
        day, clock = here.date(), here.time()
        if day in self.holidays:
            return ClosedReason.HOLIDAY, self.holidays[day]
        closure = self._closure(day)
        if closure is not None:
            return ClosedReason.CLOSURE, closure.reason
        special = self._special(day)
        phrase = special.reason if special else None
        intervals = self.on(day)
        if not intervals:
            return (ClosedReason.CLOSURE, phrase) if special else (ClosedReason.DAY_OFF, None)
        if clock < intervals[0].start:
            return ClosedReason.BEFORE_HOURS, phrase
        if clock >= intervals[-1].until:
            return ClosedReason.AFTER_HOURS, phrase
        return ClosedReason.MIDDAY_BREAK, phrase

    def spans(self, day: date, local: tzinfo) -> Iterator[tuple[datetime, datetime]]:
        """Yield the open spans of a day as moments."""
        for interval in self.on(day):
            start = datetime.combine(day, interval.start, local)
            until = datetime.combine(day, interval.until, local)
            # An hour that the clock skips in spring is no time to be open.
            if start.astimezone(UTC) < until.astimezone(UTC):
                yield start, until


def _joined(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Join intervals that touch or overlap, so that two rules never close a door in between."""
    apart: list[Interval] = []
    for interval in sorted(intervals):
        if apart and interval.start <= apart[-1].until:
            apart[-1] = Interval(apart[-1].start, max(apart[-1].until, interval.until))
        else:
            apart.append(interval)
    return tuple(apart)


@dataclass(frozen=True, slots=True)
class Opening:
    """The answer for one moment. When open, `closes_at` is set; when closed, the reason."""

    is_open: bool
    closes_at: datetime | None = None
    last_ticket_at: datetime | None = None
    reason: ClosedReason | None = None
    phrase: Phrase | None = None
    opens_at: datetime | None = None


def opening_at(
    hours: Hours, now: datetime, local: tzinfo, last_ticket_before: timedelta = timedelta(0)
) -> Opening:
    """Tell whether the door is open at `now` (timezone-aware) and what comes next.

    `opens_at` is the next moment the door really opens, looking 400 days ahead.
    """
    # In one zone Python compares what the clocks show; in autumn they show an hour twice.
    now = now.astimezone(UTC)
    for start, until in hours.spans(now.astimezone(local).date(), local):
        if start <= now < until:
            last = max(start.astimezone(UTC), until.astimezone(UTC) - last_ticket_before)
            # The break at midday does not end the day, but it ends this span.
            return Opening(
                True,
                closes_at=until,
                last_ticket_at=last.astimezone(local),
                opens_at=next_opening(hours, until, local),
            )
    reason, phrase = hours.why_closed(now, local)
    return Opening(False, reason=reason, phrase=phrase, opens_at=next_opening(hours, now, local))


def next_opening(hours: Hours, now: datetime, local: tzinfo) -> datetime | None:
    """Return the next moment after `now` at which the door opens, or None within 400 days."""
    now = now.astimezone(UTC)
    today = now.astimezone(local).date()
    for ahead in range(_LOOK_AHEAD_DAYS):
        for start, _ in hours.spans(today + timedelta(days=ahead), local):
            if start > now:
                return start
    return None
