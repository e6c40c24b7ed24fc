"""The data channel `foyer`: short messages in order, in both directions, none of them kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol

from kiosk.domain.call_chat import LARGEST_BYTES

LABEL = "foyer"
MOST_UNSENT_BYTES = 262_144
ROOM_WITHIN_S = 5.0
MOST_PER_S = 100
_BURST = 400


class DataChannel(Protocol):
    """What is used of the library's channel."""

    @property
    def label(self) -> str: ...
    @property
    def readyState(self) -> str: ...
    @property
    def bufferedAmount(self) -> int: ...

    bufferedAmountLowThreshold: int

    def on(self, event: str, f: Callable[..., Any]) -> object: ...
    def send(self, data: str) -> None: ...


class Said(StrEnum):
    """What became of a message."""

    SENT = "sent"
    TOO_LONG = "too-long"
    NOT_OPEN = "not-open"
    FULL = "full"  # the other end takes nothing; it is not sent later


class Channel:
    """One channel of one connection.

    Args:
        hear: is given every message. More than 100 a second are dropped.
        clock: seconds.
    """

    def __init__(
        self, channel: DataChannel, hear: Callable[[str], None], clock: Callable[[], float]
    ) -> None:
        self.dropped = 0
        self._channel, self._hear, self._clock = channel, hear, clock
        self._left, self._at = float(_BURST), clock()
        self._room = asyncio.Event()
        channel.bufferedAmountLowThreshold = MOST_UNSENT_BYTES // 2
        channel.on("message", self._on_message)
        channel.on("bufferedamountlow", self._room.set)
        channel.on("close", self._room.set)

    async def say(self, text: str) -> Said:
        """Send a message; when too much is unsent, wait up to 5 s for room."""
        size = len(text.encode())
        if size > LARGEST_BYTES:
            return Said.TOO_LONG
        if self._channel.readyState == "open" and not self._has_room(size):
            self._room.clear()
            try:
                await asyncio.wait_for(self._room.wait(), ROOM_WITHIN_S)
            except TimeoutError:
                return Said.FULL
        if self._channel.readyState != "open":
            return Said.NOT_OPEN
        if not self._has_room(size):
            return Said.FULL
        self._channel.send(text)
        return Said.SENT

    def _has_room(self, size: int) -> bool:
        return self._channel.bufferedAmount + size <= MOST_UNSENT_BYTES

    def _on_message(self, message: object) -> None:
        now = self._clock()
        self._left = min(_BURST, self._left + (now - self._at) * MOST_PER_S)
        self._at = now
        if (
            self._left < 1
            or not isinstance(message, str)
            or not 0 < len(message.encode(errors="replace")) <= LARGEST_BYTES
        ):
            self.dropped += 1
            return
        self._left -= 1
        self._hear(message)
