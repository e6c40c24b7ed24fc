"""The number on the ticket: how it is written, and that nobody gets one twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import NumbersExhausted
from kiosk.domain.numbers import LAST, LETTERS, Hand, Series, TicketNumber
from tests.domain.situations import CI, TUESDAY

ALL = st.builds(TicketNumber, st.sampled_from(LETTERS), st.integers(1, LAST))


def test_letters_that_look_or_sound_like_others_are_left_out() -> None:
    assert set("IOQJ").isdisjoint(LETTERS)
    assert len(set(LETTERS)) == 22


def test_a_number_is_written_with_three_digits() -> None:
    assert str(TicketNumber("A", 7)) == "A007"
    assert str(TicketNumber("Z", 999)) == "Z999"


@given(ALL)
def test_what_is_written_can_be_read(number: TicketNumber) -> None:
    assert TicketNumber.read(str(number)) == number


@pytest.mark.parametrize("written", ["A042", "A 042", " a042 ", "a 042"])
def test_a_number_is_read_as_people_write_it(written: str) -> None:
    assert TicketNumber.read(written) == TicketNumber("A", 42)


@pytest.mark.parametrize(
    "written", ["", "A", "A42", "A0042", "A000", "I042", "AA42", "042", "A٠٤٢", "A\n042", "A-042"]
)
def test_anything_else_is_no_number(written: str) -> None:
    with pytest.raises(ValueError, match="not a ticket number"):
        TicketNumber.read(written)


@pytest.mark.parametrize(
    ("prefix", "value"), [("", 1), ("AB", 1), ("a", 1), ("O", 1), ("A", 0), ("A", 1000), ("A", -1)]
)
def test_a_number_outside_its_letters_and_digits_cannot_be_made(prefix: str, value: int) -> None:
    with pytest.raises(ValueError, match="not a ticket number"):
        TicketNumber(prefix, value)


def test_running_numbers_come_from_below_and_reserves_from_above() -> None:
    series, first = Series("A", TUESDAY).take(3)
    series, reserve = series.reserve(3)
    series, then = series.take(1)
    assert (first, reserve, then) == ((1, 2, 3), (997, 998, 999), (4,))


def test_blocked_numbers_are_never_given_out() -> None:
    blocked = frozenset({2, 998})
    series, low = Series("A", TUESDAY, blocked=blocked).take(3)
    _, high = series.reserve(2)
    assert (low, high) == ((1, 3, 4), (997, 999))


def test_taking_nothing_changes_nothing() -> None:
    series = Series("A", TUESDAY)
    assert series.take(0) == (series, ())
    assert series.reserve(0) == (series, ())


def test_less_than_nothing_cannot_be_taken() -> None:
    series = Series("A", TUESDAY)
    for way in (series.take, series.reserve):
        with pytest.raises(ValueError, match="-1 numbers"):
            way(-1)


def test_after_999_numbers_there_are_none() -> None:
    series, numbers = Series("A", TUESDAY).take(LAST)
    assert numbers == tuple(range(1, LAST + 1))
    assert series.take(0) == (series, ())
    for way in (series.take, series.reserve):
        with pytest.raises(NumbersExhausted) as caught:
            way(1)
        assert caught.value.facts() == {"prefix": "A"}


def test_a_lease_that_is_too_large_takes_nothing() -> None:
    series, _ = Series("A", TUESDAY, below=990).take(8)
    with pytest.raises(NumbersExhausted):
        series.take(3)
    assert series.take(2)[1] == (998, 999)


LEASES = st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=60)


@CI
@given(LEASES, st.frozensets(st.integers(1, LAST), max_size=50))
def test_no_two_leases_of_a_day_overlap(
    wanted: list[tuple[bool, int]], blocked: frozenset[int]
) -> None:
    series, given_out = Series("A", TUESDAY, blocked=blocked), []
    for from_below, count in wanted:
        try:
            series, numbers = series.take(count) if from_below else series.reserve(count)
        except NumbersExhausted:
            continue
        assert list(numbers) == sorted(numbers) and len(numbers) == count
        given_out += numbers
    assert len(given_out) == len(set(given_out))
    assert blocked.isdisjoint(given_out)
    assert all(1 <= value <= LAST for value in given_out)


def test_a_hand_gives_running_numbers_first_and_the_reserve_only_alone() -> None:
    hand = Hand("A", TUESDAY).with_more((8, 7), (998, 997))
    used = []
    for alone in (False, False, False, True, True, True):
        step = hand.use(alone=alone)
        used.append(str(step[1]) if step else None)
        hand = step[0] if step else hand
    assert used == ["A007", "A008", None, "A997", "A998", None]


def test_an_empty_hand_gives_nothing() -> None:
    assert Hand("A", TUESDAY).use(alone=True) is None


def test_a_lease_that_arrives_twice_counts_once() -> None:
    hand = Hand("A", TUESDAY).with_more((7,), (999,))
    assert hand.with_more((7,), (999,)) == hand
