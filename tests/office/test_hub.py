"""The hub: everybody hears, nobody is waited for, nothing piles up."""

from __future__ import annotations

import asyncio
import threading

from kiosk.office.hub import Hub
from kiosk.office.premises import Changed

CITIZENS = Changed(frozenset({"citizens"}), frozenset({"T1"}))
HOUSING = Changed(frozenset({"housing"}), desks=True)


async def hub() -> Hub:
    made = Hub()
    made.attach(asyncio.get_running_loop())
    return made


async def test_everybody_who_listens_hears() -> None:
    office = await hub()
    with office.listening() as one, office.listening() as other:
        office.announce(CITIZENS)
        assert await one.changed() == await other.changed() == CITIZENS


async def test_what_nobody_has_fetched_yet_is_told_together() -> None:
    office = await hub()
    with office.listening() as slow:
        for changed in (CITIZENS, HOUSING, Changed(alarms=True), CITIZENS):
            office.announce(changed)
            await asyncio.sleep(0)
        assert await slow.changed() == Changed(
            frozenset({"citizens", "housing"}), frozenset({"T1"}), desks=True, alarms=True
        )


async def test_what_is_told_once_is_not_told_again() -> None:
    office = await hub()
    with office.listening() as news:
        office.announce(CITIZENS)
        assert await news.changed() == CITIZENS
        office.announce(HOUSING)
        assert await news.changed() == HOUSING


async def test_threads_may_announce() -> None:
    office = await hub()
    with office.listening() as news:
        tickets = [Changed(tickets=frozenset({f"T{n}"})) for n in range(50)]
        threads = [threading.Thread(target=office.announce, args=(each,)) for each in tickets]
        for thread in threads:
            thread.start()
        heard: frozenset[str] = frozenset()
        while len(heard) < 50:
            heard |= (await news.changed()).tickets
        for thread in threads:
            thread.join()


async def test_a_wish_for_own_news_leaves_out_what_other_processes_told() -> None:
    office = await hub()
    with office.listening() as all_news, office.listening(own_only=True) as own:
        office.announce(HOUSING, own=False)
        office.announce(CITIZENS)
        assert await own.changed() == CITIZENS
        heard = await all_news.changed()
        assert heard.departments == {"citizens", "housing"}
        office.announce(HOUSING, own=False)
        assert await all_news.changed() == HOUSING
        office.announce(CITIZENS)
        assert await own.changed() == CITIZENS


async def test_the_revision_grows_with_every_change() -> None:
    office = await hub()
    before = office.revision
    with office.listening() as news:
        assert office.revision == before
        office.announce(CITIZENS)
        await news.changed()
    assert office.revision > before


async def test_the_revision_is_that_of_the_line_and_not_of_the_terminals() -> None:
    office = await hub()
    before = office.revision
    with office.listening() as news:
        office.announce(Changed(terminals=True))
        assert (await news.changed()).only_terminals
        assert office.revision == before
        for changed in (CITIZENS, Changed(terminals=True)):
            office.announce(changed)
        told = await news.changed()
        assert told.terminals and told.departments == {"citizens"} and not told.only_terminals
    assert office.revision > before


async def test_who_has_gone_is_forgotten() -> None:
    office = await hub()
    with office.listening():
        with office.listening(own_only=True):
            assert office.listeners == 2
        assert office.listeners == 1
    office.announce(CITIZENS)
    assert office.listeners == 0


def test_before_the_loop_and_after_it_an_announcement_is_no_mistake() -> None:
    early = Hub()
    early.announce(CITIZENS)
    late = asyncio.run(hub())
    late.announce(CITIZENS)
