"""What a desk does with the line and with its open call."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.errors import DeskBusy, NotPossible, NotSignedIn, UnknownService, UnknownTicket
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Ticket, TicketEvent, TicketState, Wish
from tests.support.branch import Branch
from tests.support.small_town import CITIZENS, HOUSING, MORNING, VEHICLES

E, S = TicketEvent, TicketState


@pytest.fixture
def at_work(branch: Branch) -> Branch:
    """Ayşe sits at desk 1 (citizens), Bernd at desk 2 (citizens and vehicles)."""
    branch.sits("ayse", "desk-1")
    branch.sits("bernd", "desk-2")
    return branch


def number(ticket: Ticket | None) -> str:
    return str(ticket.number) if ticket else "nobody"


def test_who_waits_longest_is_called_next(at_work: Branch) -> None:
    for department in (CITIZENS, VEHICLES, CITIZENS):
        at_work.draws(department)
        at_work.passes(minutes=1)
    assert [number(at_work.calls(who)) for who in ("ayse", "bernd")] == ["A001", "K001"]
    called = at_work.does("ayse", E.APPEAR)
    assert (called.desk, called.calls, called.called_at) == ("desk-1", 1, at_work.now)


def test_an_emergency_goes_first(at_work: Branch) -> None:
    at_work.draws()
    at_work.passes(minutes=1)
    at_work.draws(priority=Priority.EMERGENCY)
    assert number(at_work.calls("ayse")) == "A002"


def test_a_desk_is_called_only_what_it_can_do(at_work: Branch) -> None:
    at_work.sits("carla", "desk-4", "passport")
    at_work.draws(CITIZENS, "registration")
    at_work.draws(HOUSING, "housing-benefit")
    assert at_work.calls("carla") is None
    at_work.draws(CITIZENS, "passport")
    assert number(at_work.calls("carla")) == "A002"


def test_a_desk_has_one_open_call(at_work: Branch) -> None:
    at_work.draws()
    at_work.draws()
    at_work.calls("ayse")
    for busy in (
        lambda: at_work.calls("ayse"),
        lambda: at_work.seats.pause("ayse", None, None, at_work.now),  # type: ignore[arg-type]
        lambda: at_work.seats.sign_out("ayse", at_work.now),
        lambda: at_work.sits("ayse", "desk-3"),
    ):
        with pytest.raises(DeskBusy) as refused:
            busy()
        assert refused.value.number == "A001"


def test_nobody_calls_without_a_seat(branch: Branch) -> None:
    branch.employs("dora")
    with pytest.raises(NotSignedIn):
        branch.calls("dora")


def test_a_chosen_ticket_is_called_out_of_order(at_work: Branch) -> None:
    at_work.draws()
    second, elsewhere = at_work.draws(), at_work.draws(VEHICLES)
    with pytest.raises(UnknownTicket):
        at_work.desks.call_chosen("ayse", at_work.key(), elsewhere.ticket_id, at_work.now)
    called = at_work.desks.call_chosen("ayse", at_work.key(), second.ticket_id, at_work.now)
    assert number(called) == "A002"
    with pytest.raises(NotPossible):
        at_work.desks.call_chosen("bernd", at_work.key(), second.ticket_id, at_work.now)


def test_who_is_put_back_rests_for_five_minutes(at_work: Branch) -> None:
    drawn = at_work.draws()
    at_work.calls("ayse")
    at_work.does("ayse", E.PUT_BACK)
    at_work.passes(minutes=4, seconds=59)
    assert at_work.calls("ayse") is None
    with pytest.raises(NotPossible):
        at_work.desks.call_chosen("ayse", at_work.key(), drawn.ticket_id, at_work.now)
    at_work.passes(seconds=1)
    assert number(at_work.calls("ayse")) == "A001"


def test_a_transfer_keeps_number_and_place(at_work: Branch) -> None:
    moving = at_work.draws(CITIZENS)
    at_work.passes(minutes=5)
    at_work.draws(VEHICLES)
    at_work.calls("ayse")
    at_work.does("ayse", E.APPEAR)
    moved = at_work.does("ayse", E.TRANSFER, VEHICLES)
    assert (moved.number, moved.queued_at, moved.state) == (moving.number, MORNING, S.WAITING)
    assert at_work.counter.status(moving.ticket_id, at_work.now).department == VEHICLES
    assert number(at_work.calls("bernd")) == "A001"
    with pytest.raises(UnknownService):
        at_work.does("bernd", E.TRANSFER, "nowhere")


def test_who_is_parked_comes_back_without_waiting(at_work: Branch) -> None:
    drawn = at_work.draws()
    at_work.calls("ayse")
    at_work.does("ayse", E.APPEAR)
    parked = at_work.does("ayse", E.PARK)
    assert (parked.state, parked.desk) == (S.PARKED, None)
    resumed = at_work.desks.resume("bernd", at_work.key(), drawn.ticket_id, at_work.now)
    assert resumed is not None
    assert (resumed.state, resumed.desk) == (S.SERVING, "desk-2")
    with pytest.raises(NotPossible):
        at_work.desks.resume("ayse", at_work.key(), drawn.ticket_id, at_work.now)


def test_a_finished_visit_says_what_was_done(at_work: Branch) -> None:
    at_work.draws(CITIZENS, "passport")
    at_work.calls("ayse")
    at_work.does("ayse", E.APPEAR)
    done = (Wish("passport", 2), Wish("registration"))
    with pytest.raises(UnknownService):
        at_work.desks.act("ayse", at_work.key(), E.FINISH, at_work.now, rendered=(Wish("haircut"),))
    ticket = at_work.desks.act("ayse", at_work.key(), E.FINISH, at_work.now, rendered=done)
    assert ticket is not None
    assert (ticket.state, ticket.rendered, ticket.desk) == (S.DONE, done, None)


def test_somebody_at_the_desk_gets_the_next_number(at_work: Branch) -> None:
    at_work.draws()
    ticket = at_work.desks.admit(
        "ayse", at_work.key(), CITIZENS, (Wish("passport"),), "tr", Priority.LEGAL, at_work.now
    )
    assert ticket is not None
    assert (str(ticket.number), ticket.language, ticket.state) == ("A002", "tr", S.WAITING)
    assert number(at_work.calls("ayse")) == "A002"


def test_who_missed_the_call_is_brought_back_at_the_desk(at_work: Branch) -> None:
    drawn = at_work.draws()
    at_work.calls("ayse")
    at_work.does("ayse", E.GIVE_UP)
    back = at_work.desks.bring_back("bernd", at_work.key(), drawn.ticket_id, at_work.now)
    assert back == replace(at_work.ticket(drawn.ticket_id), state=S.WAITING, reactivated=True)


def test_a_desk_does_only_what_desks_do(at_work: Branch) -> None:
    at_work.draws()
    with pytest.raises(UnknownTicket):
        at_work.does("ayse", E.APPEAR)
    at_work.calls("ayse")
    for event in (E.CALL, E.CLOSE_DAY, E.REACTIVATE, E.LEAVE, E.RESUME):
        with pytest.raises(ValueError):
            at_work.does("ayse", event)
    with pytest.raises(NotPossible):
        at_work.does("ayse", E.FINISH)
