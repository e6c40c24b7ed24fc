"""Patience with wrong tries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.errors import TooManyTries
from kiosk.office.patience import Patience
from tests.support.small_town import MORNING

SECOND = timedelta(seconds=1)


def wait_after(patience: Patience, tries: int) -> timedelta:
    for _ in range(tries):
        patience.failed("peer", MORNING)
    try:
        patience.check("peer", MORNING)
    except TooManyTries as refused:
        return refused.retry_after
    return timedelta(0)


@pytest.mark.parametrize(
    ("tries", "wait"), [(0, 0), (2, 0), (3, 2), (4, 4), (5, 8), (10, 256), (11, 300), (99, 300)]
)
def test_the_wait_doubles_after_the_free_tries_and_has_an_end(tries: int, wait: int) -> None:
    assert wait_after(Patience(free=3), tries) == wait * SECOND


def test_after_the_wait_another_try_is_allowed() -> None:
    patience = Patience(free=1)
    patience.failed("peer", MORNING)
    with pytest.raises(TooManyTries):
        patience.check("peer", MORNING + SECOND)
    patience.check("peer", MORNING + 2 * SECOND)


def test_one_who_is_wrong_costs_nobody_else_time() -> None:
    patience = Patience(free=1)
    patience.failed("peer", MORNING)
    patience.check("another", MORNING)


def test_old_failures_are_forgiven() -> None:
    patience = Patience(free=2, forgive_after=timedelta(minutes=15))
    patience.failed("peer", MORNING)
    later = MORNING + timedelta(minutes=15)
    patience.failed("peer", later)
    patience.check("peer", later)


def test_what_was_right_in_the_end_is_forgotten() -> None:
    patience = Patience(free=1)
    patience.failed("peer", MORNING)
    patience.forget("peer")
    patience.check("peer", MORNING)


def test_a_flood_of_peers_does_not_fill_the_memory() -> None:
    patience = Patience(free=1)
    for number in range(10_001):
        patience.failed(str(number), MORNING)
    patience.check("0", MORNING)
    with pytest.raises(TooManyTries):
        patience.check("10000", MORNING)
