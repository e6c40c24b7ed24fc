"""The terminals' socket: questions and answers, and every change pushed (docs/protocol.md)."""

from __future__ import annotations

import asyncio
import ipaddress
import re

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from kiosk.domain.call_messages import CallChanged, Connect, Signal
from kiosk.domain.envelopes import decode, encode
from kiosk.domain.messages import PROTOCOL, Hello, Refusal, Welcome
from kiosk.domain.wire import BadMessage
from kiosk.journal import Happened, Key, note
from kiosk.office.hub import Subscription
from kiosk.office.rate import Allowance
from kiosk.office.routes.terminal_answers import TerminalAnswers
from kiosk.office.service import OfficeService, service_of
from kiosk.office.store import StoreBroken

router = APIRouter()

HELLO_WITHIN_S = 5
_OUTGOING = 64
_TAKEN_WITHIN_S = 10
QUESTIONS_A_SECOND = 50
PAGES_A_SECOND = 2_000
_LOOK_AGAIN_S = 15
_FETCH_TOWN = '"fetch-town"'
_SIGNAL = '"type":"signal"'
_ID = re.compile(r'"id"\s*:\s*(\d{1,15})\b')

POLICY_VIOLATION = 1008
TRY_AGAIN_LATER = 1013


class TerminalSession:
    """One connected terminal: a reader and a pusher share one bounded way out."""

    def __init__(self, socket: WebSocket, service: OfficeService) -> None:
        self._socket = socket
        self._service = service
        self._outgoing: asyncio.Queue[str] = asyncio.Queue(_OUTGOING)
        self._allowance = Allowance(QUESTIONS_A_SECOND)
        self._pages = Allowance(PAGES_A_SECOND)
        self._overflown = asyncio.Event()

    async def run(self) -> None:
        """Serve the terminal until it goes away."""
        try:
            hello = await self._first_message()
            if hello is None:
                await self._socket.close(POLICY_VIOLATION, "say hello first")
            elif hello.protocol != PROTOCOL:
                await self._send(encode(Refusal(hello.id, "protocol", {"office": PROTOCOL})))
                await self._socket.close(POLICY_VIOLATION, "other protocol")
            else:
                await self._serve(hello)
        except WebSocketDisconnect:
            pass

    async def _serve(self, hello: Hello) -> None:
        name, terminals = Key(hello.terminal), self._service.terminals
        terminals.came(name, hello.software, self._service.clock())
        board, tell = self._service.calls.board, self._tell
        try:
            with self._service.hub.listening() as subscription:
                await self._welcome(hello)
                board.terminal_came(name, tell)
                answers = TerminalAnswers(self._service, name)
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._send_all(), name="outgoing")
                    tasks.create_task(self._push(subscription), name="push")
                    tasks.create_task(self._read(answers), name="questions")
                    tasks.create_task(self._overflow(), name="overflow")
        except* WebSocketDisconnect:
            pass
        except* StoreBroken:
            # To a terminal this is the same as no office: it helps itself and comes back.
            note(Happened.REFUSED, code=Key("books-broken"), terminal=name)
            await self._socket.close(TRY_AGAIN_LATER, "the books cannot be read")
        finally:
            board.terminal_went(name, tell, self._service.clock())
            terminals.went(name, self._service.clock())

    async def _first_message(self) -> Hello | None:
        try:
            async with asyncio.timeout(HELLO_WITHIN_S):
                message = decode(await self._receive())
            if isinstance(message, Hello) and Key(message.terminal):
                return message
        except (TimeoutError, ValueError):  # a BadMessage and a name that is no Key, too
            pass
        return None

    async def _welcome(self, hello: Hello) -> None:
        premises, now = self._service.premises, self._service.clock()
        welcome = Welcome(hello.id, PROTOCOL, premises.town_version, now, premises.pages_url)
        await self._send(encode(welcome))
        await self._send(await self._service.line_news.latest())

    async def _push(self, news: Subscription) -> None:
        told = ""
        while True:
            try:
                async with asyncio.timeout(_LOOK_AGAIN_S):
                    while (await news.changed()).only_terminals:
                        pass
                line = await self._service.line_news.latest()
            except TimeoutError:
                line = await self._service.line_news.latest(anew=True)
            if line is not told:
                # Not before everything else is out: a slow reader gets the newest line only.
                await self._outgoing.join()
                self._queue(line)
                told = line

    # ------------------------------------------------------------------ questions
    async def _read(self, answers: TerminalAnswers) -> None:
        while True:
            try:
                text = await self._receive()
                # The pages of the town come one after the other and cost little.
                allowance = self._pages if _FETCH_TOWN in text else self._allowance
                if allowance.take(self._service.clock()):
                    answer = await answers.to(decode(text))
                elif _SIGNAL in text:
                    answer = None  # nobody waits for an answer
                else:
                    # Not even read as JSON: a flood must cost its sender more than us.
                    answer = Refusal(_id_in(text), "too-many-tries", {"retry_after_s": 1})
            except BadMessage as wrong:
                answer = Refusal(0, "bad-message", {"why": str(wrong)[:200]})
            if answer is not None:
                self._queue(encode(answer))
            # What has come in at once is read at once: the answers must get out in between.
            await asyncio.sleep(0)

    # ------------------------------------------------------------------ calls
    def _tell(self, push: CallChanged | Connect | Signal) -> None:
        """Push something about a call, in order with everything else; never raises, never waits."""
        try:
            self._outgoing.put_nowait(encode(push))
        except asyncio.QueueFull:
            self._overflown.set()

    async def _overflow(self) -> None:
        await self._overflown.wait()
        raise WebSocketDisconnect(TRY_AGAIN_LATER)

    # ------------------------------------------------------------------ the line itself
    async def _receive(self) -> str:
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"])
        text: str | None = message.get("text")
        if text is None:
            raise BadMessage("a message is a text")
        return text

    def _queue(self, text: str) -> None:
        try:
            self._outgoing.put_nowait(text)
        except asyncio.QueueFull:
            # It asks and does not read: it will ask again when it is back.
            raise WebSocketDisconnect(TRY_AGAIN_LATER) from None

    async def _send_all(self) -> None:
        while True:
            await self._send(await self._outgoing.get())
            self._outgoing.task_done()

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(_TAKEN_WITHIN_S):
                await self._socket.send_text(text)
        except (TimeoutError, RuntimeError):  # does not read, or is being closed already
            raise WebSocketDisconnect(TRY_AGAIN_LATER) from None


def _id_in(text: str) -> int:
    """Return the id of a question without reading it, 0 when there is none."""
    found = _ID.search(text)
    return int(found[1]) if found else 0


def _from_this_machine(socket: WebSocket) -> bool:
    host = socket.client.host if socket.client else ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@router.websocket("/terminal")
async def terminal(socket: WebSocket) -> None:
    """Serve one terminal. A browser has no business here, so an Origin is refused."""
    trusted = service_of(socket).trust_loopback and _from_this_machine(socket)
    if "origin" in socket.headers or not trusted:
        # Until terminals are enrolled with a key, the office listens to its own machine only.
        await socket.close(POLICY_VIOLATION)
        return
    await socket.accept()
    await TerminalSession(socket, service_of(socket)).run()
