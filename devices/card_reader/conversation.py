"""A conversation with one card: PC/SC's calls block, so each has a thread that it owns."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Protocol

from devices.card_reader import (
    ANSWER_WITHIN_S,
    LONGEST_APDU,
    SHORTEST_ANSWER,
    SHORTEST_APDU,
    Answer,
    NoAnswer,
    Pulled,
    Reply,
    Silent,
    Taken,
    TooLong,
)

END_WITHIN_S = 1.0
_SHORT_ANSWER, _EXTENDED_ANSWER = 256 + 2, 65_536 + 2
_SHORTEST_EXTENDED = 7


class Line(Protocol):
    """A card in the hands of the thread. One call at a time, each may take long."""

    def transmit(self, apdu: bytes) -> bytes | NoAnswer: ...
    def close(self) -> None: ...


Connect = Callable[[], Line | NoAnswer]
_Asked = tuple[bytes, "asyncio.Future[bytes | NoAnswer]"]


class Conversation:
    """What is said to one card, from `begin()` to `end()`.

    Args:
        connect: takes the card; called in the thread.
        gone: called in the loop when the thread has ended and the card is free.
    """

    def __init__(self, connect: Connect, gone: Callable[[], None]) -> None:
        self.left = False
        self._connect = connect
        self._gone = gone
        self._loop = asyncio.get_running_loop()
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._connected: asyncio.Future[NoAnswer | None] = self._loop.create_future()
        self._ended = asyncio.Event()
        self._over: NoAnswer | None = None
        # A daemon: a card that is silent for ever must not keep the process alive.
        self._thread = threading.Thread(target=self._live, name="card", daemon=True)

    async def begin(self, within_s: float) -> None:
        """Take the card; why that failed is what every command gets."""
        self._thread.start()
        try:
            async with asyncio.timeout(within_s):
                self._over = await self._connected
        except TimeoutError:
            self._over = Taken()

    async def transmit(self, apdu: bytes, within_s: float = ANSWER_WITHIN_S) -> Reply:
        check(apdu)
        if self._over is not None:
            return self._over
        self._over = Silent()  # until there is an answer, also when the wait is cancelled
        answered: asyncio.Future[bytes | NoAnswer] = self._loop.create_future()
        self._asked.put((apdu, answered))
        try:
            async with asyncio.timeout(within_s):
                reply = read(apdu, await answered)
        except TimeoutError:
            reply = Silent()
        self._over = None if isinstance(reply, Answer) else reply
        return reply

    async def end(self) -> None:
        """Let the card go; a thread that hangs in a call does so when that comes back."""
        self.left = True
        self._over = self._over or Pulled()
        self._asked.put(None)
        with suppress(TimeoutError):
            async with asyncio.timeout(END_WITHIN_S):
                await self._ended.wait()

    def _live(self) -> None:
        try:
            line = self._connect()
            if isinstance(line, NoAnswer):
                self._call(_set, self._connected, line)
                return
            self._call(_set, self._connected, None)
            try:
                self._carry(line)
            finally:
                line.close()
        finally:
            self._call(self._end)

    def _end(self) -> None:
        self._ended.set()
        self._gone()

    def _carry(self, line: Line) -> None:
        while (asked := self._asked.get()) is not None:
            apdu, answered = asked
            self._call(_set, answered, line.transmit(apdu))

    def _call(self, call: Callable[..., None], *arguments: object) -> None:
        with suppress(RuntimeError):  # the loop is gone, and with it who waited
            self._loop.call_soon_threadsafe(call, *arguments)


def read(apdu: bytes, said: bytes | NoAnswer) -> Reply:
    """Take apart what came for this command."""
    if not isinstance(said, bytes):
        return said
    extended = len(apdu) >= _SHORTEST_EXTENDED and apdu[4] == 0
    if len(said) > (_EXTENDED_ANSWER if extended else _SHORT_ANSWER):
        return TooLong()
    if len(said) < SHORTEST_ANSWER:
        return Silent()
    return Answer(said[:-2], int.from_bytes(said[-2:], "big"))


def check(apdu: bytes) -> None:
    if not SHORTEST_APDU <= len(apdu) <= LONGEST_APDU:
        raise ValueError(f"no command has {len(apdu)} bytes")


def _set(future: asyncio.Future[object], value: object) -> None:
    if not future.done():
        future.set_result(value)
