"""Rows of tickets: what the database itself promises, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.codes import code, ticket_id
from kiosk.domain.errors import DeskBusy, NumberTaken
from kiosk.domain.history import Happening, rebuild
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Kind, Ticket, TicketEvent, TicketState, Wish
from kiosk.domain.waiting import Estimate
from kiosk.office.store import Store
from tests.support.small_town import CITIZENS, MORNING, VEHICLES

DAY = MORNING.date()
PLANNED = timedelta(minutes=12)


def ticket(number: int, **changes: object) -> Ticket:
    seed = number.to_bytes(8, "big")
    made = Ticket(
        ticket_id=ticket_id(seed * 2),
        code=code(seed),
        number=TicketNumber("A", number),
        day=DAY,
        kind=Kind.WALK_IN,
        department=CITIZENS,
        wishes=(Wish("identity-card", 2),),
        priority=Priority.LEGAL,
        language="uk",
        queued_at=MORNING,
        estimate=Estimate(timedelta(0), timedelta(minutes=3.5), timedelta(minutes=9)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def add(store: Store, *tickets: Ticket) -> None:
    for each in tickets:
        with store.writing() as books:
            books.tickets.add(each, PLANNED)


def call(desk: str) -> Happening:
    return Happening(TicketEvent.CALL, MORNING, desk=desk)


def test_a_ticket_comes_back_as_it_was_added(store: Store) -> None:
    added = ticket(1)
    add(store, added)
    with store.reading() as books:
        assert books.tickets.get(added.ticket_id) == added
        assert books.tickets.by_code(added.code, DAY) == added
        assert books.tickets.by_code(added.code, DAY + timedelta(days=1)) is None
        assert books.tickets.get("Z" * 26) is None


@pytest.mark.parametrize("same", ["number", "code", "ticket_id"])
def test_number_and_code_are_given_out_once_a_day(store: Store, same: str) -> None:
    first = ticket(1)
    add(store, first)
    second = replace(ticket(2), **{same: getattr(first, same)})
    with pytest.raises(NumberTaken), store.writing() as books:
        books.tickets.add(second, PLANNED)
    with store.reading() as books:
        assert books.tickets.all_of(DAY) == [first]


def test_a_number_begins_anew_on_the_next_day(store: Store) -> None:
    add(store, ticket(1), replace(ticket(2), number=TicketNumber("A", 1), day=DAY + timedelta(1)))


def test_a_refused_ticket_does_not_spoil_what_else_happens_in_the_act(store: Store) -> None:
    add(store, ticket(1))
    with store.writing() as books:
        with pytest.raises(NumberTaken):
            books.tickets.add(replace(ticket(2), number=ticket(1).number), PLANNED)
        books.tickets.add(ticket(3), PLANNED)
    with store.reading() as books:
        assert [each.number.value for each in books.tickets.all_of(DAY)] == [1, 3]


def test_a_stale_ticket_moves_nowhere(store: Store) -> None:
    first = ticket(1)
    add(store, first)
    with store.writing() as books:
        called = books.tickets.move(first, call("desk-1"))
        assert called is not None
        assert books.tickets.move(first, call("desk-2")) is None
        assert books.tickets.move(first, Happening(TicketEvent.CANCEL, MORNING)) is None
    with store.reading() as books:
        assert books.tickets.get(first.ticket_id) == called
        assert len(books.tickets.history(first.ticket_id)[1]) == 1


def test_the_database_itself_allows_one_open_call_per_desk(store: Store) -> None:
    add(store, ticket(1), ticket(2))
    with store.writing() as books:
        assert books.tickets.move(ticket(1), call("desk-1")) is not None
    with pytest.raises(DeskBusy) as busy, store.writing() as books:
        books.tickets.move(ticket(2), call("desk-1"))
    assert busy.value.number == "A001"  # the open call, not the one that was refused
    with store.reading() as books:
        assert books.tickets.get(ticket(2).ticket_id) == ticket(2)


def test_a_history_is_enough_to_rebuild_the_ticket(store: Store) -> None:
    first = ticket(1)
    add(store, first)
    steps = (
        call("desk-1"),
        Happening(TicketEvent.APPEAR, MORNING + timedelta(seconds=20)),
        Happening(TicketEvent.TRANSFER, MORNING, department=VEHICLES, note="Kfz-Brief fehlt"),
    )
    moved: Ticket | None = first
    for step in steps:
        with store.writing() as books:
            assert moved is not None
            moved = books.tickets.move(moved, step)
    with store.reading() as books:
        issued, happenings = books.tickets.history(first.ticket_id)
        assert rebuild(issued, happenings) == moved == books.tickets.get(first.ticket_id)
    assert happenings == list(steps)


def test_the_open_tickets_are_those_of_the_day_and_the_departments(store: Store) -> None:
    yesterday = replace(ticket(3), day=DAY - timedelta(1))
    elsewhere = replace(ticket(4), department=VEHICLES)
    add(store, ticket(1), ticket(2), yesterday, elsewhere)
    with store.writing() as books:
        books.tickets.move(ticket(2), Happening(TicketEvent.CANCEL, MORNING))
    for _ in range(2):  # read, then remembered
        with store.reading() as books:
            assert books.tickets.open(DAY, [CITIZENS]) == [ticket(1)]
            both = books.tickets.open(DAY, [CITIZENS, VEHICLES])
            assert {each.number.value for each in both} == {1, 4}
            assert books.tickets.open_before(DAY) == [yesterday]


def test_what_an_undone_act_has_written_is_not_remembered(store: Store) -> None:
    first = ticket(1)
    add(store, first)
    with pytest.raises(ZeroDivisionError), store.writing() as books:
        books.tickets.move(first, Happening(TicketEvent.LEAVE, MORNING))
        assert [t.state for t in books.tickets.open(DAY, [CITIZENS])] == [TicketState.AWAY]
        raise ZeroDivisionError
    with store.reading() as books:
        assert books.tickets.open(DAY, [CITIZENS]) == [first]
