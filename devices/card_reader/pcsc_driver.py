"""The readers of this machine through PC/SC."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from devices.card_reader import (
    Card,
    CardPresent,
    CardReaderState,
    Gap,
    NoAnswer,
    Pulled,
    Reader,
    Reply,
    Silent,
    Taken,
)
from devices.card_reader.conversation import Conversation, Line
from devices.card_reader.monitor import Monitor
from devices.card_reader.pcsc import Connection, Service
from devices.card_reader.places import Listener, Places, Sight

CONNECT_WITHIN_S = 3.0
HANGS_AFTER_S = 5.0


class PcscCardReader:
    """Every reader that pcscd knows, or one.

    Args:
        only: part of the name of the readers that count; empty for all.
        connect_within_s: how long another program may keep the card.
    """

    def __init__(self, only: str = "", *, connect_within_s: float = CONNECT_WITHIN_S) -> None:
        self._only = only
        self._connect_within_s = connect_within_s
        self._places = Places()
        self._talks: dict[str, Conversation] = {}
        self._heard = asyncio.Event()

    @property
    def state(self) -> CardReaderState:
        return self._places.state

    @property
    def readers(self) -> tuple[Reader, ...]:
        return self._places.readers

    def changes(self) -> Listener:
        return self._places.listen()

    @asynccontextmanager
    async def use(self, card: CardPresent) -> AsyncIterator[Card]:
        count, name = self._places.count(card), card.reader.name
        if count is None:
            yield Refused(Pulled())
        elif (talk := self._talks.get(name)) is not None:
            yield Refused(Silent() if talk.left else Taken())
        else:
            async with self._conversation(name, count) as talk:
                yield talk

    @asynccontextmanager
    async def _conversation(self, name: str, count: int) -> AsyncIterator[Conversation]:
        talk = self._talks[name] = Conversation(
            lambda: _connect(name, count), lambda: self._forget(name)
        )
        try:
            await talk.begin(self._connect_within_s)
            yield talk
        finally:
            await talk.end()

    def _forget(self, name: str) -> None:
        del self._talks[name]

    async def run(self) -> None:
        self._places.open()
        monitor = Monitor(self._hear)
        monitor.start()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(monitor.crashed(), name="card readers' thread")
                tasks.create_task(self._notice_silence(), name="card readers' silence")
        finally:
            await monitor.end()
            await asyncio.gather(*(talk.end() for talk in tuple(self._talks.values())))
            self._places.close()

    def _hear(self, sights: tuple[Sight, ...] | None) -> None:
        self._heard.set()
        if sights is None:
            self._places.miss(Gap.NO_SERVICE)
        else:
            self._places.see(each for each in sights if self._only in each.reader.name)

    async def _notice_silence(self) -> None:
        """A pcscd that hangs keeps the thread; then nothing is known of the readers."""
        while True:
            self._heard.clear()
            try:
                async with asyncio.timeout(HANGS_AFTER_S):
                    await self._heard.wait()
            except TimeoutError:
                self._places.miss(Gap.NO_SERVICE)


class Refused:
    """A card that could not be had."""

    def __init__(self, reason: NoAnswer) -> None:
        self._reason = reason

    async def transmit(self, apdu: bytes, within_s: float = 0.0) -> Reply:
        return self._reason


class _Line:
    """A card, and the connection to pcscd that only it uses."""

    def __init__(self, service: Service, connection: Connection) -> None:
        self._service = service
        self._connection = connection
        self.transmit = connection.transmit

    def close(self) -> None:
        self._connection.close()
        self._service.close()


def _connect(name: str, count: int) -> Line | NoAnswer:
    service = Service.open()
    if service is None:
        return Pulled()
    connection = service.connect(name, count)
    if isinstance(connection, Connection):
        return _Line(service, connection)
    service.close()
    return connection
