"""The receive buffer between the interface board and the mechanism."""

from __future__ import annotations

import asyncio


class Reset(Exception):
    """The command that was being read is no more."""


class Buffer:
    """So many bytes and no more: who has more to put waits."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._bytes = bytearray()
        self._changed = asyncio.Event()
        self._forget_halves = False
        self.epoch = 0

    def __len__(self) -> int:
        return len(self._bytes)

    async def room(self) -> int:
        """Wait for room; return how many bytes fit."""
        while len(self._bytes) >= self._size:
            await self._change()
        return self._size - len(self._bytes)

    def put(self, data: bytes) -> None:
        """Add what fits, see `room`."""
        self._bytes += data
        self._forget_halves = False
        self.wake()

    async def take(self, count: int, epoch: int) -> bytes:
        """Wait for so many bytes. Raises Reset when the command they belong to is gone."""
        taken = bytearray()
        while True:
            if epoch != self.epoch:
                raise Reset
            piece = self._bytes[: count - len(taken)]
            if piece:
                del self._bytes[: len(piece)]
                taken += piece
                self.wake()
            if len(taken) == count:
                return bytes(taken)
            if self._forget_halves:
                self._forget_halves = False
                raise Reset
            await self._change()

    def skip_zeros(self) -> None:
        """Throw away the zero bytes in front; between two commands they mean nothing."""
        zeros = len(self._bytes) - len(self._bytes.lstrip(b"\0"))
        if zeros:
            del self._bytes[:zeros]
            self.wake()

    def clear(self) -> None:
        """Throw all away, the half command too."""
        self._bytes.clear()
        self.epoch += 1
        self.wake()

    def forget_halves(self) -> None:
        """A command that stays half is forgotten, until new bytes come."""
        self._forget_halves = True
        self.wake()

    def wake(self) -> None:
        self._changed.set()

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()
