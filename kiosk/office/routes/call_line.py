"""The line of a desk's page for video calls: knocks, talks and signals (docs/protocol.md)."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from kiosk.domain.call_messages import Signal
from kiosk.domain.desk_messages import FROM_DESK, TO_DESK, Beat, DeskPush, KnocksNow, ToDesk
from kiosk.domain.desks import Seat
from kiosk.domain.wire import BadMessage
from kiosk.office.connections import End
from kiosk.office.rate import Allowance
from kiosk.office.routes.call_line_answers import CallLineAnswers
from kiosk.office.routes.staff import token_of
from kiosk.office.service import OfficeService, service_of
from kiosk.office.store import StoreBroken

router = APIRouter(include_in_schema=False)

BEAT_EVERY_S = 1.5
SILENT_AFTER_S = 3.5
MESSAGES_A_SECOND = 50
MOST_SAVED_UP = 200  # a browser tells of all its addresses at once
_OUTGOING = 256
_TAKEN_WITHIN_S = 4
_LOOK_AGAIN_S = 5.0
_CONFLATE_S = 0.05

TRY_AGAIN_LATER = 1013
OTHER_PAGE = 4001
SIGNED_OUT = 4002
SILENT = 4003


class Ended(Exception):
    """The line ends, with a close code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class CallLine:
    """One page on the line. It is the desk's only one: a newer page takes over."""

    def __init__(self, socket: WebSocket, service: OfficeService, token: str, seat: Seat) -> None:
        self._socket, self._service, self._token = socket, service, token
        self.seat = seat
        self._outgoing: asyncio.Queue[str] = asyncio.Queue(_OUTGOING)
        self._news = asyncio.Event()
        self._ends: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._heard_at = 0.0
        self._allowance = Allowance(MESSAGES_A_SECOND, MOST_SAVED_UP)

    # ------------------------------------------------------------------ the switchboard speaks
    def say(self, push: DeskPush) -> None:
        """Send something, in order; a page that does not read is dropped."""
        self._queue(push)

    def wake(self) -> None:
        """Look at the knocks again."""
        self._news.set()

    def give_way(self) -> None:
        """Another page of the same person is there now."""
        self._end(OTHER_PAGE)

    def _queue(self, message: ToDesk) -> None:
        try:
            self._outgoing.put_nowait(TO_DESK.encode(message))
        except asyncio.QueueFull:
            self._end(TRY_AGAIN_LATER)

    def _end(self, code: int) -> None:
        if not self._ends.done():
            self._ends.set_result(code)

    # ------------------------------------------------------------------ the course
    async def run(self) -> int | None:
        """Serve the page; return the code to close with, None when it is gone."""
        board, desk = self._service.calls.board, self.seat.desk
        self._heard_at = asyncio.get_running_loop().time()
        code: int | None = None
        board.desk_came(desk, self, self._service.clock())
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._send_all(), name="outgoing")
                tasks.create_task(self._show(), name="knocks")
                tasks.create_task(self._read(), name="questions")
                tasks.create_task(self._beat(), name="beat")
                tasks.create_task(self._wait_for_end(), name="end")
        except* Ended as ended:
            code = next(each.code for each in ended.exceptions if isinstance(each, Ended))
        except* WebSocketDisconnect:
            pass
        finally:
            board.desk_went(desk, self, self._service.clock())
        return code

    async def _wait_for_end(self) -> None:
        raise Ended(await self._ends)

    async def _beat(self) -> None:
        """A frozen page still answers pings of the protocol; only its own beat shows life."""
        loop = asyncio.get_running_loop()
        while True:
            self._queue(Beat())
            await asyncio.sleep(BEAT_EVERY_S)
            if loop.time() - self._heard_at >= SILENT_AFTER_S:
                raise Ended(SILENT)

    async def _show(self) -> None:
        shown: KnocksNow | None = None
        loop, checked_at = asyncio.get_running_loop(), 0.0
        while True:
            self._news.clear()
            try:
                if loop.time() - checked_at >= _LOOK_AGAIN_S:
                    await self._check_session()
                    checked_at = loop.time()
                knocks = await self._look()
                if shown is None or knocks.cards != shown.cards:
                    self._queue(knocks)
                    shown = knocks
            except StoreBroken:
                pass  # two people who talk go on talking
            try:
                async with asyncio.timeout(_LOOK_AGAIN_S):
                    await self._news.wait()
                    await asyncio.sleep(_CONFLATE_S)
            except TimeoutError:
                pass

    async def _look(self) -> KnocksNow:
        service, calls = self._service, self._service.calls
        found = await service.ask(
            calls.knocks.now, self.seat.account, calls.board.all(), service.clock()
        )
        if found is None or found[0].desk != self.seat.desk:
            raise Ended(SIGNED_OUT)
        self.seat, knocks = found
        return knocks

    async def _check_session(self) -> None:
        service, calls = self._service, self._service.calls.board.all()
        # Whoever talks is at work, also without touching anything.
        talks = any(it.call.answered and it.call.desk == self.seat.desk for it in calls)
        who, now = service.accounts.who, service.clock()
        if await service.ask(who, self._token, now, active=talks) is None:
            raise Ended(SIGNED_OUT)

    # ------------------------------------------------------------------ the page speaks
    async def _read(self) -> None:
        answers, loop = CallLineAnswers(self._service), asyncio.get_running_loop()
        while True:
            text = await self._receive()
            self._heard_at = loop.time()
            if not self._allowance.take(self._service.clock()):
                continue  # a flood must cost its sender more than us
            try:
                message = FROM_DESK.decode(text)
            except BadMessage as wrong:
                self._queue(answers.bad_message(wrong))
                continue
            if isinstance(message, Signal):
                self._service.calls.board.signal(End.DESK, self.seat.desk, message)
            elif not isinstance(message, Beat):
                self._queue(await answers.to(message, self.seat))
            # What has come in at once is read at once: the answers must get out in between.
            await asyncio.sleep(0)

    async def _receive(self) -> str:
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"])
        return message.get("text") or ""

    async def _send_all(self) -> None:
        while True:
            text = await self._outgoing.get()
            try:
                async with asyncio.timeout(_TAKEN_WITHIN_S):
                    await self._socket.send_text(text)
            except (TimeoutError, RuntimeError):  # does not read, or is being closed already
                raise WebSocketDisconnect(TRY_AGAIN_LATER) from None


@router.websocket("/calls")
async def call_line(socket: WebSocket) -> None:
    """Serve the page of somebody who sits at a video desk; others are told to sign in."""
    service, token = service_of(socket), token_of(socket)
    await socket.accept()
    try:
        seat = await _seat(service, token)
    except StoreBroken:
        await socket.close(TRY_AGAIN_LATER)
        return
    if token is None or seat is None:
        await socket.close(SIGNED_OUT)
        return
    code = await CallLine(socket, service, token, seat).run()
    if code is not None:
        try:
            await socket.close(code)
        except RuntimeError:  # it was faster
            pass


async def _seat(service: OfficeService, token: str | None) -> Seat | None:
    """Return where this person takes video calls; None when nowhere."""
    now = service.clock()
    known = await service.ask(service.accounts.who, token, now, active=False)
    if known is None:
        return None
    found = await service.ask(service.calls.knocks.now, known[0].account_id, (), now)
    return found[0] if found is not None and found[0].takes_video else None
