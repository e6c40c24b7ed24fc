"""Where a printer is, and how to open the line to it.

`tcp://host:9100` · `/dev/usb/lp0` · `serial:/dev/ttyUSB0?baud=115200`. Reading at the rim: a wrong
address stops the start.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import socket
import struct
import termios
import tty
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from devices.printer.line import Line

PORT = 9100
SLOWEST_BAUD = 115_200
# What the system takes is not what the printer took: the less lies between, the more is known.
_SEND_BUFFER_BYTES = 4096
_ALIVE = ((socket.TCP_KEEPIDLE, 30), (socket.TCP_KEEPINTVL, 10), (socket.TCP_KEEPCNT, 3))
_TCP = re.compile(r"tcp://(\[[0-9A-Fa-f:]+\]|[^:/\[\]]+)(?::(\d{1,5}))?")
_SERIAL = re.compile(r"serial:(/[^?]+)(?:\?baud=(\d+))?")


class Address(Protocol):
    """Where a printer is."""

    async def open(self) -> Line:
        """Open the line. Raises OSError when there is none."""

    def present(self) -> bool:
        """Say whether an attempt to open it makes sense now."""


@dataclass(frozen=True, slots=True)
class TcpAddress:
    host: str
    port: int = PORT

    async def open(self) -> Line:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, where = found[0]
        plug = socket.socket(family, kind, protocol)
        try:
            plug.setblocking(False)
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
            plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            for option, value in _ALIVE:
                plug.setsockopt(socket.IPPROTO_TCP, option, value)
            await loop.sock_connect(plug, where)
        except BaseException:
            plug.close()
            raise
        return Line(plug.fileno(), lambda: _drop(plug), end_is_lost=True)

    def present(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class DeviceAddress:
    """The kernel's `usblp`: one program at a time, the others get EBUSY."""

    path: Path

    async def open(self) -> Line:
        fd = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        if os.isatty(fd):
            tty.setraw(fd)
        return Line(fd, lambda: os.close(fd), end_is_lost=False, present=self.present)

    def present(self) -> bool:
        return self.path.exists()


@dataclass(frozen=True, slots=True)
class SerialAddress:
    path: Path
    baud: int = SLOWEST_BAUD

    async def open(self) -> Line:
        fd = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            self._set_up(fd)
        except termios.error as error:
            os.close(fd)
            raise OSError(*error.args) from error
        return Line(fd, lambda: os.close(fd), end_is_lost=False, present=self.present)

    def _set_up(self, fd: int) -> None:
        """8 data bits, no parity, 1 stop bit, flow control by RTS/CTS."""
        tty.setraw(fd)
        settings = termios.tcgetattr(fd)
        settings[2] |= termios.CRTSCTS | termios.CLOCAL | termios.CREAD
        settings[4] = settings[5] = _speed(self.baud)
        termios.tcsetattr(fd, termios.TCSANOW, settings)

    def present(self) -> bool:
        return self.path.exists()


def address(text: str) -> Address:
    """Read an address. Raises ValueError for one that is none."""
    if match := _TCP.fullmatch(text):
        port = int(match[2] or PORT)
        if 0 < port < 65_536:
            return TcpAddress(match[1].strip("[]"), port)
    elif match := _SERIAL.fullmatch(text):
        baud = int(match[2] or SLOWEST_BAUD)
        if baud < SLOWEST_BAUD:
            raise ValueError(f"{baud} baud is too slow for tickets: at least {SLOWEST_BAUD}")
        _speed(baud)
        return SerialAddress(Path(match[1]), baud)
    elif text.startswith("/"):
        return DeviceAddress(Path(text))
    raise ValueError(
        f"not the address of a printer: {text!r} "
        "(tcp://host:9100, /dev/usb/lp0 or serial:/dev/ttyUSB0?baud=115200)"
    )


def _drop(plug: socket.socket) -> None:
    """Close it; the rest of a torn ticket must not follow."""
    with suppress(OSError):
        if _unsent(plug):
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    plug.close()


def _unsent(plug: socket.socket) -> int:
    count: int = struct.unpack("i", fcntl.ioctl(plug, termios.TIOCOUTQ, bytes(4)))[0]
    return count


def _speed(baud: int) -> int:
    speed: int | None = getattr(termios, f"B{baud}", None)
    if speed is None:
        raise ValueError(f"no serial line has {baud} baud")
    return speed
