"""Open or not, and the reason a citizen is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from kiosk.domain.opening import (
    ClosedReason,
    Closure,
    Hours,
    Interval,
    SpecialDay,
    WeeklyRule,
    opening_at,
)
from kiosk.domain.phrases import Phrase
from tests.domain.situations import (
    BERLIN,
    MINUTE,
    NW_HOLIDAYS,
    OFFICE_HOURS,
    TUESDAY,
    at,
    between,
)

MEETING = Phrase("Personalversammlung")
SHORT_DAY = Phrase("Heiligabend")
CHRISTMAS = date(2026, 12, 25)


def reason_at(hours: Hours, clock: str, day: date = TUESDAY) -> tuple[object, object]:
    door = opening_at(hours, at(clock, day), BERLIN)
    assert not door.is_open and door.closes_at is None and door.last_ticket_at is None
    return door.reason, door.phrase


@pytest.mark.parametrize(
    ("clock", "reason"),
    [
        ("00:00", ClosedReason.BEFORE_HOURS),
        ("07:59:59", ClosedReason.BEFORE_HOURS),
        ("12:30", ClosedReason.MIDDAY_BREAK),
        ("13:29:59", ClosedReason.MIDDAY_BREAK),
        ("16:00", ClosedReason.AFTER_HOURS),
        ("23:59:59", ClosedReason.AFTER_HOURS),
    ],
)
def test_a_weekday_has_a_before_a_midday_break_and_an_after(
    clock: str, reason: ClosedReason
) -> None:
    assert reason_at(OFFICE_HOURS, clock) == (reason, None)


@pytest.mark.parametrize(
    ("clock", "closes", "last"),
    [
        ("08:00", "12:30", "12:15"),
        ("12:29:59", "12:30", "12:15"),
        ("13:30", "16:00", "15:45"),
        ("15:59:59", "16:00", "15:45"),
    ],
)
def test_an_open_door_tells_when_it_closes_and_when_the_last_number_is_given(
    clock: str, closes: str, last: str
) -> None:
    door = opening_at(OFFICE_HOURS, at(clock), BERLIN, 15 * MINUTE)
    assert door.is_open and door.reason is None
    assert (door.closes_at, door.last_ticket_at) == (at(closes), at(last))


def test_the_last_number_is_not_given_before_the_door_opens() -> None:
    door = opening_at(OFFICE_HOURS, at("08:00"), BERLIN, timedelta(hours=9))
    assert door.last_ticket_at == at("08:00")


def test_on_a_weekend_the_day_is_off() -> None:
    assert reason_at(OFFICE_HOURS, "10:00", date(2026, 11, 28)) == (ClosedReason.DAY_OFF, None)


def test_a_rule_for_the_nth_week_counts_the_weekday_in_its_month() -> None:
    saturdays = WeeklyRule(frozenset({5}), (between("09:00", "12:00"),), nth=frozenset({1, 3}))
    days = [date(2026, 8, 1) + timedelta(days=n) for n in range(31)]
    assert [day.day for day in days if saturdays.covers(day)] == [1, 15]


def test_a_rule_may_begin_and_end() -> None:
    summer = WeeklyRule(
        frozenset({1}), (between("08:00", "12:00"),), first=date(2026, 6, 2), last=date(2026, 6, 9)
    )
    tuesdays = [date(2026, 5, 26), date(2026, 6, 2), date(2026, 6, 9), date(2026, 6, 16)]
    assert [summer.covers(day) for day in tuesdays] == [False, True, True, False]


def test_a_holiday_wins_over_a_closure_and_is_told() -> None:
    closed = replace(OFFICE_HOURS, closures=(Closure(CHRISTMAS, CHRISTMAS, MEETING),))
    told = reason_at(closed, "10:00", CHRISTMAS)
    assert told == (ClosedReason.HOLIDAY, NW_HOLIDAYS[CHRISTMAS])


def test_a_closure_is_told_with_its_reason_and_wins_over_a_special_day() -> None:
    special = SpecialDay(TUESDAY, (between("08:00", "20:00"),), SHORT_DAY)
    closures = (Closure(TUESDAY, TUESDAY, MEETING),)
    hours = replace(OFFICE_HOURS, closures=closures, special_days=(special,))
    assert reason_at(hours, "10:00") == (ClosedReason.CLOSURE, MEETING)
    assert hours.on(TUESDAY) == ()


def test_a_special_day_replaces_the_week() -> None:
    special = SpecialDay(TUESDAY, (between("08:00", "11:00"),), SHORT_DAY)
    hours = replace(OFFICE_HOURS, special_days=(special,))
    assert opening_at(hours, at("10:59"), BERLIN).closes_at == at("11:00")
    assert reason_at(hours, "11:00") == (ClosedReason.AFTER_HOURS, SHORT_DAY)


def test_a_special_day_without_hours_is_a_closure() -> None:
    hours = replace(OFFICE_HOURS, special_days=(SpecialDay(TUESDAY, (), MEETING),))
    assert reason_at(hours, "10:00") == (ClosedReason.CLOSURE, MEETING)


def test_overlapping_and_touching_rules_never_close_the_door_in_between() -> None:
    every = frozenset(range(7))
    parts = [("08:00", "12:00"), ("11:00", "11:30"), ("12:00", "14:00"), ("15:00", "16:00")]
    hours = Hours(tuple(WeeklyRule(every, (between(*part),)) for part in parts))
    assert hours.on(TUESDAY) == (between("08:00", "14:00"), between("15:00", "16:00"))
    assert opening_at(hours, at("11:45"), BERLIN).closes_at == at("14:00")
    assert reason_at(hours, "14:30") == (ClosedReason.MIDDAY_BREAK, None)


def test_an_interval_ends_after_it_starts() -> None:
    for until in (time(8), time(7, 59)):
        with pytest.raises(ValueError, match="ends before it starts"):
            Interval(time(8), until)
