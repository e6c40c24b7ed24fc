"""What stands in for the office's end of `/desk/calls`, with one terminal behind every knock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect

from kiosk.domain.call_messages import Signal, SignalKind
from kiosk.domain.calls import CallState, Wanted
from kiosk.domain.desk_messages import (
    FROM_DESK,
    TO_DESK,
    AcceptKnock,
    AskToWait,
    Beat,
    CloseCard,
    DeclineKnock,
    DeskConnect,
    DeskTold,
    EndCall,
    HoldCall,
    KnockCard,
    KnocksNow,
    OpenCard,
    TellDeskMedia,
    ToDesk,
    TransferKnock,
)
from kiosk.domain.messages import Refusal
from tests.office.terminal_end import TerminalEnd, orange
from tests.support.office import Office


class Door:
    """Plays the office: cards, connections, answers; remembers what the desk has said."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.heard: list[Any] = []
        self.beats = 0
        self.cards: dict[str, KnockCard] = {}
        self.ends: dict[str, TerminalEnd] = {}
        self.refuses: dict[type, str] = {}
        self.codec = "H264"
        self.draw = orange
        self.loop: asyncio.AbstractEventLoop | None = None
        self._socket: WebSocket | None = None
        self._signals: asyncio.Task[None] | None = None

    # ------------------------------------------------------------------ for the test's thread
    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        assert self.loop is not None
        future: Future[Any] = asyncio.run_coroutine_threadsafe(work, self.loop)
        return future.result(10)

    def knocks(self, ticket: str = "T1", number: str = "V012", **facts: Any) -> KnockCard:
        """Let somebody knock, or change what is on a card."""
        premises, now = self.office.service.premises, self.office.clock()
        department = premises.department(facts.get("department", "citizens"))
        service = facts.get("service", "passport")
        known = premises.town.catalogue.services
        card = KnockCard(
            ticket_id=ticket, number=number, state=CallState.KNOCKING,
            department=department.key, department_name=department.name,
            service=service, service_name=known[service].name if service else department.name,
            terminal=facts.get("terminal", "lobby-1"), language=facts.get("language", "de"),
            wanted=facts.get("wanted", Wanted()),
            knocked_at=now - facts.get("waited", timedelta(minutes=4)),
            may_accept=facts.get("may_accept", True), note=facts.get("note", ""),
        )  # fmt: skip
        others = {key: each for key, each in self.cards.items() if key != ticket}
        first = {ticket: card}
        self.cards = first | others if facts.get("first") else others | first
        self.run(self.tell_cards())
        return card

    def until(self, is_true: Callable[[], object], what: str, patience_s: float = 10) -> None:
        """Wait until something is true; the test's thread has nothing else to do."""
        deadline = time.monotonic() + patience_s
        while not is_true():
            assert time.monotonic() < deadline, f"not seen: {what}"
            time.sleep(0.02)

    def on_the_line(self, patience_s: float = 10) -> None:
        """Wait for the desk."""
        self.until(lambda: self.beats, "the desk", patience_s)

    def leaves(self, ticket: str) -> None:
        """Let somebody go, or be taken by another desk."""
        del self.cards[ticket]
        self.run(self.tell_cards())

    def told(self, kind: type) -> list[Any]:
        return [each for each in self.heard if isinstance(each, kind)]

    def hangs_up(self, code: int = 1012) -> None:
        """Cut the line to the desk."""
        assert self._socket is not None
        self.run(self._socket.close(code))

    # ------------------------------------------------------------------ the line
    async def serve(self, socket: WebSocket) -> None:
        await socket.accept()
        self.loop, self._socket = asyncio.get_running_loop(), socket
        await self.tell_cards()
        beating = asyncio.create_task(self._beat())
        try:
            while True:
                await self._hear(await socket.receive_text())
        except WebSocketDisconnect:
            if self._socket is socket:
                self._socket = None
        finally:
            beating.cancel()

    async def _beat(self) -> None:
        while True:
            await self.tell(Beat())
            await asyncio.sleep(0.5)

    async def tell(self, message: ToDesk) -> None:
        if self._socket is not None:
            await self._socket.send_text(TO_DESK.encode(message))

    async def tell_cards(self) -> None:
        await self.tell(KnocksNow(self.office.clock(), tuple(self.cards.values())))

    async def _hear(self, text: str) -> None:
        message = FROM_DESK.decode(text)
        if isinstance(message, Beat):
            self.beats += 1
            return
        self.heard.append(message)
        if isinstance(message, Signal):
            end = self.ends.get(message.ticket_id)
            if end is not None and self._generation(message.ticket_id) == message.generation:
                await end.take(message.kind, message.body)
            return
        code = self.refuses.get(type(message))
        if code is None and message.ticket_id not in self.cards:
            code = "not-possible"
        if code is not None:
            await self.tell(Refusal(message.id, code, {}))
            return
        await self.tell(DeskTold(message.id))
        await self._do(message)
        await self.tell_cards()

    async def _do(self, message: Any) -> None:
        ticket = message.ticket_id
        match message:
            case OpenCard():
                self._change(ticket, warm=True)
                await self._connect(ticket)
            case CloseCard():
                self._change(ticket, warm=False)
                await self.ends.pop(ticket).close()
            case AcceptKnock():
                self._change(ticket, mine=True, state=CallState.CONNECTING)
                if ticket in self.ends:
                    self.ends[ticket].gate.set()
                else:
                    await self._connect(ticket)
            case AskToWait():
                self._change(ticket, asked_to_wait=True)
            case HoldCall(on=on):
                self._change(ticket, held=on)
            case TellDeskMedia(up=True):
                self._change(ticket, state=CallState.TALKING)
            case TellDeskMedia():
                self._change(ticket, state=CallState.CONNECTING)
                await self._connect(ticket)
            case DeclineKnock() | TransferKnock() | EndCall():
                del self.cards[ticket]

    def _change(self, ticket: str, **facts: Any) -> None:
        self.cards[ticket] = replace(self.cards[ticket], **facts)

    def _generation(self, ticket: str) -> int:
        return self.cards[ticket].generation if ticket in self.cards else 0

    async def _connect(self, ticket: str) -> None:
        generation = self._generation(ticket) + 1
        self._change(ticket, generation=generation)
        await self.tell(DeskConnect(ticket, generation))
        loop = asyncio.get_running_loop()

        def signal(kind: SignalKind, body: str) -> None:
            loop.create_task(self.tell(Signal(ticket, generation, kind, body)))

        opened = self.cards[ticket].mine
        old = self.ends.get(ticket)
        end = TerminalEnd(signal, codec=self.codec, gate_open=opened, draw=self.draw)
        self.ends[ticket] = end
        if old is not None:
            await old.close()
        await end.offer()
