"""The terminals' socket: questions and answers, and every change pushed (docs/protocol.md)."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from kiosk.domain.errors import Refused
from kiosk.domain.messages import (
    PROTOCOL,
    AskForHelp,
    CancelTicket,
    FetchTown,
    FindTicket,
    Hello,
    HelpCalled,
    IssueTicket,
    LeaseNumbers,
    Message,
    NumbersLeased,
    ReactivateTicket,
    Refusal,
    TicketFound,
    TicketIssued,
    TownPage,
    Welcome,
    decode,
    encode,
)
from kiosk.domain.wire import BadMessage
from kiosk.journal import Happened, Key, note
from kiosk.office.alarms import From
from kiosk.office.rate import Allowance
from kiosk.office.service import OfficeService, service_of

router = APIRouter()

_HELLO_WITHIN_S = 5
_OUTGOING = 64
_QUESTIONS_A_SECOND = 50
# 4 bytes a character in the worst case, and still under the limit of one message.
_TOWN_PAGE_CHARACTERS = 15_000
_MOST_LEASED = 50

POLICY_VIOLATION = 1008
TOO_SLOW = 1013


class TerminalSession:
    """One connected terminal: a reader and a pusher share one bounded way out."""

    def __init__(self, socket: WebSocket, service: OfficeService) -> None:
        self._socket = socket
        self._service = service
        self._outgoing: asyncio.Queue[Message] = asyncio.Queue(_OUTGOING)
        self._allowance = Allowance(_QUESTIONS_A_SECOND)
        self.name = Key("nobody")

    async def run(self) -> None:
        """Serve the terminal until it goes away."""
        hello = await self._first_message()
        if hello is None:
            await self._socket.close(POLICY_VIOLATION, "say hello first")
            return
        if hello.protocol != PROTOCOL:
            await self._send(Refusal(hello.id, "protocol", {"office": PROTOCOL}))
            await self._socket.close(POLICY_VIOLATION, "other protocol")
            return
        self.name = Key(hello.terminal)
        note(Happened.TERMINAL_CONNECTED, terminal=self.name)
        try:
            with self._service.hub.listening() as subscription:
                await self._welcome(hello)
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._send_all(), name="outgoing")
                    tasks.create_task(self._push(subscription.changed), name="push")
                    tasks.create_task(self._read(), name="questions")
        except* WebSocketDisconnect:
            pass
        finally:
            note(Happened.TERMINAL_LOST, terminal=self.name)

    async def _first_message(self) -> Hello | None:
        try:
            async with asyncio.timeout(_HELLO_WITHIN_S):
                message = decode(await self._socket.receive_text())
            Key(message.terminal if isinstance(message, Hello) else "")
        except (TimeoutError, ValueError, WebSocketDisconnect, KeyError):
            return None
        return message if isinstance(message, Hello) else None

    async def _welcome(self, hello: Hello) -> None:
        premises = self._service.premises
        now = self._service.clock()
        await self._send(
            Welcome(hello.id, PROTOCOL, premises.town_version, now, premises.pages_url)
        )
        await self._send(await self._service.ask(self._service.counter.departments_now, now))

    async def _push(self, changed: Callable[[], Awaitable[object]]) -> None:
        while True:
            await changed()
            now = self._service.clock()
            line = await self._service.ask(self._service.counter.departments_now, now)
            self._queue(line)

    async def _read(self) -> None:
        while True:
            text = await self._socket.receive_text()
            if not self._allowance.take(self._service.clock()):
                self._queue(Refusal(0, "too-many-tries", {}))
                continue
            try:
                self._queue(await self._answer(decode(text)))
            except BadMessage as wrong:
                self._queue(Refusal(0, "bad-message", {"why": str(wrong)[:200]}))

    async def _answer(self, message: Message) -> Message:
        number = getattr(message, "id", 0)
        try:
            return await self._carry_out(message)
        except Refused as refused:
            note(Happened.REFUSED, code=Key(refused.code), terminal=self.name)
            return Refusal(number, refused.code, refused.facts())

    async def _carry_out(self, message: Message) -> Message:
        ask, counter, now = self._service.ask, self._service.counter, self._service.clock()
        match message:
            case IssueTicket():
                status = await ask(counter.issue_ticket, message, self.name, now)
                happened = (
                    Happened.TICKET_DELIVERED if message.delivered_late else Happened.TICKET_ISSUED
                )
                note(happened, number=status.number)
                return TicketIssued(message.id, status)
            case LeaseNumbers():
                return await self._lease(message)
            case FindTicket():
                return TicketFound(message.id, await ask(counter.find, message.code, now))
            case ReactivateTicket():
                status = await ask(counter.reactivate, message.ticket_id, now)
                return TicketFound(message.id, status)
            case CancelTicket():
                return TicketFound(message.id, await ask(counter.cancel, message.ticket_id, now))
            case AskForHelp():
                self._service.ring(From.TERMINAL, self.name)
                return HelpCalled(message.id, await ask(self._service.desks.staffed))
            case FetchTown():
                return self._town_page(message)
        raise BadMessage("an office is not asked this")

    async def _lease(self, message: LeaseNumbers) -> NumbersLeased:
        running, reserve = await self._service.ask(
            self._service.counter.lease_numbers,
            self.name,
            message.day,
            message.prefix,
            running=max(0, min(message.running, _MOST_LEASED)),
            reserve=max(0, min(message.reserve, _MOST_LEASED)),
        )
        return NumbersLeased(message.id, message.day, message.prefix, running, reserve)

    def _town_page(self, message: FetchTown) -> TownPage:
        text = self._service.premises.town_text
        start = max(0, message.offset)
        piece = text[start : start + _TOWN_PAGE_CHARACTERS]
        more = start + len(piece) < len(text)
        return TownPage(message.id, self._service.premises.town_version, start, piece, more)

    def _queue(self, message: Message) -> None:
        try:
            self._outgoing.put_nowait(message)
        except asyncio.QueueFull:
            # It does not read: it will ask again when it is back.
            raise WebSocketDisconnect(TOO_SLOW) from None

    async def _send_all(self) -> None:
        while True:
            await self._send(await self._outgoing.get())

    async def _send(self, message: Message) -> None:
        await self._socket.send_text(encode(message))


def _from_this_machine(socket: WebSocket) -> bool:
    host = socket.client.host if socket.client else ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@router.websocket("/terminal")
async def terminal(socket: WebSocket) -> None:
    """Serve one terminal. A browser has no business here, so an Origin is refused."""
    if "origin" in socket.headers or not _from_this_machine(socket):
        # Until terminals are enrolled with a key, the office listens to its own machine only.
        await socket.close(POLICY_VIOLATION)
        return
    await socket.accept()
    await TerminalSession(socket, service_of(socket)).run()
