"""A terminal on the real line of an office, with a stock aiortc for its calls."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from av import VideoFrame
from websockets.asyncio.client import ClientConnection, connect

from kiosk.domain.call_messages import (
    AnswerGuest,
    CallChanged,
    Connect,
    GuestNow,
    Knock,
    Signal,
    SignalKind,
    TellMedia,
)
from kiosk.domain.calls import ANSWERED, CallState, Wanted
from kiosk.domain.codes import code, ticket_id
from kiosk.domain.envelopes import decode, encode
from kiosk.domain.guests import GuestState, Leg
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
from tests.office.terminal_end import TerminalEnd, orange

SEED = b"knocking"
TICKET = ticket_id(SEED * 2)


class TerminalLine:
    """Draws a number for a call, knocks, and follows what the office says."""

    def __init__(
        self, url: str, now: datetime, wanted: Wanted, draw: Callable[[float], VideoFrame]
    ) -> None:
        self.states: list[CallState] = []
        self.guests: list[GuestState] = []
        self.refused: list[Refusal] = []
        self.connects: list[Connect] = []
        self.guest: GuestNow | None = None
        self.ends: dict[Leg, TerminalEnd] = {}
        self._url, self._now, self._wanted, self._draw_face = url, now, wanted, draw
        self._generations: dict[Leg, int] = {}
        self._ids = itertools.count(2)
        self._leaves = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._stay()), daemon=True)
        self._thread.start()

    @property
    def end(self) -> TerminalEnd | None:
        """The connection with the desk."""
        return self.ends.get(Leg.TALK)

    @property
    def guest_end(self) -> TerminalEnd | None:
        """The connection with the guest."""
        return self.ends.get(Leg.GUEST)

    def answers_guest(self, yes: bool) -> None:
        """Say whether the guest may take part."""
        assert self._loop is not None
        answer = AnswerGuest(next(self._ids), TICKET, yes)
        asyncio.run_coroutine_threadsafe(self._say(answer), self._loop).result(10)

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
                for end in self.ends.values():
                    await end.close()

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
        await self._say(Knock(next(self._ids), TICKET, self._wanted))

    async def _say(self, message: Any) -> None:
        await self._socket.send(encode(message))

    async def _hear(self, message: Any) -> None:
        match message:
            case Refusal():
                self.refused.append(message)
            case CallChanged(call):
                if not self.states or self.states[-1] is not call.state:
                    self.states.append(call.state)
                await self._follow_guest(call.guest)
                if call.state in ANSWERED:
                    for end in self.ends.values():
                        (end.gate.clear if call.held else end.gate.set)()
            case Connect():
                if message.leg is Leg.TALK:
                    self.connects.append(message)
                await self._connect(message)
            case Signal(generation=generation, leg=leg) if leg in self.ends:
                if generation == self._generations[leg]:
                    await self.ends[leg].take(message.kind, message.body)

    async def _follow_guest(self, guest: GuestNow | None) -> None:
        self.guest = guest
        if guest is not None and (not self.guests or self.guests[-1] is not guest.state):
            self.guests.append(guest.state)
        if Leg.GUEST in self.ends and (guest is None or guest.state is not GuestState.HERE):
            await self.ends.pop(Leg.GUEST).close()

    async def _connect(self, connect: Connect) -> None:
        leg, generation = connect.leg, connect.generation
        if leg in self.ends:
            await self.ends[leg].close()

        def signal(kind: SignalKind, body: str) -> None:
            asyncio.get_running_loop().create_task(
                self._say(Signal(TICKET, generation, kind, body, leg))
            )

        end = TerminalEnd(signal, gate_open=connect.gate_open, draw=self._draw_face)
        self.ends[leg], self._generations[leg] = end, generation
        await end.offer()

    async def _tell_media(self) -> None:
        told: dict[Leg, int] = {}
        while True:
            await asyncio.sleep(0.05)
            for leg, end in tuple(self.ends.items()):
                generation = self._generations[leg]
                if end.pictures and told.get(leg) != generation:
                    told[leg] = generation
                    ask = TellMedia(next(self._ids), TICKET, generation, True, leg)
                    await self._say(ask)


@contextmanager
def knocking_terminal(
    url: str,
    now: datetime,
    wanted: Wanted | None = None,
    draw: Callable[[float], VideoFrame] = orange,
) -> Iterator[TerminalLine]:
    """A terminal at which somebody knocks."""
    terminal = TerminalLine(url, now, wanted or Wanted(), draw)
    try:
        yield terminal
    finally:
        terminal.hangs_up()
