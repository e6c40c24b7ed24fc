"""Giving a number back, stepping away, and coming back after a missed call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.errors import AlreadyReactivated, NotPossible, TooLate
from kiosk.domain.tickets import TicketEvent, TicketState
from tests.support.branch import Branch


@pytest.fixture
def missed(branch: Branch) -> str:
    """Let the first of two people miss a call at desk 1."""
    drawn = branch.draws().ticket_id
    branch.draws()
    branch.sits("ayse", "desk-1")
    branch.calls("ayse")
    branch.does("ayse", TicketEvent.GIVE_UP)
    return drawn


def test_who_missed_the_call_joins_the_line_at_the_old_place(branch: Branch, missed: str) -> None:
    branch.passes(minutes=15)
    assert branch.counter.status(missed, branch.now).may_return
    told = branch.counter.reactivate(missed, branch.now)
    assert (told.state, told.people_ahead, told.may_return) == (TicketState.WAITING, 0, False)
    called = branch.calls("ayse")
    assert called is not None and called.ticket_id == missed


def test_coming_back_works_for_fifteen_minutes(branch: Branch, missed: str) -> None:
    branch.passes(minutes=15, seconds=1)
    assert not branch.counter.status(missed, branch.now).may_return
    with pytest.raises(TooLate) as late:
        branch.counter.reactivate(missed, branch.now)
    assert late.value.limit == timedelta(minutes=15)
    assert branch.ticket(missed).state is TicketState.NO_SHOW


def test_coming_back_works_once(branch: Branch, missed: str) -> None:
    branch.counter.reactivate(missed, branch.now)
    branch.calls("ayse")
    branch.does("ayse", TicketEvent.GIVE_UP)
    assert not branch.counter.status(missed, branch.now).may_return
    with pytest.raises(AlreadyReactivated):
        branch.counter.reactivate(missed, branch.now)


def test_who_was_not_called_cannot_come_back(branch: Branch) -> None:
    drawn = branch.draws()
    with pytest.raises(NotPossible) as refused:
        branch.counter.reactivate(drawn.ticket_id, branch.now)
    assert refused.value.facts() == {"state": "waiting", "event": "reactivate"}


def test_a_number_given_back_is_never_called(branch: Branch) -> None:
    first, second = branch.draws(), branch.draws()
    branch.sits("ayse", "desk-1")
    assert branch.counter.cancel(first.ticket_id, branch.now).state is TicketState.CANCELLED
    assert branch.counter.status(second.ticket_id, branch.now).people_ahead == 0
    called = branch.calls("ayse")
    assert called is not None and called.ticket_id == second.ticket_id
    with pytest.raises(NotPossible):
        branch.counter.cancel(first.ticket_id, branch.now)


def test_giving_back_a_called_number_frees_the_desk(branch: Branch) -> None:
    first = branch.draws()
    branch.sits("ayse", "desk-1")
    branch.calls("ayse")
    branch.counter.cancel(first.ticket_id, branch.now)
    assert branch.calls("ayse") is None


def test_who_steps_away_keeps_the_place_but_is_not_called(branch: Branch) -> None:
    first, second = branch.draws(), branch.draws()
    branch.sits("ayse", "desk-1")
    away = branch.counter.leave(first.ticket_id, branch.now)
    assert (away.state, away.people_ahead) == (TicketState.AWAY, 0)
    assert branch.counter.status(second.ticket_id, branch.now).people_ahead == 0
    called = branch.calls("ayse")
    assert called is not None and called.ticket_id == second.ticket_id
    branch.does("ayse", TicketEvent.PUT_BACK)
    assert branch.counter.come_back(first.ticket_id, branch.now).people_ahead == 0
    called = branch.calls("ayse")
    assert called is not None and called.ticket_id == first.ticket_id
