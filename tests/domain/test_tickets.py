"""A ticket's life: every state × every event, as the office has agreed on."""

from __future__ import annotations

import pytest

from kiosk.domain.errors import NotPossible
from kiosk.domain.history import Happening, after
from kiosk.domain.tickets import AT_DESK, LIFE, OPEN, Kind, TicketEvent, TicketState, overdue
from tests.domain.situations import MINUTE, NOON, a_ticket, at, in_state

# Written down once more, by hand, line by line as in the design: the tested table is not its judge.
AGREED = """
    booked  check_in   waiting      booked  miss     missed
    waiting call       called       waiting leave    away       away    back       waiting
    called  appear     serving      called  recall   called
    called  give_up    no_show      called  put_back waiting
    no_show reactivate waiting
    serving park       parked       parked  resume   serving
    serving transfer   waiting      serving finish   done
    waiting cancel     cancelled    away    cancel   cancelled  called  cancel     cancelled
    booked  close_day  expired      waiting close_day expired   away    close_day  expired
    called  close_day  expired      serving close_day expired   parked  close_day  expired
    no_show close_day  expired
""".split()
LEGAL = {
    (TicketState(state), TicketEvent(event)): TicketState(then)
    for state, event, then in zip(AGREED[::3], AGREED[1::3], AGREED[2::3], strict=True)
}
EVERYTHING = [(state, event) for state in TicketState for event in TicketEvent]


@pytest.mark.parametrize(("state", "event"), EVERYTHING)
def test_every_event_in_every_state_does_what_was_agreed(
    state: TicketState, event: TicketEvent
) -> None:
    ticket = in_state(state)
    before = repr(ticket)
    happening = Happening(event, NOON, desk="1")
    if (state, event) in LEGAL:
        moved = after(ticket, happening)
        assert moved.state is LEGAL[state, event]
        assert moved.version == ticket.version + 1
    else:
        with pytest.raises(NotPossible) as caught:
            after(ticket, happening)
        assert caught.value.facts() == {"state": state.value, "event": event.value}
    assert repr(ticket) == before


def test_the_table_knows_every_state() -> None:
    assert set(LIFE) == set(TicketState)


def test_open_is_what_the_end_of_the_day_closes() -> None:
    ended = {TicketState.DONE, TicketState.CANCELLED, TicketState.EXPIRED, TicketState.MISSED}
    assert set(TicketState) - OPEN == ended


def test_what_has_ended_never_moves_again() -> None:
    assert all(not LIFE[state] for state in set(TicketState) - OPEN)


def test_at_a_desk_are_those_called_and_those_served() -> None:
    assert set(AT_DESK) == {TicketState.CALLED, TicketState.SERVING}


def test_a_future_appointment_may_not_be_called() -> None:
    appointment = a_ticket(kind=Kind.APPOINTMENT, due_at=NOON)
    assert not appointment.callable_at(NOON - MINUTE / 60)
    assert appointment.callable_at(NOON)


def test_somebody_put_back_may_not_be_called_before_the_cool_down_is_over() -> None:
    cooling = a_ticket(not_before=NOON)
    assert not cooling.callable_at(NOON - MINUTE / 60)
    assert cooling.callable_at(NOON)


@pytest.mark.parametrize("state", sorted(set(TicketState) - {TicketState.WAITING}))
def test_only_those_who_wait_may_be_called(state: TicketState) -> None:
    assert not a_ticket(state=state).callable_at(NOON)


def test_a_call_without_answer_is_repeated_twice_and_then_given_up() -> None:
    ticket = after(a_ticket(), Happening(TicketEvent.CALL, NOON, desk="1"))
    told = []
    for second in range(300):
        now = NOON + MINUTE * second / 60
        event = overdue(ticket, now)
        if event is not None:
            told.append((second, event))
            ticket = after(ticket, Happening(event, now, desk="1"))
    assert told == [
        (30, TicketEvent.RECALL),
        (120, TicketEvent.RECALL),
        (210, TicketEvent.GIVE_UP),
    ]
    assert ticket.state is TicketState.NO_SHOW


@pytest.mark.parametrize("state", sorted(set(TicketState) - {TicketState.CALLED}))
def test_nobody_is_overdue_who_is_not_called(state: TicketState) -> None:
    assert overdue(a_ticket(state=state, called_at=at("08:00"), calls=1), NOON) is None


def test_somebody_called_without_a_time_is_never_overdue() -> None:
    assert overdue(a_ticket(state=TicketState.CALLED), NOON) is None
