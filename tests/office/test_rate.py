"""How often somebody may ask."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.office.rate import Allowance
from tests.support.small_town import MORNING


def taken(allowance: Allowance, times: int, now: datetime = MORNING) -> int:
    return sum(allowance.take(now) for _ in range(times))


def test_as_many_as_are_saved_up_may_come_at_once() -> None:
    assert taken(Allowance(5), 20) == 5
    assert taken(Allowance(5, burst=8), 20) == 8


def test_the_allowance_comes_back_with_time() -> None:
    allowance = Allowance(5)
    taken(allowance, 5)
    assert taken(allowance, 5, MORNING + timedelta(seconds=0.1)) == 0
    assert taken(allowance, 5, MORNING + timedelta(seconds=0.4)) == 2
    assert taken(allowance, 5, MORNING + timedelta(seconds=0.6)) == 1


def test_a_long_pause_saves_up_no_more_than_the_most() -> None:
    allowance = Allowance(5)
    taken(allowance, 5)
    assert taken(allowance, 50, MORNING + timedelta(days=3)) == 5


def test_a_clock_that_is_set_back_gives_nothing_and_takes_nothing() -> None:
    allowance = Allowance(5)
    taken(allowance, 3)
    assert taken(allowance, 5, MORNING - timedelta(hours=1)) == 2
    assert taken(allowance, 5, MORNING - timedelta(hours=1) + timedelta(seconds=1)) == 5
