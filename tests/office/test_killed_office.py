"""An office that is killed again and again while people draw numbers: nobody's ticket is lost."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections import Counter as Tally
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from kiosk.domain.codes import code, ticket_id
from kiosk.domain.history import rebuild
from kiosk.domain.messages import IssueTicket, LeaseNumbers, NumbersLeased, TicketIssued
from kiosk.domain.numbers import TicketNumber
from kiosk.office.store import Store
from tests.support.busy_office import OfficeProcess, office_process
from tests.support.postgres import private_postgres
from tests.support.served_office import Line, on_the_line
from tests.support.small_town import MORNING

DAY = MORNING.date()
LETTERS = "ABC"


@dataclass(slots=True)
class Citizens:
    """Three terminals that go on asking until they are answered, whatever happens."""

    url: str
    acknowledged: dict[str, TicketNumber] = field(default_factory=dict)
    tries: int = 0
    _seeds: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def draw_for_ever(self, letter: str) -> None:
        """Draw one number after the other; a line that breaks is dialled again."""
        asked: IssueTicket | None = None
        while True:
            try:
                async with on_the_line(self.url, f"lobby-{letter.lower()}") as line:
                    while True:
                        asked = asked or await self._next(line, letter)
                        self.tries += 1
                        answer = await line.ask(asked)
                        assert isinstance(answer, TicketIssued), answer
                        self.acknowledged[asked.ticket_id] = answer.ticket.number
                        asked = None
            except (WebSocketException, OSError, TimeoutError):
                await asyncio.sleep(0.02)

    async def _next(self, line: Line, letter: str) -> IssueTicket:
        leased = await line.ask(LeaseNumbers(0, DAY, letter, 1, 0))
        assert isinstance(leased, NumbersLeased), leased
        seed = next(self._seeds).to_bytes(8, "big")
        return IssueTicket(
            id=0,
            ticket_id=ticket_id(seed * 2),
            code=code(seed),
            number=TicketNumber(letter, leased.running[0]),
            day=DAY,
            department=f"department-{letter.lower()}",
            wishes=(),
            language="de",
            drawn_at=MORNING,
        )


async def live_through(office: OfficeProcess, kills: int, seed: int) -> Citizens:
    """Kill the office at random moments, each time after some tickets at the earliest."""
    chance, citizens = random.Random(seed), Citizens(office.url)
    async with asyncio.TaskGroup() as tasks:
        drawing = [tasks.create_task(citizens.draw_for_ever(letter)) for letter in LETTERS]
        for _ in range(kills):
            served = len(citizens.acknowledged) + chance.randrange(1, 9)
            while len(citizens.acknowledged) < served:
                await asyncio.sleep(0.001)
            await asyncio.sleep(chance.random() * 0.02)
            office.kill()
            office.start()
        for task in drawing:
            task.cancel()
    return citizens


def check(url: str, citizens: Citizens) -> None:
    """Every ticket somebody was given is there once, under its number, with its history."""
    store = Store(url)
    store.migrate()  # as the next start does
    with store.reading() as books:
        stored = {ticket.ticket_id: ticket for ticket in books.tickets.all_of(DAY)}
        for ticket in stored.values():
            assert rebuild(*books.tickets.history(ticket.ticket_id)) == ticket
    store.close()
    lost = citizens.acknowledged.keys() - stored.keys()
    assert not lost
    for ticket in citizens.acknowledged:
        assert stored[ticket].number == citizens.acknowledged[ticket]
    assert max(Tally(ticket.number for ticket in stored.values()).values()) == 1
    # At most the one question of each terminal that was never answered.
    assert len(stored) - len(citizens.acknowledged) <= len(LETTERS)


@pytest.mark.timeout(120)
async def test_fifty_kills_lose_no_ticket_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'office.sqlite3'}"
    with office_process(url) as office:
        citizens = await live_through(office, kills=50, seed=1)
    check(url, citizens)
    assert len(citizens.acknowledged) >= 50


@pytest.mark.timeout(120)
async def test_kills_lose_no_ticket_on_postgresql(postgres_books: str) -> None:
    with office_process(postgres_books) as office:
        citizens = await live_through(office, kills=10, seed=2)
    check(postgres_books, citizens)


@pytest.mark.timeout(120)
async def test_crashes_of_postgresql_lose_no_ticket() -> None:
    # An own one: after a crash PostgreSQL looks at every file it has.
    with private_postgres() as postgres:
        url = postgres.url(postgres.new_database())
        with office_process(url) as office:
            citizens = Citizens(office.url)
            async with asyncio.TaskGroup() as tasks:
                drawing = [tasks.create_task(citizens.draw_for_ever(letter)) for letter in LETTERS]
                for crash in range(1, 4):
                    while len(citizens.acknowledged) < crash * 20:
                        await asyncio.sleep(0.001)
                    postgres.stop("immediate")
                    postgres.start()
                for task in drawing:
                    task.cancel()
            assert office.stop() in (0, -15)
        check(url, citizens)
