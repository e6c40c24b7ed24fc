"""The life of a guest, every state asked every event."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from kiosk.domain.guests import (
    BACK_WITHIN,
    LIFE,
    LINK_LASTS,
    Guest,
    GuestEvent,
    GuestKind,
    GuestState,
    overdue,
)
from kiosk.domain.transitions import IllegalMove, move
from tests.domain.situations import NOON

S, E = GuestState, GuestEvent
GUEST = Guest(GuestKind.INTERPRETER, "uk", NOON)
A_SECOND = timedelta(seconds=1)
ALLOWED = {
    (S.INVITED, E.ARRIVE): S.ARRIVED,
    (S.INVITED, E.DISMISS): S.OUT,
    (S.INVITED, E.EXPIRE): S.OUT,
    (S.ARRIVED, E.AGREE): S.HERE,
    (S.ARRIVED, E.REFUSE): S.OUT,
    (S.ARRIVED, E.LEAVE): S.OUT,
    (S.ARRIVED, E.DISMISS): S.OUT,
    (S.HERE, E.LEAVE): S.OUT,
    (S.HERE, E.DISMISS): S.OUT,
}


@pytest.mark.parametrize(("state", "event"), list(product(S, E)))
def test_every_state_is_asked_every_event(state: GuestState, event: GuestEvent) -> None:
    if (state, event) in ALLOWED:
        assert move(LIFE, state, event) is ALLOWED[state, event]
    else:
        with pytest.raises(IllegalMove):
            move(LIFE, state, event)


def test_nobody_takes_part_without_a_yes() -> None:
    to_here = [(state, event) for (state, event), then in ALLOWED.items() if then is S.HERE]
    assert to_here == [(S.ARRIVED, E.AGREE)]


def test_who_is_out_does_not_come_back() -> None:
    assert not LIFE[S.OUT]


def test_a_link_opens_for_fifteen_minutes() -> None:
    assert overdue(GUEST, NOON + LINK_LASTS - A_SECOND) is None
    assert overdue(GUEST, NOON + LINK_LASTS) is E.EXPIRE


@pytest.mark.parametrize("state", [S.ARRIVED, S.HERE])
def test_who_is_away_for_twenty_seconds_has_left(state: GuestState) -> None:
    away = replace(GUEST, state=state, gone_at=NOON)
    assert overdue(away, NOON + BACK_WITHIN - A_SECOND) is None
    assert overdue(away, NOON + BACK_WITHIN) is E.LEAVE


@pytest.mark.parametrize("state", [S.ARRIVED, S.HERE])
def test_who_stays_may_stay_for_hours(state: GuestState) -> None:
    assert overdue(replace(GUEST, state=state), NOON + timedelta(hours=3)) is None


def test_nothing_is_due_for_who_is_out() -> None:
    out = replace(GUEST, state=S.OUT, gone_at=NOON, ended_by=E.LEAVE)
    assert overdue(out, NOON + timedelta(hours=1)) is None


@pytest.mark.parametrize("state", S)
def test_whatever_is_due_is_possible(state: GuestState) -> None:
    due = overdue(replace(GUEST, state=state, gone_at=NOON), NOON + timedelta(days=1))
    assert due is None or due in LIFE[state]
