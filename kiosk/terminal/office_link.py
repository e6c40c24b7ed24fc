"""The one connection to the office: questions with a deadline, pushes, and coming back."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import timedelta
from typing import cast

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from kiosk.domain.envelopes import LARGEST_MESSAGE_BYTES, decode, encode
from kiosk.domain.messages import PROTOCOL, Answer, Hello, Push, Question, Refusal, Welcome
from kiosk.domain.wire import BadMessage

_PING_EVERY_S, _PONG_WITHIN_S = 2.5, 5
_OPEN_WITHIN_S = 3
_FIRST_DELAY_S, _LONGEST_DELAY_S = 0.25, 5.0
# Whoever talks is waited for 20 s at the other end: in that time nobody is patient.
_IN_A_HURRY_FOR, _HURRIED_DELAY_S = 10, 0.5
_HELD_S = 10  # a line that held this long was a good one
_MOST_SAID = 128  # signals of a call; more is a flood, and is dropped


def _delays() -> Generator[float, None, None]:
    """Come back quickly, then more and more patiently."""
    delay = _FIRST_DELAY_S
    for _ in range(_IN_A_HURRY_FOR):
        yield delay
        delay = _HURRIED_DELAY_S
    while True:
        yield delay
        delay = min(delay * 2, _LONGEST_DELAY_S)


class OfficeLink:
    """The terminal's line to the office. An unreachable office is a state, not an exception.

    Args:
        on_welcome: the office has greeted; called before any push.
        on_push: the office has said something by itself.
        on_lost: the line broke.
    """

    def __init__(
        self,
        url: str,
        terminal: str,
        software: str,
        answer_within: timedelta,
        *,
        on_welcome: Callable[[Welcome], None],
        on_push: Callable[[Push], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._url = url
        self._hello = Hello(0, terminal, PROTOCOL, software)
        self._answer_within_s = answer_within.total_seconds()
        self._on_welcome, self._on_push, self._on_lost = on_welcome, on_push, on_lost
        self._socket: ClientConnection | None = None
        self._waiting: dict[int, asyncio.Future[Answer]] = {}
        self._ids = itertools.count(1)
        self._said: asyncio.Queue[str] = asyncio.Queue(_MOST_SAID)

    @property
    def here(self) -> bool:
        """Whether the office can be asked now."""
        return self._socket is not None

    async def run(self) -> None:
        """Keep the line up until cancelled; whatever answers instead of an office is waited out."""
        loop = asyncio.get_running_loop()
        delays = _delays()
        while True:
            began = loop.time()
            try:
                async with connect(
                    self._url,
                    open_timeout=_OPEN_WITHIN_S,
                    ping_interval=_PING_EVERY_S,
                    ping_timeout=_PONG_WITHIN_S,
                    close_timeout=1,
                    max_size=LARGEST_MESSAGE_BYTES * 4,
                    proxy=None,  # the office is in the house
                ) as socket:
                    await self._talk(socket)
            except (WebSocketException, OSError, BadMessage, TimeoutError):
                pass  # an unreachable office is a state
            finally:
                self._lose()
            if loop.time() - began > _HELD_S:
                delays = _delays()
            # Also after an office that accepts and closes at once: it may do so for hours.
            await asyncio.sleep(next(delays))

    async def _talk(self, socket: ClientConnection) -> None:
        await socket.send(encode(replace(self._hello, id=next(self._ids))))
        async with asyncio.timeout(_OPEN_WITHIN_S):
            welcome = decode(await socket.recv())
        if not isinstance(welcome, Welcome):
            raise BadMessage("the office did not say welcome")
        self._socket, self._said = socket, asyncio.Queue(_MOST_SAID)
        saying = asyncio.create_task(self._say_all(socket), name="to the office")
        try:
            self._on_welcome(welcome)
            async for text in socket:
                self._hear(text)
        finally:
            saying.cancel()

    def _hear(self, text: str | bytes) -> None:
        message = decode(text)
        if isinstance(message, Push):
            self._on_push(message)
            return
        answer = cast(Answer, message)
        waiting = self._waiting.pop(answer.id, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def _lose(self) -> None:
        was_here, self._socket = self._socket is not None, None
        for waiting in self._waiting.values():
            waiting.cancel()
        self._waiting.clear()
        if was_here:
            self._on_lost()

    def say(self, push: Push) -> None:
        """Say something that is never answered; without the office it is lost."""
        socket = self._socket
        if socket is not None and not self._said.full():
            self._said.put_nowait(encode(push))

    async def _say_all(self, socket: ClientConnection) -> None:
        while True:
            text = await self._said.get()
            try:
                await socket.send(text)
            except (WebSocketException, OSError):
                return  # the reader notices it, too

    async def ask(self, question: Question) -> Answer | None:
        """Ask and return the answer, also a `Refusal`; None when none came in time.

        The question's id is replaced by a fresh one.
        """
        socket = self._socket
        if socket is None:
            return None
        number = next(self._ids)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            async with asyncio.timeout(self._answer_within_s):
                await socket.send(encode(replace(question, id=number)))
                # A lost line cancels the answer, not the one who waits for it.
                done, _ = await asyncio.wait({answer})
        except (TimeoutError, WebSocketException, OSError):
            return None
        finally:
            self._waiting.pop(number, None)
        return None if answer.cancelled() else done.pop().result()


def refused_with(answer: Answer | None) -> str | None:
    """Return the code of a refusal, "office-away" for no answer, None for a yes."""
    match answer:
        case None:
            return "office-away"
        case Refusal(_, code, _):
            return code
    return None
