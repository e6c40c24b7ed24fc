"""The news for all terminals: looked up once for everybody, never older than the last change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from kiosk.domain.envelopes import decode
from kiosk.domain.messages import LineChanged
from kiosk.office.hub import Hub
from kiosk.office.line_news import LineNews
from kiosk.office.premises import Changed
from kiosk.office.store import StoreBroken
from tests.support.small_town import MORNING


@dataclass(slots=True)
class Desk:
    """Counts how often somebody looks; may be broken."""

    hub: Hub = field(default_factory=Hub)
    looks: int = 0
    broken: bool = False

    async def look(self) -> LineChanged:
        if self.broken:
            raise StoreBroken("gone")
        self.looks += 1
        return LineChanged(MORNING, ())

    async def change(self) -> None:
        self.hub.attach(asyncio.get_running_loop())
        with self.hub.listening() as news:
            self.hub.announce(Changed(desks=True))
            await news.changed()


async def test_five_hundred_terminals_cost_one_look() -> None:
    desk = Desk()
    news = LineNews(desk.look, desk.hub)
    texts = await asyncio.gather(*(news.latest() for _ in range(500)))
    assert desk.looks == 1
    assert decode(texts[0]) == LineChanged(MORNING, ())
    assert all(text is texts[0] for text in texts)


async def test_nothing_is_looked_up_while_nothing_changes() -> None:
    desk = Desk()
    news = LineNews(desk.look, desk.hub)
    first = await news.latest()
    assert await news.latest() is first
    await desk.change()
    assert await news.latest() is not first
    assert desk.looks == 2


async def test_who_waits_while_changes_go_on_is_not_made_to_look_again() -> None:
    desk = Desk()
    news = LineNews(desk.look, desk.hub)
    await news.latest()
    waiting = []
    for _ in range(20):
        await desk.change()
        waiting.append(asyncio.create_task(news.latest()))
    await asyncio.gather(*waiting)
    assert desk.looks <= 3


async def test_a_wish_to_look_anew_is_granted_once_for_everybody() -> None:
    desk = Desk()
    news = LineNews(desk.look, desk.hub)
    await asyncio.gather(*(news.latest(anew=True) for _ in range(100)))
    assert desk.looks <= 2


async def test_broken_books_are_told_and_looked_at_again() -> None:
    desk = Desk(broken=True)
    news = LineNews(desk.look, desk.hub)
    for _ in range(2):
        with pytest.raises(StoreBroken):
            await news.latest()
    desk.broken = False
    assert await news.latest()
