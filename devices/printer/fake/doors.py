"""How a client reaches a fake printer: a TCP port, or a device node that comes and goes."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import tty
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from devices.printer.fake.abilities import Break
from devices.printer.fake.board import Wire

Attend = Callable[[Wire], Awaitable[None]]
# Small, as on a printer's board, and in small packets, so that the window opens smoothly.
_RECEIVE_BUFFER_BYTES, _PACKET_BYTES = 2304, 536
_PIECE_BYTES, _BITS_A_BYTE = 32, 10  # of a serial line
_CATCH_UP_S = 0.01  # sleeps end late; the line is no slower for it
_RESET = struct.pack("ii", 1, 0)


class Door(Protocol):
    """Where a fake printer can be reached."""

    @property
    def address(self) -> str:
        """As the driver takes it."""

    def open(self) -> None:
        """Plug it in."""

    def close(self) -> None:
        """Pull the plug, when nobody is served any more."""

    async def serve(self, attend: Attend, refuse_second: Callable[[], bool]) -> None:
        """Let clients in until cancelled; then every line breaks."""


class _SocketWire:
    def __init__(self, plug: socket.socket) -> None:
        self._plug = plug

    async def read(self, most: int) -> bytes:
        return await asyncio.get_running_loop().sock_recv(self._plug, most)

    def write(self, data: bytes) -> None:
        with suppress(OSError):
            self._plug.send(data)

    def close(self, how: Break) -> None:
        with suppress(OSError):
            if how is Break.RST:
                self._plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self._plug.shutdown(socket.SHUT_RD)

    def give_back(self) -> None:
        self._plug.close()


class TcpDoor:
    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        self._host, self._port = host, port
        self._listening: socket.socket | None = None
        self._wires: set[_SocketWire] = set()
        self.open()

    @property
    def address(self) -> str:
        return f"tcp://{self._host}:{self._port}"

    def open(self) -> None:
        if self._listening is not None:
            return
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER_BYTES)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, _PACKET_BYTES)
        listening.bind((self._host, self._port))
        listening.listen(4)
        listening.setblocking(False)
        self._port = listening.getsockname()[1]
        self._listening = listening

    def close(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None

    async def serve(self, attend: Attend, refuse_second: Callable[[], bool]) -> None:
        served: asyncio.Task[None] | None = None
        try:
            while self._listening is not None:
                plug, _ = await asyncio.get_running_loop().sock_accept(self._listening)
                plug.setblocking(False)
                wire = _SocketWire(plug)
                if served is not None and not served.done():
                    if refuse_second():
                        wire.close(Break.RST)
                        wire.give_back()
                        continue
                    await asyncio.wait((served,))
                served = asyncio.create_task(self._one(wire, attend))
        finally:
            for wire in self._wires:
                wire.close(Break.RST)
            if served is not None:
                served.cancel()
                await asyncio.wait((served,))

    async def _one(self, wire: _SocketWire, attend: Attend) -> None:
        self._wires.add(wire)
        try:
            await attend(wire)
        finally:
            self._wires.discard(wire)
            wire.give_back()


class _NodeWire:
    def __init__(self, fd: int, byte_s: float) -> None:
        self._fd = fd
        self._byte_s = byte_s
        self._through = 0.0  # when the last byte is through the line

    async def read(self, most: int) -> bytes:
        if not self._byte_s:
            return await self._read(most)
        data = await self._read(min(most, _PIECE_BYTES))
        now = asyncio.get_running_loop().time()
        self._through = max(self._through, now - _CATCH_UP_S) + len(data) * self._byte_s
        await asyncio.sleep(max(0.0, self._through - now))
        return data

    async def _read(self, most: int) -> bytes:
        loop = asyncio.get_running_loop()
        while True:
            with suppress(BlockingIOError):
                return os.read(self._fd, most)
            ready: asyncio.Future[None] = loop.create_future()
            loop.add_reader(self._fd, _mark, ready)
            try:
                await ready
            finally:
                loop.remove_reader(self._fd)

    def write(self, data: bytes) -> None:
        with suppress(OSError):
            os.write(self._fd, data)

    def close(self, how: Break) -> None:
        """A cable has no end that a printer could make; see `NodeDoor.close`."""


class NodeDoor:
    """A pseudo-terminal behind a path, as `/dev/usb/lp0` is one that comes and goes.

    Args:
        baud: makes it a serial line, as slow as one.
    """

    def __init__(self, path: Path, baud: int | None = None, time_scale: float = 1.0) -> None:
        self._path = path
        self._baud = baud
        self._byte_s = _BITS_A_BYTE / baud / time_scale if baud else 0.0
        self._ends: tuple[int, int] | None = None
        self.open()

    @property
    def address(self) -> str:
        return f"serial:{self._path}?baud={self._baud}" if self._baud else str(self._path)

    def open(self) -> None:
        if self._ends is None:
            self._ends = os.openpty()
            master, slave = self._ends
            tty.setraw(slave)
            os.set_blocking(master, False)
            self._path.symlink_to(os.ttyname(slave))

    def close(self) -> None:
        if self._ends is not None:
            self._path.unlink(missing_ok=True)
            for end in self._ends:
                os.close(end)
            self._ends = None

    async def serve(self, attend: Attend, refuse_second: Callable[[], bool]) -> None:
        if self._ends is not None:
            await attend(_NodeWire(self._ends[0], self._byte_s))


def _mark(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
