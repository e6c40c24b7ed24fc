"""The other office processes on the same books: they hear of our changes, we of theirs.

What is told are pointers: which departments and tickets have changed. The facts are read from
the books. Only calls for help travel whole, because they live in memory.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace

from kiosk.domain.wire import BadMessage, build, plain
from kiosk.office.alarms import Alarm, Alarms
from kiosk.office.hub import Hub, Subscription
from kiosk.office.premises import Changed, Premises
from kiosk.office.store import StoreBroken

# 26 characters each, quotes and comma: some 5,000 bytes; the other fields need few.
_TICKETS_AT_ONCE = 170
_TELL_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class News:
    """What one process tells the others. `origin` lets it leave out its own news."""

    origin: str
    changed: Changed
    rung: tuple[Alarm, ...] = ()
    answered: tuple[Alarm, ...] = ()


def as_texts(news: News) -> Iterable[str]:
    """Return the news as JSON texts, none longer than PostgreSQL takes."""
    tickets = sorted(news.changed.tickets)
    for start in range(0, max(1, len(tickets)), _TICKETS_AT_ONCE):
        piece = frozenset(tickets[start : start + _TICKETS_AT_ONCE])
        changed = replace(news.changed, tickets=piece)
        told = News(news.origin, changed, news.rung, news.answered)
        yield json.dumps(plain(told), separators=(",", ":"))


class Neighbours:
    """Tells what happens here and announces what happens elsewhere; nothing on SQLite."""

    def __init__(
        self,
        premises: Premises,
        hub: Hub,
        alarms: Alarms,
        ask: Callable[[Callable[[str], None], str], Awaitable[None]],
    ) -> None:
        self._at = premises
        self._hub = hub
        self._alarms = alarms
        self._ask = ask
        self._origin = secrets.token_hex(4)
        self._rung: list[Alarm] = []
        self._answered: list[Alarm] = []

    def rings(self, alarm: Alarm) -> None:
        """Somebody here needs help."""
        self._rung.append(alarm)

    def stops(self, alarm: Alarm) -> None:
        """Somebody here goes there."""
        self._answered.append(alarm)

    async def run(self) -> None:
        """Tell and hear, for ever; returns at once when there can be no neighbours."""
        if self._at.store.is_sqlite:
            return
        with self._hub.listening(own_only=True) as own:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._tell_for_ever(own), name="tell neighbours")
                tasks.create_task(self._hear_for_ever(), name="hear neighbours")

    # ------------------------------------------------------------------ telling
    async def _tell_for_ever(self, own: Subscription) -> None:
        while True:
            # Of our terminals they know nothing, see `terminals.py`.
            changed = replace(await own.changed(), terminals=False)
            rung, self._rung = tuple(self._rung), []
            answered, self._answered = tuple(self._answered), []
            if changed == Changed() and not rung and not answered:
                continue
            try:
                for text in as_texts(News(self._origin, changed, rung, answered)):
                    await self._ask(self._at.store.tell, text)
            except StoreBroken:
                # They have lost the line, too, and look anew when it is back.
                self._rung, self._answered = [*rung, *self._rung], [*answered, *self._answered]
            await asyncio.sleep(_TELL_EVERY_S)

    # ------------------------------------------------------------------ hearing
    async def _hear_for_ever(self) -> None:
        async for text in self._at.store.announcements():
            if text is None:
                self._hub.announce(self._everything(), own=False)
            else:
                self._hear(text)

    def _everything(self) -> Changed:
        keys = frozenset(department.key for department in self._at.town.departments)
        return Changed(keys, desks=True, alarms=True)

    def _hear(self, text: str) -> None:
        try:
            news: News = build(News, json.loads(text))
        except (BadMessage, ValueError):
            return  # of another version
        if news.origin == self._origin:
            return
        for alarm in news.rung:
            self._alarms.ring(alarm.source, alarm.place, alarm.since)
        for alarm in news.answered:
            self._alarms.answered_at(alarm.source, alarm.place)
        self._hub.announce(news.changed, own=False)
