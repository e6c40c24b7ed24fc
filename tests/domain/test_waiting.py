"""The estimate people are shown: a range, honest and never endless."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.waiting import Estimate, estimate
from tests.domain.situations import CI, MINUTE

PLANNED = st.lists(st.integers(0, 90).map(lambda minutes: minutes * MINUTE), max_size=40)


def test_a_free_desk_means_at_most_five_minutes() -> None:
    assert estimate([], [], 1).shown() == (0, 5)
    assert estimate([], [10 * MINUTE], 2).shown() == (0, 5)


def test_with_every_desk_serving_half_a_service_is_still_to_come() -> None:
    assert estimate([], [20 * MINUTE, 20 * MINUTE], 2).p50 == 10 * MINUTE


def test_the_work_ahead_is_shared_by_the_desks() -> None:
    ahead = [15 * MINUTE] * 4
    assert estimate(ahead, [], 1).p50 == 60 * MINUTE
    assert estimate(ahead, [], 3).p50 == 20 * MINUTE


@pytest.mark.parametrize("desks", [0, -1])
def test_a_break_does_not_show_infinity(desks: int) -> None:
    ahead = [15 * MINUTE] * 3
    assert estimate(ahead, [], desks) == estimate(ahead, [], 1)


def test_the_range_is_shown_in_steps_of_five_minutes() -> None:
    told = Estimate(11 * MINUTE, 20 * MINUTE, timedelta(minutes=31, seconds=1))
    assert told.shown() == (10, 35)


def test_the_range_is_never_a_point() -> None:
    nothing = timedelta(0)
    assert Estimate(nothing, nothing, nothing).shown() == (0, 5)
    assert Estimate(10 * MINUTE, 10 * MINUTE, 10 * MINUTE).shown() == (10, 15)


@CI
@given(PLANNED, PLANNED, st.integers(0, 6))
def test_every_estimate_is_a_range_from_low_to_high(
    ahead: list[timedelta], running: list[timedelta], desks: int
) -> None:
    told = estimate(ahead, running, desks)
    assert timedelta(0) <= told.p10 <= told.p50 <= told.p90
    low, high = told.shown()
    assert 0 <= low < high and low % 5 == high % 5 == 0


@CI
@given(PLANNED, PLANNED, st.integers(0, 6))
def test_more_people_ahead_never_make_it_shorter(
    ahead: list[timedelta], running: list[timedelta], desks: int
) -> None:
    told = [estimate(ahead[:n], running, desks) for n in range(len(ahead) + 1)]
    for column in ("p10", "p50", "p90"):
        values = [getattr(each, column) for each in told]
        assert values == sorted(values)
    assert [e.shown() for e in told] == sorted(e.shown() for e in told)


@CI
@given(PLANNED, PLANNED, st.integers(0, 6))
def test_one_more_desk_never_makes_it_longer(
    ahead: list[timedelta], running: list[timedelta], desks: int
) -> None:
    fewer, more = estimate(ahead, running, desks), estimate(ahead, running, desks + 1)
    assert more.p50 <= fewer.p50 and more.p90 <= fewer.p90
