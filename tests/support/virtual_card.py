"""A card in a virtual reader (vpcd): what a program answers is what the reader reads.

The wire is that of vsmartcard: a length of two bytes, then the message; messages of one byte are
0 off, 1 on, 2 reset, 4 "what is your ATR?", everything else is a command to the card.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress

from devices.card_reader.cards import CONTACTLESS_ATR

_ATR = 4
Answers = Callable[[bytes], bytes | None]


class VirtualCard:
    """A card that is put into a slot and pulled out of it.

    Args:
        answers: what it says to a command, None for nothing at all. When it has a method `reset`,
            that is called whenever the card loses power.
        atr: longer than 33 bytes, the reader finds no card in what was put in.
    """

    def __init__(self, answers: Answers, atr: bytes = CONTACTLESS_ATR) -> None:
        self.commands: list[bytes] = []
        self._answers = answers
        self._atr = atr
        self._left: int | None = None
        self._plug: socket.socket | None = None
        self._thread: threading.Thread | None = None

    @property
    def inside(self) -> bool:
        """Whether the slot and this card are still connected."""
        return self._plug is not None

    def insert(self, port: int) -> None:
        plug = socket.create_connection(("127.0.0.1", port), 10)
        plug.settimeout(None)
        plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._plug = plug
        self._thread = threading.Thread(target=self._live, args=(plug,), name="virtual card")
        self._thread.start()

    def pull(self) -> None:
        """Pull it out, also in the middle of a command."""
        if self._plug is not None and self._thread is not None:
            with suppress(OSError):
                self._plug.shutdown(socket.SHUT_RDWR)
            self._thread.join()

    def pull_after(self, commands: int) -> None:
        """Pull it when it has answered this many more commands, in the middle of the next."""
        self._left = commands

    def _live(self, plug: socket.socket) -> None:
        try:
            with plug, suppress(OSError):
                while (message := _receive(plug)) is not None:
                    if (answer := self._answer(message)) is not None:
                        plug.sendall(struct.pack("!H", len(answer)) + answer)
        finally:
            self._plug = None
            self._lose_power()

    def _answer(self, message: bytes) -> bytes | None:
        if len(message) == 1:
            if message[0] == _ATR:
                return self._atr
            self._lose_power()
            return None
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise ConnectionError("pulled in the middle of a command")
        self.commands.append(message)
        return self._answers(message)

    def _lose_power(self) -> None:
        if (reset := getattr(self._answers, "reset", None)) is not None:
            reset()


def _receive(plug: socket.socket) -> bytes | None:
    """Return the next message; None when the reader has gone."""
    head = _exactly(plug, 2)
    # vpcd writes the length and the rest apart; without this, each command takes 40 ms.
    plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
    return None if head is None else _exactly(plug, struct.unpack("!H", head)[0])


def _exactly(plug: socket.socket, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = plug.recv(count - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
