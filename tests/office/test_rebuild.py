"""Whatever happens in an office, every ticket can be rebuilt from its history alone."""

from __future__ import annotations

import random
from collections import Counter as Tally
from collections.abc import Callable
from contextlib import suppress

import pytest

from kiosk.domain.errors import Refused
from kiosk.domain.history import rebuild
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import AT_DESK, OPEN, Wish
from kiosk.office.desk_acts import WITH_THE_OPEN_CALL
from kiosk.office.store import Books
from tests.support.branch import Branch
from tests.support.small_town import CITIZENS, HOUSING, VEHICLES

STEPS = 150
DESKS = {"ayse": "desk-1", "bernd": "desk-2", "carla": "desk-3", "dora": "desk-4"}
EVENTS = sorted(WITH_THE_OPEN_CALL)


class Day:
    """A day in the office, in which anybody does anything at any time."""

    def __init__(self, branch: Branch, seed: int) -> None:
        self.branch = branch
        self.chance = random.Random(seed)
        self.ids: list[str] = []
        for account, desk in DESKS.items():
            branch.sits(account, desk)

    def step(self) -> None:
        """Let one thing happen; the office may say no."""
        acts: list[Callable[[], object]] = [
            self._draw,
            self._draw,
            self._call,
            self._call,
            self._at_the_desk,
            self._at_the_desk,
            self._by_a_citizen,
            self._by_name,
            self._admit,
            self._clock,
        ]
        with suppress(Refused):
            self.chance.choice(acts)()

    def _who(self) -> str:
        return self.chance.choice(list(DESKS))

    def _some(self) -> str:
        return self.chance.choice(self.ids) if self.ids else "nobody"

    def _draw(self) -> None:
        department = self.chance.choice((CITIZENS, CITIZENS, VEHICLES, HOUSING))
        drawn = self.branch.draws(department, priority=self.chance.choice(list(Priority)))
        self.ids.append(drawn.ticket_id)

    def _call(self) -> None:
        self.branch.calls(self._who())

    def _at_the_desk(self) -> None:
        self.branch.desks.act(
            self._who(),
            self.branch.key(),
            self.chance.choice(EVENTS),
            self.branch.now,
            department=self.chance.choice((CITIZENS, VEHICLES)),
            note=self.chance.choice(("", "Foto fehlt")),
            rendered=self.chance.choice(((), (Wish("passport", 2),))),
        )

    def _by_a_citizen(self) -> None:
        counter = self.branch.counter
        act = self.chance.choice(
            (counter.leave, counter.come_back, counter.cancel, counter.reactivate)
        )
        act(self._some(), self.branch.now)

    def _by_name(self) -> None:
        desks = self.branch.desks
        act = self.chance.choice((desks.call_chosen, desks.resume, desks.bring_back))
        act(self._who(), self.branch.key(), self._some(), self.branch.now)

    def _admit(self) -> None:
        ticket = self.branch.desks.admit(
            self._who(), self.branch.key(), CITIZENS, (), "de", Priority.NORMAL, self.branch.now
        )
        if ticket:
            self.ids.append(ticket.ticket_id)

    def _clock(self) -> None:
        self.branch.passes(seconds=self.chance.choice((5, 40, 100, 400)))
        self.branch.clockwork.tick(self.branch.now)


def check(books: Books, ids: list[str]) -> None:
    """Compare the books with the histories, and with what they promise."""
    stored = [books.tickets.get(each) for each in ids]
    for ticket in stored:
        assert ticket is not None
        assert rebuild(*books.tickets.history(ticket.ticket_id)) == ticket
        assert (ticket.desk is not None) == (ticket.state in AT_DESK)
    day = stored[0].day  # type: ignore[union-attr]
    everything = books.tickets.all_of(day)
    assert Tally(t.ticket_id for t in everything) == Tally(ids)
    assert max(Tally(t.number for t in everything).values()) == 1
    assert max(Tally(t.desk for t in everything if t.desk).values(), default=1) == 1


@pytest.mark.parametrize("seed", range(4))
def test_every_ticket_equals_what_its_history_rebuilds(branch: Branch, seed: int) -> None:
    day = Day(branch, seed)
    for _ in range(STEPS):
        day.step()
    with branch.store.reading() as books:
        check(books, day.ids)
    states = {branch.ticket(each).state for each in day.ids}
    assert len(states) >= 4  # a day worth looking at


def test_the_line_remembered_is_the_line_in_the_books(branch: Branch) -> None:
    """What the process remembers of tickets never differs from a fresh look."""
    day = Day(branch, seed=99)
    departments = [CITIZENS, VEHICLES, HOUSING]
    for step in range(STEPS):
        day.step()
        if step % 10 == 0:
            with branch.store.reading() as books:
                remembered = books.tickets.open(branch.now.date(), departments)
                fresh = [t for t in books.tickets.all_of(branch.now.date()) if t.state in OPEN]
            assert sorted(t.ticket_id for t in remembered) == sorted(t.ticket_id for t in fresh)
            assert {t.ticket_id: t for t in remembered} == {t.ticket_id: t for t in fresh}
