"""The line of a desk's page for video calls: knocks, talks and signals (docs/protocol.md)."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, WebSocket

from kiosk.domain.call_messages import Signal
from kiosk.domain.desk_messages import FROM_DESK, TO_DESK, Beat, DeskPush, KnocksNow, ToDesk
from kiosk.domain.desks import Seat
from kiosk.domain.wire import BadMessage
from kiosk.office.connections import End
from kiosk.office.routes.call_line_answers import CallLineAnswers
from kiosk.office.routes.page_line import (
    OTHER_PAGE,
    SIGNED_OUT,
    TRY_AGAIN_LATER,
    Ended,
    PageLine,
)
from kiosk.office.routes.staff import token_of
from kiosk.office.service import OfficeService, service_of
from kiosk.office.store import StoreBroken

router = APIRouter(include_in_schema=False)

_LOOK_AGAIN_S = 5.0
_CONFLATE_S = 0.05


class CallLine:
    """One page on the line. It is the desk's only one: a newer page takes over."""

    def __init__(self, socket: WebSocket, service: OfficeService, token: str, seat: Seat) -> None:
        self._service, self._token = service, token
        self.seat = seat
        self._line = PageLine(socket, TO_DESK.encode(Beat()))
        self._news = asyncio.Event()

    # ------------------------------------------------------------------ the switchboard speaks
    def say(self, push: DeskPush) -> None:
        """Send something, in order; a page that does not read is dropped."""
        self._queue(push)

    def wake(self) -> None:
        """Look at the knocks again."""
        self._news.set()

    def give_way(self) -> None:
        """Another page of the same person is there now."""
        self._line.end(OTHER_PAGE)

    def _queue(self, message: ToDesk) -> None:
        self._line.send(TO_DESK.encode(message))

    # ------------------------------------------------------------------ the course
    async def run(self) -> None:
        """Serve the page until it is gone, or has to go."""
        board, desk = self._service.calls.board, self.seat.desk
        board.desk_came(desk, self, self._service.clock())
        code = None
        try:
            code = await self._line.run(knocks=self._show(), questions=self._read())
        finally:
            board.desk_went(desk, self, self._service.clock())
        await self._line.close(code)

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
        answers = CallLineAnswers(self._service)
        async for text in self._line.heard(self._service.clock):
            try:
                message = FROM_DESK.decode(text)
            except BadMessage as wrong:
                self._queue(answers.bad_message(wrong))
                continue
            if isinstance(message, Signal):
                self._service.calls.board.signal(End.DESK, self.seat.desk, message)
            elif not isinstance(message, Beat):
                self._queue(await answers.to(message, self.seat))


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
    await CallLine(socket, service, token, seat).run()


async def _seat(service: OfficeService, token: str | None) -> Seat | None:
    """Return where this person takes video calls; None when nowhere."""
    now = service.clock()
    known = await service.ask(service.accounts.who, token, now, active=False)
    if known is None:
        return None
    found = await service.ask(service.calls.knocks.now, known[0].account_id, (), now)
    return found[0] if found is not None and found[0].takes_video else None
