"""Numbers lent to terminals: unique, in line order, and enough for everybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.domain.errors import NumbersExhausted
from kiosk.office.store import Store

DAY = date(2026, 3, 2)
NONE: frozenset[int] = frozenset()


def lease(
    store: Store,
    terminal: str = "lobby-1",
    *,
    running: int = 0,
    reserve: int = 0,
    day: date = DAY,
    blocked: frozenset[int] = NONE,
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    with store.writing() as books:
        return books.numbers.lease(terminal, day, "A", blocked, running=running, reserve=reserve)


def held(store: Store, terminal: str, number: int, day: date = DAY) -> bool:
    with store.reading() as books:
        return books.numbers.held_by(terminal, day, "A", number)


def test_running_numbers_come_from_below_and_reserves_from_above(store: Store) -> None:
    assert lease(store, running=2, reserve=2) == ((1, 2), (998, 999))
    assert lease(store, "lobby-2", running=1, reserve=1) == ((3,), (997,))
    assert lease(store) == ((), ())


def test_a_lent_number_belongs_to_one_terminal_for_one_day(store: Store) -> None:
    lease(store, running=1)
    assert held(store, "lobby-1", 1)
    assert not held(store, "lobby-2", 1)
    assert not held(store, "lobby-1", 2)
    assert not held(store, "lobby-1", 1, DAY + timedelta(days=1))


def test_blocked_numbers_are_left_out(store: Store) -> None:
    assert lease(store, running=3, reserve=1, blocked=frozenset({2, 999})) == ((1, 3, 4), (998,))


def test_a_desk_takes_the_next_running_number(store: Store) -> None:
    lease(store, running=2)
    with store.writing() as books:
        assert books.numbers.take(DAY, "A", NONE, 1) == (3,)
        assert books.numbers.take(DAY, "K", NONE, 1) == (1,)


def test_the_last_numbers_go_to_the_line_and_then_nothing_is_left(store: Store) -> None:
    lease(store, running=990)
    running, reserve = lease(store, running=1, reserve=20)
    assert (running, reserve) == ((991,), ())
    lease(store, running=8)
    with pytest.raises(NumbersExhausted):
        lease(store, running=1, reserve=1)
    with pytest.raises(NumbersExhausted):
        lease(store, reserve=1)


def test_a_refused_lease_lends_nothing(store: Store) -> None:
    lease(store, running=995)
    with pytest.raises(NumbersExhausted):
        lease(store, running=5)
    assert lease(store, running=4) == ((996, 997, 998, 999), ())


def test_numbers_begin_anew_each_day_and_yesterday_is_forgotten(store: Store) -> None:
    tomorrow = DAY + timedelta(days=1)
    lease(store, running=5)
    assert lease(store, running=1, day=tomorrow) == ((1,), ())
    with store.writing() as books:
        books.numbers.forget_before(tomorrow)
    assert not held(store, "lobby-1", 1)
    assert held(store, "lobby-1", 1, tomorrow)
