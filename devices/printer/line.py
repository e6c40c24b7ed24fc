"""A line to a printer: bytes out, bytes in, and the moment it breaks.

One class serves sockets, `/dev/usb/lp*` and serial ports: all are file descriptors.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import select
import struct
import termios
from collections.abc import Callable
from contextlib import suppress

_READ_BYTES = 4096
_NOTHING_S = 0.1
_LOOK_S = 0.01


class LineLost(Exception):
    """The printer, its cable or its network is gone."""


class Line:
    """An open line; it never blocks the loop.

    Args:
        descriptor: in non-blocking mode.
        let_go: gives the descriptor back; what the system has not sent yet is thrown away.
        end_is_lost: whether reading nothing means the end (a socket), or just nothing (`usblp`
            passes on empty packets).
        present: whether the device is still there; asked when nothing was read.
    """

    def __init__(
        self,
        descriptor: int,
        let_go: Callable[[], None],
        *,
        end_is_lost: bool,
        present: Callable[[], bool] = lambda: True,
    ) -> None:
        self.taken = 0  # bytes that the system took, of all that were sent
        self._fd = descriptor
        self._let_go = let_go
        self._end_is_lost = end_is_lost
        self._present = present
        self._loop = asyncio.get_running_loop()
        self._open = True
        self._sending = 0
        self._waiting: set[asyncio.Future[None]] = set()

    @property
    def idle(self) -> bool:
        """Whether nothing is half sent: only then may something else be said."""
        return self._open and not self._sending

    async def send(self, data: bytes) -> None:
        """Hand all of it to the system, piece by piece as the printer takes it."""
        self._sending += 1
        try:
            await self._hand_over(memoryview(data))
        finally:
            self._sending -= 1

    async def _hand_over(self, rest: memoryview) -> None:
        while rest:
            try:
                count = os.write(self._require(), rest)
            except BlockingIOError:
                await self._until(self._loop.add_writer, self._loop.remove_writer)
                continue
            except OSError as error:
                raise LineLost(str(error)) from error
            self.taken += count
            rest = rest[count:]

    async def read(self) -> bytes:
        """Wait for at least one byte."""
        while True:
            await self._until(self._loop.add_reader, self._loop.remove_reader)
            try:
                data = os.read(self._require(), _READ_BYTES)
            except BlockingIOError:
                continue
            except OSError as error:
                raise LineLost(str(error)) from error
            if data:
                return data
            if self._end_is_lost or not self._present():
                raise LineLost("the printer closed the line")
            await asyncio.sleep(_NOTHING_S)

    async def drained(self, within_s: float) -> bool:
        """Wait until the system has sent what it took, at most so long; whether it has.

        `usblp` takes the end of a ticket long before it is through the cable, and throws away
        what is not when it is closed; it can be written to again when it is through.
        """
        end = self._loop.time() + within_s
        while self._open:
            if _writable(self._fd) and not unsent(self._fd):
                return True
            if self._loop.time() >= end:
                break
            await asyncio.sleep(_LOOK_S)
        return False

    def close(self) -> None:
        """Give the line back. What the system has taken and not sent yet is lost."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._fd)
            self._loop.remove_writer(self._fd)
            self._let_go()
            for ready in self._waiting:
                _mark(ready)

    def _require(self) -> int:
        if not self._open:
            raise LineLost("the line is closed")
        return self._fd

    async def _until(self, add: Callable[..., object], remove: Callable[[int], object]) -> None:
        fd = self._require()
        ready: asyncio.Future[None] = self._loop.create_future()
        add(fd, _mark, ready)
        self._waiting.add(ready)
        try:
            await ready
        finally:
            self._waiting.discard(ready)
            if self._open:
                remove(fd)


def _writable(fd: int) -> bool:
    poll = select.poll()
    poll.register(fd, select.POLLOUT)
    return any(events & select.POLLOUT for _, events in poll.poll(0))


def unsent(fd: int) -> int:
    """Return how many bytes the system holds back; 0 where it does not tell."""
    with suppress(OSError):
        count: int = struct.unpack("i", fcntl.ioctl(fd, termios.TIOCOUTQ, bytes(4)))[0]
        return count
    return 0


def _mark(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
