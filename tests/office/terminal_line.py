"""A terminal on the real line of an office, with a stock aiortc for its calls."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from kiosk.domain.call_messages import CallChanged, Connect, Knock, Signal, SignalKind, TellMedia
from kiosk.domain.calls import ANSWERED, CallState, Wanted
from kiosk.domain.codes import code, ticket_id
from kiosk.domain.envelopes import decode, encode
from kiosk.domain.messages import (
    PROTOCOL,
    Hello,
    IssueTicket,
    LeaseNumbers,
    NumbersLeased,
    Refusal,
)
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.tickets import Kind, Wish
from tests.office.terminal_end import TerminalEnd

SEED = b"knocking"
TICKET = ticket_id(SEED * 2)


class TerminalLine:
    """Draws a number for a call, knocks, and follows what the office says."""

    def __init__(self, url: str, now: datetime) -> None:
        self.states: list[CallState] = []
        self.refused: list[Refusal] = []
        self.connects: list[Connect] = []
        self.end: TerminalEnd | None = None
        self._url, self._now = url, now
        self._ids = itertools.count(2)
        self._leaves = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._stay()), daemon=True)
        self._thread.start()

    def hangs_up(self) -> None:
        """Go away without a word."""
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._leaves.set)
        self._thread.join(10)

    async def _stay(self) -> None:
        self._loop = asyncio.get_running_loop()
        living = asyncio.create_task(self._live())
        leaving = asyncio.create_task(self._leaves.wait())
        await asyncio.wait({living, leaving}, return_when=asyncio.FIRST_COMPLETED)
        for task in (living, leaving):
            task.cancel()
        await asyncio.gather(living, leaving, return_exceptions=True)

    async def _live(self) -> None:
        async with connect(self._url, proxy=None) as self._socket:
            await self._say(Hello(1, "lobby-1", PROTOCOL, "test"))
            await self._draw(self._socket)
            telling = asyncio.create_task(self._tell_media())
            try:
                async for text in self._socket:
                    await self._hear(decode(text))
            finally:
                telling.cancel()
                if self.end is not None:
                    await self.end.close()

    async def _draw(self, socket: ClientConnection) -> None:
        day = self._now.date()
        await self._say(LeaseNumbers(next(self._ids), day, "A", 1, 0))
        while not isinstance(leased := decode(await socket.recv()), NumbersLeased):
            pass
        await self._say(
            IssueTicket(
                id=next(self._ids), ticket_id=TICKET, code=code(SEED),
                number=TicketNumber("A", leased.running[0]), day=day, department="citizens",
                wishes=(Wish("passport"),), language="uk", drawn_at=self._now, kind=Kind.VIDEO,
            )
        )  # fmt: skip
        await self._say(Knock(next(self._ids), TICKET, Wanted()))

    async def _say(self, message: Any) -> None:
        await self._socket.send(encode(message))

    async def _hear(self, message: Any) -> None:
        match message:
            case Refusal():
                self.refused.append(message)
            case CallChanged(call):
                if not self.states or self.states[-1] is not call.state:
                    self.states.append(call.state)
                if self.end is not None and call.state in ANSWERED and not call.held:
                    self.end.gate.set()
            case Connect():
                self.connects.append(message)
                await self._connect(message)
            case Signal(generation=generation) if self.end is not None:
                if generation == self.connects[-1].generation:
                    await self.end.take(message.kind, message.body)

    async def _connect(self, connect: Connect) -> None:
        if self.end is not None:
            await self.end.close()

        def signal(kind: SignalKind, body: str) -> None:
            asyncio.get_running_loop().create_task(
                self._say(Signal(TICKET, connect.generation, kind, body))
            )

        self.end = TerminalEnd(signal, gate_open=connect.gate_open)
        await self.end.offer()

    async def _tell_media(self) -> None:
        told = 0
        while True:
            await asyncio.sleep(0.05)
            if self.end is None or not self.connects or not self.end.pictures:
                continue
            generation = self.connects[-1].generation
            if generation != told:
                told = generation
                await self._say(TellMedia(next(self._ids), TICKET, generation, True))


@contextmanager
def knocking_terminal(url: str, now: datetime) -> Iterator[TerminalLine]:
    """A terminal at which somebody knocks."""
    terminal = TerminalLine(url, now)
    try:
        yield terminal
    finally:
        terminal.hangs_up()
