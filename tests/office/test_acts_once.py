"""Every act of a desk is carried out once under its key, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Ticket, TicketEvent, TicketState
from tests.support.branch import Branch
from tests.support.small_town import CITIZENS, VEHICLES

E = TicketEvent
Act = Callable[[Branch, str, str], Ticket | None]


def _does(event: TicketEvent) -> Act:
    def act(branch: Branch, key: str, ticket_id: str) -> Ticket | None:
        department = VEHICLES if event is E.TRANSFER else None
        return branch.desks.act("ayse", key, event, branch.now, department=department)

    return act


def _parked(branch: Branch) -> None:
    branch.does("ayse", E.APPEAR)
    branch.does("ayse", E.PARK)


NOTHING, CALLED, SERVING, PARKED, MISSED = range(5)
ACTS: dict[str, tuple[int, Act]] = {
    "call next": (NOTHING, lambda b, key, _: b.desks.call_next("ayse", key, b.now)),
    "call chosen": (NOTHING, lambda b, key, t: b.desks.call_chosen("ayse", key, t, b.now)),
    "recall": (CALLED, _does(E.RECALL)),
    "appear": (CALLED, _does(E.APPEAR)),
    "give up": (CALLED, _does(E.GIVE_UP)),
    "put back": (CALLED, _does(E.PUT_BACK)),
    "cancel": (CALLED, _does(E.CANCEL)),
    "park": (SERVING, _does(E.PARK)),
    "transfer": (SERVING, _does(E.TRANSFER)),
    "finish": (SERVING, _does(E.FINISH)),
    "resume": (PARKED, lambda b, key, t: b.desks.resume("ayse", key, t, b.now)),
    "bring back": (MISSED, lambda b, key, t: b.desks.bring_back("ayse", key, t, b.now)),
    "admit": (
        NOTHING,
        lambda b, key, _: b.desks.admit("ayse", key, CITIZENS, (), "de", Priority.NORMAL, b.now),
    ),
}


@pytest.fixture
def at_work(branch: Branch) -> Branch:
    branch.sits("ayse", "desk-1")
    return branch


def prepare(branch: Branch, situation: int) -> str:
    drawn = branch.draws().ticket_id
    branch.draws()
    if situation != NOTHING:
        branch.calls("ayse")
    match situation:
        case 2:  # serving
            branch.does("ayse", E.APPEAR)
        case 3:  # parked
            _parked(branch)
        case 4:  # missed
            branch.does("ayse", E.GIVE_UP)
    return drawn


def everything(branch: Branch) -> list[Ticket]:
    with branch.store.reading() as books:
        return sorted(books.tickets.all_of(branch.now.date()), key=lambda t: t.number)


@pytest.mark.parametrize("name", ACTS)
def test_sent_again_an_act_is_answered_and_not_repeated(at_work: Branch, name: str) -> None:
    situation, act = ACTS[name]
    ticket_id = prepare(at_work, situation)
    first = act(at_work, "the-key", ticket_id)
    assert first is not None
    after, heard = everything(at_work), len(at_work.heard)
    for _ in range(2):
        at_work.passes(seconds=2)
        assert act(at_work, "the-key", ticket_id) == first
    assert everything(at_work) == after
    assert len(at_work.heard) == heard


def test_nobody_waited_is_an_answer_too(at_work: Branch) -> None:
    assert at_work.desks.call_next("ayse", "the-key", at_work.now) is None
    at_work.draws()
    assert at_work.desks.call_next("ayse", "the-key", at_work.now) is None
    assert at_work.calls("ayse") is not None


def test_a_restart_of_the_office_does_not_forget_what_was_done(at_work: Branch) -> None:
    at_work.draws()
    first = at_work.desks.call_next("ayse", "the-key", at_work.now)
    again = Branch(at_work.store, now=at_work.passes(minutes=1))
    again.clockwork.new_day(again.now)
    assert again.desks.call_next("ayse", "the-key", again.now) == first


def test_an_act_is_forgotten_after_a_day(at_work: Branch) -> None:
    at_work.draws()
    at_work.desks.call_next("ayse", "the-key", at_work.now)
    at_work.passes(days=1, seconds=1)
    at_work.clockwork.tick(at_work.now)
    at_work.clockwork.new_day(at_work.now)
    at_work.sits("ayse", "desk-1")
    assert at_work.desks.call_next("ayse", "the-key", at_work.now) is None  # carried out anew
    assert everything(at_work) == []


def test_keys_are_each_accounts_own_and_as_long_as_they_like(at_work: Branch) -> None:
    at_work.sits("bernd", "desk-2")
    for _ in range(2):
        at_work.draws()
    key = "ö" * 500
    calls = [at_work.desks.call_next(who, key, at_work.now) for who in ("ayse", "bernd")]
    assert [str(each.number) for each in calls if each] == ["A001", "A002"]
    assert {each.state for each in calls if each} == {TicketState.CALLED}
