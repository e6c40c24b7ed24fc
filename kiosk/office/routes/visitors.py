"""Pages that listen and peers that guess: both are counted, so that a flood hurts its sender."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

from starlette.requests import HTTPConnection

from kiosk.office.patience import Patience
from kiosk.office.routes.refusals import NoRoom

MOST_LISTENERS = 5_000
# Behind one router of a waiting room there may be many phones; never all of them.
MOST_OF_ONE_PEER = 3_000
_FREE_GUESSES = 20
_MOST_AT_THE_DOOR = 50


class Visitors:
    """Who listens now, and who asks for tickets that do not exist."""

    def __init__(self) -> None:
        self._listening: Counter[str] = Counter()
        self._door = asyncio.Semaphore(1)
        self._at_the_door = 0
        self.guesses = Patience(
            _FREE_GUESSES,
            first_wait=timedelta(seconds=10),
            longest_wait=timedelta(minutes=2),
            forgive_after=timedelta(minutes=2),
        )

    def check_room(self, peer: str) -> None:
        """Raise `NoRoom` when no more pages may listen."""
        if self._listening.total() >= MOST_LISTENERS or self._listening[peer] >= MOST_OF_ONE_PEER:
            raise NoRoom

    @contextmanager
    def listening(self, peer: str) -> Iterator[None]:
        """Count a listening page as long as the block runs."""
        self._listening[peer] += 1
        try:
            yield
        finally:
            self._listening[peer] -= 1
            if not self._listening[peer]:
                del self._listening[peer]

    @asynccontextmanager
    async def at_the_door(self) -> AsyncIterator[None]:
        """Let one after the other have a password checked; raises `NoRoom` for a crowd."""
        if self._at_the_door >= _MOST_AT_THE_DOOR:
            raise NoRoom
        self._at_the_door += 1
        try:
            async with self._door:
                yield
        finally:
            self._at_the_door -= 1


def visitors_of(connection: HTTPConnection) -> Visitors:
    """Return the counters of this office."""
    visitors: Visitors = connection.app.state.visitors
    return visitors


def peer_of(connection: HTTPConnection) -> str:
    """Return the network address a request comes from."""
    return connection.client.host if connection.client else "unknown"
