"""Several office processes on one PostgreSQL hear of each other's changes."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.journal import Key
from kiosk.office.alarms import From
from kiosk.office.hub import Subscription
from kiosk.office.neighbours import News, as_texts
from kiosk.office.premises import Changed
from kiosk.office.service import OfficeService
from kiosk.office.store import Store, StoreBroken
from kiosk.office.store.announcements import LONGEST_TEXT_BYTES
from tests.support.branch import Branch
from tests.support.postgres import PrivatePostgres
from tests.support.small_town import CITIZENS, VEHICLES

_HUNDREDS = itertools.count(1)


class House(Branch):
    """One office process of several: what it announces is told to the others."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, first=next(_HUNDREDS) * 100)
        self.service = OfficeService(self.premises, lambda: self.now)


@asynccontextmanager
async def open_house(url: str) -> AsyncIterator[tuple[House, Subscription]]:
    """Open a process and listen as one of its pages does; it has heard that the line is up."""
    store = Store(url)
    store.migrate()
    house = House(store)
    house.service.hub.attach(asyncio.get_running_loop())
    telling = asyncio.create_task(house.service.neighbours.run())
    try:
        with house.service.hub.listening() as news:
            await heard(news, Changed(desks=True, alarms=True))
            yield house, news
    finally:
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)
        house.service.close()


async def heard(news: Subscription, wanted: Changed) -> Changed:
    """Wait until something like this is heard."""
    async with asyncio.timeout(10):
        while True:
            changed = await news.changed()
            if (
                wanted.departments <= changed.departments
                and wanted.tickets <= changed.tickets
                and wanted.alarms <= changed.alarms
            ):
                return changed


async def test_a_ticket_drawn_here_is_heard_there(postgres_books: str) -> None:
    async with (
        open_house(postgres_books) as (here, here_news),
        open_house(postgres_books) as (there, news),
    ):
        drawn = await here.service.ask(here.draws, VEHICLES)
        await heard(news, Changed(frozenset({VEHICLES}), frozenset({drawn.ticket_id})))
        assert there.counter.status(drawn.ticket_id, there.now).number == drawn.number
        back = await there.service.ask(there.draws, CITIZENS)
        await heard(here_news, Changed(frozenset({CITIZENS}), frozenset({back.ticket_id})))


async def test_own_news_does_not_come_back(postgres_books: str) -> None:
    async with (
        open_house(postgres_books) as (here, here_news),
        open_house(postgres_books) as (_, news),
    ):
        drawn = await here.service.ask(here.draws)
        told = await heard(here_news, Changed(tickets=frozenset({drawn.ticket_id})))
        await heard(news, Changed(tickets=frozenset({drawn.ticket_id})))
        here.service.hub.announce(Changed(tickets=frozenset({"mark"})))
        await heard(news, Changed(tickets=frozenset({"mark"})))
        assert told.tickets == {drawn.ticket_id}
        assert (await here_news.changed()).tickets == {"mark"}


async def test_a_call_for_help_rings_in_every_process_and_stops_everywhere(
    postgres_books: str,
) -> None:
    async with (
        open_house(postgres_books) as (here, here_news),
        open_house(postgres_books) as (there, news),
    ):
        here.service.ring(From.TERMINAL, "lobby-1")
        await heard(news, Changed(alarms=True))
        (alarm,) = there.service.alarms.open()
        assert (alarm.source, alarm.place, alarm.since) == (From.TERMINAL, "lobby-1", here.now)
        await heard(here_news, Changed(alarms=True))
        there.service.answer_alarm(alarm.number)
        await heard(here_news, Changed(alarms=True))
        assert here.service.alarms.open() == ()


async def test_of_the_terminals_of_another_process_nobody_hears(postgres_books: str) -> None:
    async with (
        open_house(postgres_books) as (here, here_news),
        open_house(postgres_books) as (there, news),
    ):
        here.service.terminals.came(Key("lobby-1"), "0.1.0", here.now)
        assert (await here_news.changed()).only_terminals
        here.service.hub.announce(Changed(tickets=frozenset({"mark"})))
        assert await news.changed() == Changed(tickets=frozenset({"mark"}))
        assert there.service.terminals.all(there.now) == ()


async def test_after_a_restart_of_postgresql_everybody_hears_again(
    postgres_books: str, postgres: PrivatePostgres
) -> None:
    async with (
        open_house(postgres_books) as (here, here_news),
        open_house(postgres_books) as (there, news),
    ):
        await here.service.ask(here.draws)
        postgres.stop()
        with pytest.raises(StoreBroken):
            await here.service.ask(here.draws)
        postgres.start()
        everything = Changed(frozenset({CITIZENS, VEHICLES}), alarms=True)
        await heard(here_news, everything)  # what was told meanwhile is missed: look anew
        await heard(news, everything)
        drawn = await here.service.ask(here.draws, VEHICLES)
        await heard(news, Changed(tickets=frozenset({drawn.ticket_id})))
        assert len(there.boards.line(CITIZENS, there.now)) == 1


async def test_on_sqlite_there_is_nobody_to_tell(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    store.migrate()
    house = House(store)
    await house.service.neighbours.run()
    await house.service.ask(store.tell, "hello")
    house.service.close()


def test_news_of_many_tickets_is_told_in_pieces_that_fit() -> None:
    tickets = frozenset(f"{number:026d}" for number in range(1_000))
    changed = Changed(frozenset({"citizens"}), tickets, desks=True)
    texts = list(as_texts(News("origin", changed)))
    assert max(len(text.encode()) for text in texts) <= LONGEST_TEXT_BYTES
    pieces = [json.loads(text)["changed"] for text in texts]
    assert frozenset(t for piece in pieces for t in piece["tickets"]) == tickets
    assert all(piece["departments"] == ["citizens"] for piece in pieces)
