"""What a citizen can ask of the counter, and when the counter says no."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.desks import Break
from kiosk.domain.errors import Closed, LineFull, NumberTaken, UnknownService, UnknownTicket
from kiosk.domain.phrases import Phrase
from kiosk.domain.tickets import TicketState, Wish
from kiosk.office.store import Store
from tests.support.branch import Branch, with_department
from tests.support.small_town import CITIZENS, HOUSING, MORNING, VEHICLES, small_town

AT_NIGHT = MORNING.replace(hour=22)


def test_a_number_is_given_out_with_place_and_wait(branch: Branch) -> None:
    branch.sits("ayse", "desk-1")
    first, second = branch.draws(CITIZENS, "passport"), branch.draws(CITIZENS, "identity-card")
    assert [str(each.number) for each in (first, second)] == ["A001", "A002"]
    assert (first.people_ahead, first.low_min, first.high_min) == (0, 0, 5)
    assert (second.people_ahead, second.low_min, second.high_min) == (1, 5, 25)
    assert second.state is TicketState.WAITING
    assert branch.counter.status(second.ticket_id, branch.now) == second
    assert branch.counter.find(second.code, branch.now) == second


def test_a_wait_is_told_only_while_somebody_is_signed_in(branch: Branch) -> None:
    branch.draws(CITIZENS, "passport")
    told = branch.draws(CITIZENS, "passport")
    assert (told.people_ahead, told.low_min, told.high_min) == (1, None, None)
    (there, *_) = branch.boards.line(CITIZENS, branch.now)
    assert (there.low_min, there.high_min) == (None, None)
    department = branch.counter.departments_now(branch.now).departments[0]
    assert (department.state, department.low_min, department.high_min) == ("unstaffed", None, None)
    branch.sits("bernd", "desk-3")  # of another department
    assert branch.counter.status(told.ticket_id, branch.now).low_min is None
    branch.sits("ayse", "desk-1")
    assert branch.counter.status(told.ticket_id, branch.now).high_min == 25
    branch.seats.pause("ayse", Break.SHORT, None, branch.now)
    assert branch.counter.status(told.ticket_id, branch.now).high_min == 25


def test_the_same_question_is_carried_out_once_and_answered_the_same(branch: Branch) -> None:
    ask = branch.ask()
    first = branch.issues(ask)
    heard = len(branch.heard)
    assert branch.issues(ask) == first
    assert branch.issues(replace(ask, delivered_late=True)) == first
    assert len(branch.heard) == heard  # nothing new to tell
    with branch.store.reading() as books:
        assert len(books.tickets.all_of(MORNING.date())) == 1


def test_a_change_is_announced_after_the_commit(branch: Branch) -> None:
    branch.premises.announce = lambda changed: (
        branch.heard.append(changed) or branch.ticket(next(iter(changed.tickets)))
    )
    drawn = branch.draws(VEHICLES)
    assert branch.heard[-1].departments == {VEHICLES}
    assert branch.heard[-1].tickets == {drawn.ticket_id}


def test_nothing_is_announced_when_the_counter_says_no(branch: Branch) -> None:
    with pytest.raises(UnknownService):
        branch.issues(branch.ask(CITIZENS, "vehicle-end"))
    assert branch.heard == []


@pytest.mark.parametrize("quantity", [0, -1, 100, 10**12])
def test_a_wish_has_a_sensible_quantity(branch: Branch, quantity: int) -> None:
    with pytest.raises(UnknownService):
        branch.issues(replace(branch.ask(), wishes=(Wish("passport", quantity),)))


def test_only_a_number_that_was_lent_to_the_terminal_is_accepted(branch: Branch) -> None:
    with pytest.raises(NumberTaken):
        branch.issues(branch.ask(lend=False))
    with pytest.raises(NumberTaken):
        branch.issues(branch.ask(terminal="lobby-2"), terminal="lobby-1")
    with pytest.raises(NumberTaken):  # the letter of another department
        branch.issues(replace(branch.ask(CITIZENS), department=VEHICLES))


def test_a_number_of_another_day_is_not_accepted(branch: Branch) -> None:
    ask = branch.ask()
    branch.passes(hours=14)  # a minute after midnight
    with pytest.raises(NumberTaken):
        branch.issues(ask)


def test_a_number_is_given_out_to_one_person(branch: Branch) -> None:
    ask = branch.ask()
    branch.issues(ask)
    with pytest.raises(NumberTaken):
        branch.issues(replace(branch.ask(), number=ask.number))


def test_numbers_are_lent_for_letters_of_the_town(branch: Branch) -> None:
    for prefix in ("Z", "", "AB", "Ä"):
        with pytest.raises(UnknownService):
            branch.lends(prefix)


def test_a_closed_department_takes_nobody(store: Store) -> None:
    branch = Branch(store, small_town(always_open=False), AT_NIGHT)
    with pytest.raises(Closed) as closed:
        branch.draws()
    assert closed.value.reason == "after_hours"
    assert closed.value.opens_at == MORNING.replace(day=3, hour=8, minute=0)


def test_shortly_before_closing_no_more_numbers_are_given_out(store: Store) -> None:
    branch = Branch(store, small_town(always_open=False), MORNING.replace(hour=11, minute=50))
    with pytest.raises(Closed) as closed:
        branch.draws()
    assert closed.value.reason == "last_ticket"


def test_a_department_closed_by_hand_says_why_and_opens_by_itself(branch: Branch) -> None:
    until = MORNING + timedelta(hours=1)
    branch.seats.close_department(CITIZENS, until, Phrase("Wasserschaden"), branch.now)
    with pytest.raises(Closed) as closed:
        branch.draws(CITIZENS)
    assert (closed.value.phrase, closed.value.opens_at) == (Phrase("Wasserschaden"), until)
    branch.draws(VEHICLES)
    branch.passes(hours=1)
    branch.draws(CITIZENS)


def test_a_full_line_takes_nobody(store: Store) -> None:
    branch = Branch(store, with_department(small_town(), HOUSING, line_limit=2))
    for _ in range(2):
        branch.draws(HOUSING)
    with pytest.raises(LineFull) as full:
        branch.draws(HOUSING)
    assert full.value.limit == 2
    branch.draws(CITIZENS)


def test_unknown_tickets_and_those_of_yesterday_are_not_found(branch: Branch) -> None:
    drawn = branch.draws()
    for ticket_id, code in (("nothing", "nothing"), ("", "")):
        with pytest.raises(UnknownTicket):
            branch.counter.status(ticket_id, branch.now)
        with pytest.raises(UnknownTicket):
            branch.counter.find(code, branch.now)
    branch.passes(days=1)
    for act in (branch.counter.status, branch.counter.cancel, branch.counter.reactivate):
        with pytest.raises(UnknownTicket):
            act(drawn.ticket_id, branch.now)
