"""Tickets that a terminal gave out alone: whatever a citizen holds on paper is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.errors import NumberTaken, UnknownTicket
from kiosk.domain.messages import IssueTicket
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.tickets import TicketState
from kiosk.office.store import Store
from tests.support.branch import Branch, with_department
from tests.support.small_town import CITIZENS, MORNING, small_town


def late(branch: Branch, **changes: object) -> IssueTicket:
    return replace(branch.ask(), delivered_late=True, **changes)  # type: ignore[arg-type]


def test_a_late_ticket_waits_since_it_was_drawn(branch: Branch) -> None:
    drawn = late(branch)
    branch.passes(minutes=40)
    on_time = branch.draws()
    delivered = branch.issues(drawn)
    assert delivered.queued_at == MORNING
    assert delivered.people_ahead == 0
    assert branch.counter.status(on_time.ticket_id, branch.now).people_ahead == 1


def test_a_late_ticket_is_taken_when_the_door_is_closed_already(store: Store) -> None:
    branch = Branch(store, small_town(always_open=False))
    drawn = late(branch)
    branch.passes(hours=10)
    assert branch.issues(drawn).state is TicketState.WAITING


def test_a_late_ticket_is_taken_when_the_line_is_full(store: Store) -> None:
    branch = Branch(store, with_department(small_town(), CITIZENS, line_limit=1))
    branch.draws()
    assert branch.issues(late(branch)).people_ahead == 1


def test_a_late_ticket_of_yesterday_is_kept_for_the_books(branch: Branch) -> None:
    drawn = late(branch)
    branch.passes(days=1)
    branch.clockwork.new_day(branch.now)
    told = branch.issues(drawn)
    assert (told.state, told.people_ahead) == (TicketState.EXPIRED, 0)
    stored = branch.ticket(drawn.ticket_id)
    assert (stored.day, stored.state) == (MORNING.date(), TicketState.EXPIRED)
    assert branch.draws().people_ahead == 0
    with pytest.raises(UnknownTicket):
        branch.counter.status(drawn.ticket_id, branch.now)


def test_a_late_ticket_needs_no_lease_but_its_number_is_still_one_persons(branch: Branch) -> None:
    taken = branch.draws()
    never_lent = late(branch, number=TicketNumber("A", 900))
    assert branch.issues(never_lent).number == TicketNumber("A", 900)
    with pytest.raises(NumberTaken):
        branch.issues(late(branch, number=taken.number))


def test_a_clock_that_runs_ahead_loses_nobody(branch: Branch) -> None:
    ahead = late(branch, drawn_at=MORNING + timedelta(hours=3))
    assert branch.issues(ahead).queued_at == MORNING  # not before everybody, not in the future
    other_year = late(
        branch,
        number=TicketNumber("A", 800),
        day=MORNING.date() + timedelta(days=400),
        drawn_at=MORNING + timedelta(days=400),
    )
    assert branch.issues(other_year).people_ahead == 1
    assert branch.ticket(other_year.ticket_id).day == MORNING.date()


def test_a_clock_that_runs_behind_overtakes_nobody_of_an_earlier_day(branch: Branch) -> None:
    behind = late(branch, drawn_at=MORNING - timedelta(days=900))
    midnight = MORNING.replace(hour=0, minute=0)
    assert branch.issues(behind).queued_at == midnight
