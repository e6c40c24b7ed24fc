"""The life of a video call, every state asked every event."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from kiosk.domain.calls import (
    ANSWERED,
    CALL_AGAIN_WITHIN,
    CONNECT_WITHIN,
    LIFE,
    OVER,
    Call,
    CallEvent,
    CallState,
    may_call_again,
    overdue,
)
from kiosk.domain.transitions import IllegalMove, move
from tests.domain.situations import NOON

S, E = CallState, CallEvent
CALL = Call("TICKET", "foyer-1", "melden", "uk", NOON)
ALLOWED = {
    (S.KNOCKING, E.ACCEPT): S.CONNECTING,
    (S.KNOCKING, E.DECLINE): S.DECLINED,
    (S.KNOCKING, E.NOBODY): S.UNANSWERED,
    (S.KNOCKING, E.LEAVE): S.ENDED,
    (S.CONNECTING, E.UP): S.TALKING,
    (S.CONNECTING, E.GIVE_UP): S.ENDED,
    (S.CONNECTING, E.LEAVE): S.ENDED,
    (S.CONNECTING, E.END): S.ENDED,
    (S.CONNECTING, E.TRANSFER): S.KNOCKING,
    (S.TALKING, E.LOST): S.CONNECTING,
    (S.TALKING, E.LEAVE): S.ENDED,
    (S.TALKING, E.END): S.ENDED,
    (S.TALKING, E.TRANSFER): S.KNOCKING,
    (S.ENDED, E.AGAIN): S.KNOCKING,
    (S.UNANSWERED, E.AGAIN): S.KNOCKING,
}


@pytest.mark.parametrize(("state", "event"), list(product(S, E)))
def test_every_state_is_asked_every_event(state: CallState, event: CallEvent) -> None:
    if (state, event) in ALLOWED:
        assert move(LIFE, state, event) is ALLOWED[state, event]
    else:
        with pytest.raises(IllegalMove):
            move(LIFE, state, event)


def test_a_call_is_waiting_answered_or_over() -> None:
    assert {S.KNOCKING} | ANSWERED | OVER == set(S)
    assert not ANSWERED & OVER


def test_pictures_that_stay_away_end_the_call() -> None:
    lost = replace(CALL, state=S.CONNECTING, lost_at=NOON)
    assert overdue(lost, NOON + CONNECT_WITHIN - timedelta(seconds=1)) is None
    assert overdue(lost, NOON + CONNECT_WITHIN) is E.GIVE_UP


def test_a_call_that_talks_is_never_overdue() -> None:
    talking = replace(CALL, state=S.TALKING, lost_at=NOON)
    assert overdue(talking, NOON + timedelta(hours=1)) is None


@pytest.mark.parametrize("state", [S.ENDED, S.UNANSWERED])
def test_for_two_minutes_somebody_may_knock_again(state: CallState) -> None:
    ended = replace(CALL, state=state, ended_at=NOON)
    assert may_call_again(ended, NOON + CALL_AGAIN_WITHIN - timedelta(seconds=1))
    assert not may_call_again(ended, NOON + CALL_AGAIN_WITHIN)


def test_who_was_declined_does_not_knock_again() -> None:
    declined = replace(CALL, state=S.DECLINED, ended_at=NOON)
    assert not may_call_again(declined, NOON)


def test_only_an_accepted_call_is_answered() -> None:
    assert {state for state in S if replace(CALL, state=state).answered} == ANSWERED
