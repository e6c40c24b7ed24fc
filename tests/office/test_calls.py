"""A call as a value: whatever happens in whatever order, it stays a call that makes sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.calls import LIFE, CallEvent, CallState, Wanted
from kiosk.domain.codes import code, ticket_id
from kiosk.domain.errors import NotPossible
from kiosk.domain.history import Happening, after
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Kind, Ticket, TicketEvent, TicketState
from kiosk.office import connections as c
from kiosk.office.call_dues import Due, due
from kiosk.office.calls import OfficeCall, Place, happened, knocked, seen
from tests.support.small_town import CITIZENS, MORNING, VEHICLES

TICKET = Ticket(
    ticket_id(b"\x01" * 16),
    code(b"\x01" * 8),
    TicketNumber("A", 1),
    MORNING.date(),
    Kind.VIDEO,
    CITIZENS,
    (),
    Priority.NORMAL,
    "de",
    MORNING,
)
Act = Callable[[OfficeCall, int], OfficeCall]


def steps(it: OfficeCall, n: int, *events: TicketEvent, desk: str | None = None) -> OfficeCall:
    """Move the ticket in the books, and the call after it."""
    now, ticket = MORNING + timedelta(seconds=n), it.ticket
    for event in events:
        ticket = after(ticket, Happening(event, now, desk, VEHICLES))
    return c.followed(it, ticket, now, desk_here=n % 2 == 0)


def at(n: int) -> datetime:
    return MORNING + timedelta(seconds=n)


E, T, D = TicketEvent, c.End.TERMINAL, c.End.DESK
ACTS: dict[str, Act] = {
    "opens": lambda it, n: c.card_opened(it, f"desk-{n % 2}", at(n)),
    "shuts": lambda it, n: c.card_closed(it, f"desk-{n % 2}"),
    "accepts": lambda it, n: steps(it, n, E.CALL, E.APPEAR, desk=f"desk-{n % 2}"),
    "finishes": lambda it, n: steps(it, n, E.FINISH),
    "parks": lambda it, n: steps(it, n, E.PARK),
    "passes on": lambda it, n: steps(it, n, E.TRANSFER),
    "passes on and is taken": lambda it, n: steps(
        it, n, E.TRANSFER, E.CALL, E.APPEAR, desk="desk-9"
    ),
    "cancels": lambda it, n: steps(it, n, E.CANCEL),
    "day closes": lambda it, n: steps(it, n, E.CLOSE_DAY),
    "sees": lambda it, n: c.media_told(it, T, it.call.generation, n % 3 > 0, at(n)),
    "desk sees": lambda it, n: c.media_told(it, D, it.call.generation - n % 2, n % 3 > 0, at(n)),
    "tries": lambda it, n: c.retried(it, at(n)),
    "line breaks": lambda it, n: c.terminal_gone(it, at(n)),
    "comes back": lambda it, n: c.terminal_back(it, CallState.TALKING, n, at(n)),
    "page goes": lambda it, n: c.desk_gone(it, f"desk-{n % 2}", at(n)),
    "page comes": lambda it, n: c.desk_back(it, f"desk-{n % 2}", at(n)),
    "looks": lambda it, n: seen(
        it, Place(reason="closed" if n % 7 == 0 else "", seats=n % 2), at(n)
    ),
}


def course(names: Iterable[str]) -> list[OfficeCall]:
    """Return what a call becomes; what is not possible changes nothing."""
    calls = [knocked(TICKET, "lobby-1", Wanted(), 0, MORNING)]
    for n, name in enumerate(names):
        try:
            calls.append(ACTS[name](calls[-1], n))
        except NotPossible:
            calls.append(calls[-1])
    return calls


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=30))
def test_a_call_makes_sense_whatever_happens(names: list[str]) -> None:
    calls = course(names)
    for before, it in zip(calls, calls[1:], strict=False):
        call = it.call
        assert call.generation >= before.call.generation and it.tries >= before.tries
        assert call.answered or not call.held
        assert call.state is not CallState.TALKING or it.terminal_gone_at is None
        assert (call.state is CallState.CONNECTING) == (call.lost_at is not None)
        assert it.over == (call.ended_at is not None) and not (it.over and call.desk)
        if call.answered:
            assert it.ticket.state is TicketState.SERVING and call.desk == it.ticket.desk
        if it.at_the_door:
            assert it.ticket.state is TicketState.WAITING


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=30))
def test_every_step_is_one_of_the_life_or_several(names: list[str]) -> None:
    reachable = {state: {state, *moves.values()} for state, moves in LIFE.items()}
    for before, it in zip(calls := course(names), calls[1:], strict=False):
        once = reachable[before.state]
        assert it.state in once | {after for state in once for after in reachable[state]}


def test_nothing_is_due_while_two_people_talk() -> None:
    calls = course(["accepts", "sees", "sees"])
    assert calls[-1].state is CallState.TALKING
    assert due(calls[-1], MORNING + timedelta(hours=3)) is None


def test_a_terminal_that_is_gone_has_20_seconds() -> None:
    gone = course(["line breaks"])[-1]
    assert due(gone, MORNING + timedelta(seconds=19)) is None
    assert due(gone, MORNING + timedelta(seconds=20)) is Due.GONE


@pytest.mark.parametrize("event", [CallEvent.ACCEPT, CallEvent.UP, CallEvent.LEAVE])
def test_a_call_that_is_over_refuses_what_comes_late(event: CallEvent) -> None:
    over = happened(course([])[0], CallEvent.LEAVE, MORNING)
    with pytest.raises(NotPossible):
        happened(over, event, MORNING)


def test_an_older_look_at_the_ticket_changes_nothing() -> None:
    it = course(["accepts"])[-1]
    older = replace(TICKET, state=TicketState.CANCELLED)
    assert c.followed(it, older, MORNING, desk_here=True) is it
