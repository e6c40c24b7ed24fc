"""What the clock does by itself: recalls, missed calls, the end of the day."""

from __future__ import annotations

from kiosk.domain.tickets import TicketEvent, TicketState
from tests.support.branch import Branch
from tests.support.small_town import CITIZENS, MORNING

S = TicketState


def called(branch: Branch) -> str:
    """Call somebody who does not appear."""
    drawn = branch.draws()
    branch.sits("ayse", "desk-1")
    branch.calls("ayse")
    branch.heard.clear()
    return drawn.ticket_id


def ticks(branch: Branch, seconds: int) -> None:
    """Let seconds pass, each with its tick."""
    for _ in range(seconds):
        branch.clockwork.tick(branch.passes(seconds=1))


def test_an_unanswered_call_is_recalled_twice_and_then_given_up(branch: Branch) -> None:
    ticket_id = called(branch)
    seen = []
    for _ in range(30 + 90 + 90):
        ticks(branch, 1)
        ticket = branch.ticket(ticket_id)
        seen.append((ticket.state, ticket.calls))
    assert seen.index((S.CALLED, 2)) == 29
    assert seen.index((S.CALLED, 3)) == 29 + 90
    assert seen.index((S.NO_SHOW, 3)) == 29 + 90 + 90
    assert [change.tickets for change in branch.heard] == [{ticket_id}] * 3
    assert branch.calls("ayse") is None  # the desk is free again


def test_who_appears_is_left_alone(branch: Branch) -> None:
    ticket_id = called(branch)
    branch.does("ayse", TicketEvent.APPEAR)
    ticks(branch, 240)
    assert branch.ticket(ticket_id).state is S.SERVING


def test_a_clock_that_was_asleep_does_one_step_at_a_time(branch: Branch) -> None:
    ticket_id = called(branch)
    branch.clockwork.tick(branch.passes(hours=1))
    assert branch.ticket(ticket_id).calls == 2
    branch.clockwork.tick(branch.passes(seconds=1))
    assert branch.ticket(ticket_id).calls == 2


def test_the_day_ends_for_every_open_ticket(branch: Branch) -> None:
    branch.sits("ayse", "desk-1")
    branch.sits("bernd", "desk-2")
    ids = [branch.draws().ticket_id for _ in range(6)]
    branch.counter.leave(ids[5], branch.now)
    branch.counter.cancel(ids[4], branch.now)
    branch.calls("ayse")
    branch.does("ayse", TicketEvent.APPEAR)
    branch.does("ayse", TicketEvent.PARK)
    branch.calls("ayse")
    branch.calls("bernd")
    branch.does("bernd", TicketEvent.GIVE_UP)
    before = [branch.ticket(each).state for each in ids]
    assert before == [S.PARKED, S.CALLED, S.NO_SHOW, S.WAITING, S.CANCELLED, S.AWAY]
    branch.now = MORNING.replace(hour=23, minute=59, second=59)
    branch.clockwork.tick(branch.now)
    assert branch.ticket(ids[3]).state is S.WAITING
    ticks(branch, 1)
    after = [branch.ticket(each).state for each in ids]
    assert after == [S.EXPIRED] * 4 + [S.CANCELLED, S.EXPIRED]
    branch.heard.clear()
    ticks(branch, 1)
    assert branch.heard == []


def test_numbers_seats_and_the_line_begin_anew(branch: Branch) -> None:
    branch.draws()
    branch.draws()
    branch.sits("ayse", "desk-1")
    branch.passes(days=1)
    branch.clockwork.tick(branch.now)
    branch.clockwork.new_day(branch.now)
    drawn = branch.draws()
    assert (str(drawn.number), drawn.people_ahead) == ("A001", 0)
    assert branch.seats.staffed() == 0
    told = branch.counter.departments_now(branch.now).departments[0]
    assert (told.department, told.waiting) == (CITIZENS, 1)


def test_daylight_saving_does_not_shorten_the_day(branch: Branch) -> None:
    # Germany, 29 March 2026: 02:00 becomes 03:00; the local day still ends at local midnight.
    branch.now = MORNING.replace(month=3, day=29, hour=23, minute=30)
    drawn = branch.draws()
    branch.clockwork.tick(branch.passes(minutes=29))
    assert branch.ticket(drawn.ticket_id).state is S.WAITING
    branch.clockwork.tick(branch.passes(minutes=1))
    assert branch.ticket(drawn.ticket_id).state is S.EXPIRED
