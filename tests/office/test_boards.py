"""What staff sees at a desk and what everybody sees in the waiting room."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.desks import Break
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import TicketEvent, TicketState
from kiosk.office.boards import DeskBoard
from tests.support.branch import Branch
from tests.support.small_town import CITIZENS, HOUSING, VEHICLES


@pytest.fixture
def at_work(branch: Branch) -> Branch:
    branch.sits("ayse", "desk-1")
    branch.sits("bernd", "desk-2")
    return branch


def board(branch: Branch, account: str) -> DeskBoard:
    shown = branch.boards.desk(account, branch.now)
    assert shown is not None
    return shown


def numbers(shown: DeskBoard) -> list[str]:
    return [str(row.ticket.number) for row in shown.waiting]


def test_who_sits_nowhere_has_no_board(branch: Branch) -> None:
    assert branch.boards.desk("ayse", branch.now) is None


def test_the_line_on_the_board_is_the_order_of_the_calls(at_work: Branch) -> None:
    for department, priority in (
        (CITIZENS, Priority.NORMAL),
        (VEHICLES, Priority.NORMAL),
        (VEHICLES, Priority.LEGAL),
        (CITIZENS, Priority.NORMAL),
        (CITIZENS, Priority.EMERGENCY),
    ):
        at_work.draws(department, priority=priority)
        at_work.passes(minutes=1)
    shown = board(at_work, "bernd")
    assert numbers(shown) == ["A003", "K002", "A001", "K001", "A002"]
    assert numbers(board(at_work, "ayse")) == ["A003", "A001", "A002"]
    assert shown.longest_wait == timedelta(minutes=5)
    called = []
    while ticket := at_work.calls("bernd"):
        called.append(str(ticket.number))
        at_work.does("bernd", TicketEvent.GIVE_UP)
    assert called == numbers(shown)


def test_a_row_tells_why_somebody_is_not_called(at_work: Branch) -> None:
    at_work.sits("carla", "desk-4", "housing-benefit")
    at_work.draws(CITIZENS, "passport")
    at_work.calls("ayse")
    at_work.does("ayse", TicketEvent.PUT_BACK)
    (row,) = board(at_work, "ayse").waiting
    assert (row.callable, row.suits) == (False, True)
    assert [name.de for name in row.services] == ["Reisepass beantragen"]
    (row,) = board(at_work, "carla").waiting
    assert not row.suits


def test_parked_missed_and_current_have_their_places(at_work: Branch) -> None:
    for _ in range(3):
        at_work.draws(CITIZENS, "identity-card")
    at_work.calls("ayse")
    at_work.does("ayse", TicketEvent.APPEAR)
    at_work.does("ayse", TicketEvent.PARK)
    at_work.calls("ayse")
    at_work.does("ayse", TicketEvent.GIVE_UP)
    at_work.calls("ayse")
    shown = board(at_work, "ayse")
    assert [str(t.number) for t in shown.parked] == ["A001"]
    assert [str(t.number) for t in shown.missed] == ["A002"]
    assert shown.current is not None and str(shown.current.number) == "A003"
    assert [name.said_in("en") for name in shown.current_services] == ["Apply for an identity card"]
    at_work.passes(minutes=16)
    assert board(at_work, "ayse").missed == ()


def test_colleagues_show_their_call_and_their_break(at_work: Branch) -> None:
    at_work.sits("carla", "desk-3")
    at_work.draws(CITIZENS)
    at_work.calls("bernd")
    at_work.seats.pause("carla", Break.LUNCH, None, at_work.now)
    bernd, carla = board(at_work, "ayse").colleagues
    assert (bernd.desk.de, str(bernd.number)) == ("Platz 2", "A001")
    assert (carla.number, carla.seat.paused) == (None, Break.LUNCH)


def test_the_display_shows_the_last_calls_newest_first(at_work: Branch) -> None:
    at_work.sits("dora", "desk-4")
    for who, department in (("ayse", CITIZENS), ("bernd", VEHICLES), ("dora", HOUSING)):
        at_work.draws(department)
        at_work.calls(who)
        at_work.passes(seconds=10)
    at_work.does("ayse", TicketEvent.RECALL)
    at_work.does("ayse", TicketEvent.APPEAR)
    at_work.does("ayse", TicketEvent.FINISH)
    calls = at_work.boards.display(at_work.now).calls
    assert [(str(c.number), c.desk.de, c.times) for c in calls] == [
        ("A001", "Platz 1", 2),
        ("W001", "Platz 4", 1),
        ("K001", "Platz 2", 1),
    ]
    assert calls[1].department.de == "Beratung"  # discreet: not what it is about


def test_the_display_keeps_seven_calls_of_today(at_work: Branch) -> None:
    for _ in range(9):
        at_work.draws()
        at_work.calls("ayse")
        at_work.does("ayse", TicketEvent.GIVE_UP)
        at_work.passes(minutes=1)
    shown = at_work.boards.display(at_work.now).calls
    assert [c.number.value for c in shown] == [9, 8, 7, 6, 5, 4, 3]
    at_work.passes(days=1)
    assert at_work.boards.display(at_work.now).calls == ()


def test_everybody_in_a_line_is_told_what_the_counter_would_tell(at_work: Branch) -> None:
    ids = [at_work.draws(CITIZENS, "passport").ticket_id for _ in range(5)]
    at_work.calls("ayse")
    at_work.counter.leave(ids[2], at_work.now)
    told = {each.ticket_id: each for each in at_work.boards.line(CITIZENS, at_work.now)}
    assert told == {each: at_work.counter.status(each, at_work.now) for each in ids}
    assert [told[each].people_ahead for each in ids] == [0, 0, 1, 1, 2]
    assert told[ids[0]].state is TicketState.CALLED
