"""The line to a browser's page: what goes out in order, what comes in in good measure, a beat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import datetime
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect

from kiosk.office.rate import Allowance

BEAT_EVERY_S = 1.5
SILENT_AFTER_S = 3.5
MESSAGES_A_SECOND = 50
MOST_SAVED_UP = 200  # a browser tells of all its addresses at once
OUTGOING = 256
_TAKEN_WITHIN_S = 4

TRY_AGAIN_LATER = 1013
OTHER_PAGE = 4001
SIGNED_OUT = 4002
SILENT = 4003
NO_GUEST = 4004


class Ended(Exception):
    """The line ends, with a close code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class PageLine:
    """One socket of a page.

    Args:
        beat: what the page has to answer at once.
    """

    def __init__(self, socket: WebSocket, beat: str) -> None:
        self._socket, self._beat_text = socket, beat
        self._outgoing: asyncio.Queue[str | int] = asyncio.Queue(OUTGOING)
        self._ends: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._heard_at = 0.0
        self._allowance = Allowance(MESSAGES_A_SECOND, MOST_SAVED_UP)

    def send(self, text: str) -> None:
        """Send something, in order; a page that does not read is dropped."""
        self._put(text)

    def end(self, code: int) -> None:
        """End the line at once."""
        if not self._ends.done():
            self._ends.set_result(code)

    def finish(self, code: int) -> None:
        """End the line when everything is out."""
        self._put(code)

    def _put(self, what: str | int) -> None:
        try:
            self._outgoing.put_nowait(what)
        except asyncio.QueueFull:
            self.end(TRY_AGAIN_LATER)

    # ------------------------------------------------------------------ the course
    async def run(self, **work: Coroutine[Any, Any, None]) -> int | None:
        """Serve the page beside some work; return the code to close with, None when it is gone."""
        self._heard_at = asyncio.get_running_loop().time()
        code: int | None = None
        ours = {"outgoing": self._send_all(), "beat": self._beat(), "end": self._wait_for_end()}
        try:
            async with asyncio.TaskGroup() as tasks:
                for name, course in {**ours, **work}.items():
                    tasks.create_task(course, name=name)
        except* Ended as ended:
            code = next(each.code for each in ended.exceptions if isinstance(each, Ended))
        except* WebSocketDisconnect:
            pass
        return code

    async def close(self, code: int | None) -> None:
        """Close with a code; nothing when the page was faster."""
        if code is None:
            return
        try:
            await self._socket.close(code)
        except RuntimeError:
            pass

    async def _wait_for_end(self) -> None:
        raise Ended(await self._ends)

    async def _beat(self) -> None:
        """A frozen page still answers pings of the protocol; only its own beat shows life."""
        loop = asyncio.get_running_loop()
        while True:
            self.send(self._beat_text)
            await asyncio.sleep(BEAT_EVERY_S)
            if loop.time() - self._heard_at >= SILENT_AFTER_S:
                raise Ended(SILENT)

    async def _send_all(self) -> None:
        while True:
            what = await self._outgoing.get()
            if isinstance(what, int):
                raise Ended(what)
            try:
                async with asyncio.timeout(_TAKEN_WITHIN_S):
                    await self._socket.send_text(what)
            except (TimeoutError, RuntimeError):  # does not read, or is being closed already
                raise WebSocketDisconnect(TRY_AGAIN_LATER) from None

    # ------------------------------------------------------------------ the page speaks
    async def heard(self, clock: Callable[[], datetime]) -> AsyncIterator[str]:
        """Yield what the page says, as far as it is allowed to."""
        loop = asyncio.get_running_loop()
        while True:
            text = await self._receive()
            self._heard_at = loop.time()
            if not self._allowance.take(clock()):
                continue  # a flood must cost its sender more than us
            yield text
            # What has come in at once is read at once: the answers must get out in between.
            await asyncio.sleep(0)

    async def _receive(self) -> str:
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"])
        return message.get("text") or ""
