"""Many at once: nobody is called twice, nobody is lost, no number is given out twice."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar

import pytest

from kiosk.domain.departments import Town
from kiosk.domain.desks import Desk
from kiosk.domain.errors import NotPossible, NotSignedIn
from kiosk.domain.phrases import Phrase
from kiosk.domain.tickets import TicketEvent, TicketState
from kiosk.office.store import Store, until_done
from tests.support.branch import Branch
from tests.support.small_town import CITIZENS, MORNING, VEHICLES, small_town

T = TypeVar("T")
MANY = 12


def at_once(acts: Sequence[Callable[[], T]]) -> list[T]:
    """Let every act begin at the same moment, each in its thread."""
    start = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T:
        start.wait()
        return until_done(act)

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def big_hall() -> Town:
    desks = [
        Desk(f"desk-{n}", Phrase(f"Platz {n}"), Phrase(""), (CITIZENS, VEHICLES))
        for n in range(MANY)
    ]
    return replace(small_town(), desks=tuple(desks))


@pytest.fixture
def hall(store: Store) -> Branch:
    """Twelve desks for two departments, all with somebody at them."""
    branch = Branch(store, big_hall())
    for n in range(MANY):
        branch.sits(f"clerk-{n}", f"desk-{n}")
    return branch


def test_twelve_desks_call_everybody_once(hall: Branch) -> None:
    ids = [hall.draws((CITIZENS, VEHICLES)[n % 2]).ticket_id for n in range(120)]

    def works(clerk: str) -> Callable[[], list[str]]:
        def until_nobody_waits() -> list[str]:
            called = []
            while ticket := hall.desks.call_next(clerk, f"{clerk}-{len(called)}", MORNING):
                called.append(ticket.ticket_id)
                key = f"{clerk}-done-{len(called)}"
                hall.desks.act(clerk, key, TicketEvent.GIVE_UP, MORNING)
            return called

        return until_nobody_waits

    calls = at_once([works(f"clerk-{n}") for n in range(MANY)])
    assert Tally(ticket for called in calls for ticket in called) == Tally(ids)
    assert sum(1 for called in calls if called) > 1


def test_two_clerks_at_one_desk_have_one_open_call(hall: Branch) -> None:
    for _ in range(MANY):
        hall.draws()
    calls = at_once([lambda n=n: hall.calls(f"clerk-{n}") for n in range(MANY)])  # type: ignore[misc]
    assert len({ticket.desk for ticket in calls if ticket}) == MANY
    with hall.store.reading() as books:
        assert len(books.tickets.with_state(MORNING.date(), TicketState.CALLED)) == MANY


def test_an_act_sent_twelve_times_at_once_is_carried_out_once(hall: Branch) -> None:
    for _ in range(MANY):
        hall.draws()
    calls = at_once([lambda: hall.desks.call_next("clerk-0", "one-key", MORNING)] * MANY)
    assert {ticket.number.value for ticket in calls if ticket} == {1}
    assert None not in calls


def test_a_question_sent_eight_times_at_once_makes_one_ticket(branch: Branch) -> None:
    ask = branch.ask()
    told = at_once([lambda: branch.issues(ask)] * 8)
    assert {each.ticket_id for each in told} == {ask.ticket_id}
    with branch.store.reading() as books:
        assert len(books.tickets.all_of(MORNING.date())) == 1
        assert books.tickets.history(ask.ticket_id)[1] == []


def test_leases_never_overlap(branch: Branch) -> None:
    def leases(terminal: str) -> Callable[[], list[int]]:
        def several() -> list[int]:
            lent: list[int] = []
            for _ in range(10):
                running, reserve = branch.counter.lease_numbers(
                    terminal, MORNING.date(), "A", running=3, reserve=2
                )
                lent += [*running, *reserve]
            return lent

        return several

    lent = at_once([leases(f"lobby-{n}") for n in range(MANY)])
    numbers = [number for each in lent for number in each]
    assert len(numbers) == len(set(numbers)) == MANY * 50
    assert set(numbers) == {*range(1, 361), *range(760, 1000)}


def test_everybody_who_draws_at_once_gets_an_own_number(branch: Branch) -> None:
    asks = [branch.ask((CITIZENS, VEHICLES)[n % 2]) for n in range(MANY * 4)]
    told = at_once([lambda ask=ask: branch.issues(ask) for ask in asks])  # type: ignore[misc]
    assert len({each.number for each in told}) == len(asks)
    assert branch.boards.line(CITIZENS, MORNING)[-1].people_ahead == MANY * 2 - 1


def test_giving_back_and_calling_at_once_has_one_winner(hall: Branch) -> None:
    for round_trip in range(6):
        drawn = hall.draws().ticket_id

        def gives_back(drawn: str = drawn) -> object:
            try:
                return hall.counter.cancel(drawn, MORNING).state
            except NotPossible as refused:
                return refused

        outcomes = at_once(
            [gives_back, *(lambda n=n: hall.calls(f"clerk-{n}") for n in range(4))]  # type: ignore[misc]
        )
        # A called number can be given back, too: whoever was first, it is given back.
        assert outcomes[0] is TicketState.CANCELLED, round_trip
        history = hall.ticket(drawn)
        assert (history.state, history.desk) == (TicketState.CANCELLED, None)


def test_two_colleagues_who_swap_desks_at_once_both_get_an_answer(hall: Branch) -> None:
    def moves(clerk: str, desk: str) -> Callable[[], str]:
        def move() -> str:
            try:
                return hall.seats.sign_in(clerk, desk, frozenset(), MORNING).desk
            except NotSignedIn:
                return "taken"

        return move

    for _ in range(4):
        at_once([moves("clerk-0", "desk-1"), moves("clerk-1", "desk-0")])
        at_once([moves("clerk-0", "desk-0"), moves("clerk-1", "desk-1")])
    with hall.store.reading() as books:
        assert len(books.seats.all()) == MANY
