"""When a door really opens next: over nights, weekends, holidays, and clocks that change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.opening import Closure, Hours, SpecialDay, WeeklyRule, next_opening, opening_at
from kiosk.domain.phrases import Phrase
from tests.domain.situations import BERLIN, CI, MINUTE, OFFICE_HOURS, at, between

EVERY_DAY = frozenset(range(7))
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (("2026-11-24", "07:00"), ("2026-11-24", "08:00")),  # this morning
        (("2026-11-24", "08:00"), ("2026-11-24", "13:30")),  # open now: after the break
        (("2026-11-24", "12:45"), ("2026-11-24", "13:30")),  # in the break
        (("2026-11-24", "16:00"), ("2026-11-25", "08:00")),  # tomorrow
        (("2026-11-27", "12:30"), ("2026-11-30", "08:00")),  # Friday: over the weekend
        (("2026-12-24", "18:00"), ("2026-12-28", "08:00")),  # two holidays and a Sunday
        (("2026-12-31", "18:00"), ("2027-01-04", "08:00")),  # over New Year
        (("2026-04-02", "18:00"), ("2026-04-07", "08:00")),  # Easter
    ],
)
def test_it_opens_at_the_next_real_opening(now: tuple[str, str], opens: tuple[str, str]) -> None:
    moment = at(now[1], date.fromisoformat(now[0]))
    door = opening_at(OFFICE_HOURS, moment, BERLIN)
    assert door.opens_at == at(opens[1], date.fromisoformat(opens[0]))


def test_a_closure_is_skipped_up_to_a_special_day_within_the_week() -> None:
    moving = Closure(date(2026, 11, 23), date(2026, 12, 4), Phrase("Umzug"))
    party = SpecialDay(date(2026, 12, 5), (between("10:00", "14:00"),), Phrase("Offene Tür"))
    hours = replace(OFFICE_HOURS, closures=(moving,), special_days=(party,))
    assert opening_at(hours, at("10:00"), BERLIN).opens_at == at("10:00", date(2026, 12, 5))


def test_a_door_that_never_opens_says_so() -> None:
    assert next_opening(Hours(()), at("10:00"), BERLIN) is None


@pytest.mark.parametrize("sunday", [SPRING, AUTUMN])
def test_the_office_opens_at_eight_whatever_the_clock_did_at_night(sunday: date) -> None:
    hours = replace(OFFICE_HOURS, holidays={})
    monday = sunday + timedelta(days=1)
    door = opening_at(hours, at("23:00", sunday - timedelta(days=1)), BERLIN)
    assert door.opens_at == at("08:00", monday)
    assert opening_at(hours, at("08:00", monday), BERLIN).is_open
    assert not opening_at(hours, at("08:00", monday) - MINUTE, BERLIN).is_open


def test_in_spring_an_hour_that_is_skipped_is_no_opening() -> None:
    skipped = Hours((WeeklyRule(EVERY_DAY, (between("02:00", "03:00"),)),))
    saturday = at("12:00", SPRING - timedelta(days=1))
    assert next_opening(skipped, saturday, BERLIN) == at("02:00", SPRING + timedelta(days=1))


def test_in_autumn_a_night_door_closes_at_the_first_half_past_two() -> None:
    night = Hours((WeeklyRule(EVERY_DAY, (between("01:00", "02:30"),)),))
    first = at("02:15", AUTUMN)
    second = first.replace(fold=1)
    assert second.astimezone(UTC) - first.astimezone(UTC) == 60 * MINUTE
    assert opening_at(night, first, BERLIN).is_open
    assert not opening_at(night, second, BERLIN).is_open
    tomorrow = at("01:00", AUTUMN + timedelta(days=1))
    assert opening_at(night, second, BERLIN).opens_at == tomorrow


def test_in_autumn_the_last_number_is_given_minutes_before_not_by_the_face_of_the_clock() -> None:
    night = Hours((WeeklyRule(EVERY_DAY, (between("01:00", "04:00"),)),))
    door = opening_at(night, at("01:30", AUTUMN), BERLIN, timedelta(minutes=90))
    assert door.last_ticket_at is not None and door.closes_at is not None
    real = door.closes_at.astimezone(UTC) - door.last_ticket_at.astimezone(UTC)
    assert real == timedelta(minutes=90)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


@CI
@given(MOMENTS)
def test_where_the_clock_of_the_asker_stands_makes_no_difference(moment: datetime) -> None:
    here = moment.astimezone(BERLIN)
    door = opening_at(OFFICE_HOURS, moment, BERLIN, 15 * MINUTE)
    assert opening_at(OFFICE_HOURS, here, BERLIN, 15 * MINUTE) == door


@CI
@given(MOMENTS)
def test_the_door_is_shut_until_it_opens_and_open_until_it_closes(moment: datetime) -> None:
    door = opening_at(OFFICE_HOURS, moment, BERLIN, 15 * MINUTE)
    turn = door.closes_at if door.is_open else door.opens_at
    assert turn is not None and turn > moment
    blink = timedelta(microseconds=1)
    assert opening_at(OFFICE_HOURS, turn - blink, BERLIN).is_open is door.is_open
    assert opening_at(OFFICE_HOURS, turn, BERLIN).is_open is not door.is_open
