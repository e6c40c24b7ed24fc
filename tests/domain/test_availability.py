"""What a department is right now, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kiosk.domain.availability import (
    Busy,
    Free,
    InConsultation,
    Override,
    Paused,
    Shut,
    Standing,
    Unstaffed,
    standing,
)
from kiosk.domain.desks import Break, Seat
from kiosk.domain.opening import ClosedReason
from kiosk.domain.phrases import Phrase
from tests.domain.situations import BERLIN, MELDEN, MINUTE, NOON, NW_HOLIDAYS, a_seat, at

QUARTER = 15 * MINUTE
ON_BREAK = a_seat("1", paused=Break.LUNCH, back_at=NOON + QUARTER)
WATER = Phrase("Wasserschaden")


def now_is(
    now: datetime = NOON,
    seats: Sequence[Seat] = (),
    waiting: int = 0,
    serving: int = 0,
    override: Override | None = None,
    **facts: Any,
) -> Standing:
    return standing(
        replace(MELDEN, **facts),
        now,
        BERLIN,
        seats=seats,
        waiting=[QUARTER] * waiting,
        serving=[QUARTER] * serving,
        override=override,
    )


def test_closed_comes_before_everything_else() -> None:
    told = now_is(at("12:30"), [a_seat()], waiting=3, serving=1)
    assert told.availability == Shut(ClosedReason.MIDDAY_BREAK, None, at("13:30"))
    assert not told.takes_tickets and told.closes_at is None


def test_a_break_of_everybody_comes_before_the_line() -> None:
    paused = now_is(seats=[ON_BREAK], waiting=2).availability
    assert isinstance(paused, Paused)
    assert (paused.back_at, paused.waiting) == (NOON + QUARTER, 2)


def test_with_nobody_signed_in_the_department_is_unstaffed_whoever_waits() -> None:
    for waiting in (0, 2):
        unstaffed = now_is(seats=[a_seat("9", "kfz")], waiting=waiting).availability
        assert isinstance(unstaffed, Unstaffed) and unstaffed.waiting == waiting


def test_one_who_works_is_enough_to_be_open() -> None:
    assert now_is(seats=[ON_BREAK, a_seat("2")]).availability == Free()


def test_all_desks_serving_and_nobody_waiting_is_in_consultation() -> None:
    told = now_is(seats=[ON_BREAK, a_seat("2")], serving=1).availability
    assert isinstance(told, InConsultation)


def test_whoever_waits_makes_it_busy() -> None:
    for serving in (0, 1):
        busy = now_is(seats=[a_seat()], waiting=2, serving=serving).availability
        assert isinstance(busy, Busy) and busy.waiting == 2


def test_a_desk_without_a_citizen_is_free() -> None:
    assert now_is(seats=[a_seat("1"), a_seat("2")], serving=1).availability == Free()


def test_the_first_who_said_when_to_be_back_counts() -> None:
    later = replace(ON_BREAK, desk="2", back_at=NOON + 2 * QUARTER)
    silent = replace(ON_BREAK, desk="3", back_at=None)
    told = now_is(seats=[silent, later, ON_BREAK]).availability
    assert isinstance(told, Paused) and told.back_at == NOON + QUARTER


@pytest.mark.parametrize("back_at", [None, NOON - MINUTE, NOON])
def test_a_time_that_has_passed_is_no_promise(back_at: datetime | None) -> None:
    told = now_is(seats=[replace(ON_BREAK, back_at=back_at)]).availability
    assert isinstance(told, Paused) and told.back_at is None


@pytest.mark.parametrize(
    ("now", "waiting", "takes"),
    [("12:14:59", 0, True), ("12:15", 0, False), ("12:00", 2, True), ("12:00", 3, False)],
)
def test_numbers_are_given_until_shortly_before_closing_and_up_to_a_limit(
    now: str, waiting: int, takes: bool
) -> None:
    told = now_is(at(now), [a_seat()], waiting, line_limit=3)
    assert told.takes_tickets is takes
    assert (told.closes_at, told.last_ticket_at) == (at("12:30"), at("12:15"))


def test_a_closure_by_hand_is_told_and_ends_by_itself() -> None:
    by_hand = Override("melden", at("12:10"), WATER)
    told = now_is(seats=[a_seat()], override=by_hand)
    assert told.availability == Shut(ClosedReason.CLOSURE, WATER, at("12:10"))
    assert not told.takes_tickets
    assert now_is(at("12:10"), [a_seat()], override=by_hand).availability == Free()


@pytest.mark.parametrize(
    ("until", "opens"), [("13:00", "13:30"), ("13:30", "13:30"), ("15:00", "15:00")]
)
def test_after_a_closure_by_hand_it_opens_when_the_door_really_opens(
    until: str, opens: str
) -> None:
    told = now_is(override=Override("melden", at(until), WATER)).availability
    assert told == Shut(ClosedReason.CLOSURE, WATER, at(opens))


def test_a_closure_by_hand_into_the_evening_opens_tomorrow() -> None:
    told = now_is(override=Override("melden", at("20:00"), WATER)).availability
    assert isinstance(told, Shut)
    assert told.opens_at == at("08:00", date(2026, 11, 25))


def test_a_closure_by_hand_does_not_hide_a_holiday() -> None:
    christmas = at("10:00", date(2026, 12, 25))
    by_hand = Override("melden", christmas + timedelta(days=3, hours=1), WATER)
    told = now_is(christmas, override=by_hand).availability
    name = NW_HOLIDAYS[christmas.date()]
    assert told == Shut(ClosedReason.HOLIDAY, name, at("11:00", date(2026, 12, 28)))
