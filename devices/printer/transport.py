"""Where a printer is, and how to open the line to it.

`tcp://host:9100` · `/dev/usb/lp0` · `serial:/dev/ttyUSB0?baud=19200`. Reading at the rim: a wrong
address stops the start.

A ticket of two languages is a picture of 150 KB: 13 s at 115,200 baud, 6.5 s at 230,400. So below
230,400 baud tickets go as plain lines, within 1–2 s, and from there on as pictures, because every
script can be in them. `&text=yes` prefers plain lines there too; `&text=no` lets pictures go at
115,200 baud, where somebody accepts the wait. `/dev/ttyACM…` is a USB cable that only seems to have
a rate: pictures, whatever it says.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import struct
import termios
import tty
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from devices.printer.line import Line, unsent

PORT = 9100
SLOWEST_BAUD = 9_600
USUAL_BAUD = SLOWEST_FOR_PICTURES = 115_200
FAST_BAUD = 230_400
_ONLY_SEEMS_SERIAL = "ttyACM"
_SERIAL_BUFFER_BYTES = 4096  # of the system
_BITS_A_BYTE = 10
# What the system takes is not what the printer took: the less lies between, the more is known.
_SEND_BUFFER_BYTES = 4096
_ALIVE = ((socket.TCP_KEEPIDLE, 30), (socket.TCP_KEEPINTVL, 10), (socket.TCP_KEEPCNT, 3))
_TCP = re.compile(r"tcp://(\[[0-9A-Fa-f:]+\]|[^:/\[\]]+)(?::(\d{1,5}))?")
_SERIAL = re.compile(r"serial:(/[^?]+)(?:\?(\w+=\w+(?:&\w+=\w+)*))?")


class Address(Protocol):
    """Where a printer is."""

    @property
    def slow(self) -> bool:
        """Whether tickets go as plain lines instead of pictures."""

    @property
    def byte_s(self) -> float:
        """How long the line needs for one byte; 0 where the printer is slower than the line."""

    @property
    def held_back_s(self) -> float:
        """How long what the system holds back may take until it is through the line."""

    async def open(self) -> Line:
        """Open the line. Raises OSError when there is none."""

    def present(self) -> bool:
        """Say whether an attempt to open it makes sense now."""


@dataclass(frozen=True, slots=True)
class TcpAddress:
    host: str
    port: int = PORT
    slow: ClassVar[bool] = False
    byte_s: ClassVar[float] = 0.0
    held_back_s: ClassVar[float] = 0.0

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
    slow: ClassVar[bool] = False
    byte_s: ClassVar[float] = 0.0
    held_back_s: ClassVar[float] = 0.0

    async def open(self) -> Line:
        fd = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        if os.isatty(fd):
            tty.setraw(fd)
        return Line(fd, lambda: _let_go(fd), end_is_lost=False, present=self.present)

    def present(self) -> bool:
        return self.path.exists()


@dataclass(frozen=True, slots=True)
class SerialAddress:
    """A serial port.

    Args:
        text: plain lines instead of pictures; None leaves it to the rate.
    """

    path: Path
    baud: int = USUAL_BAUD
    text: bool | None = None

    @property
    def slow(self) -> bool:
        if self.text is not None:
            return self.text
        return self.baud < FAST_BAUD and not self.only_seems_serial

    @property
    def only_seems_serial(self) -> bool:
        """Whether it is a USB cable, whose rate means nothing."""
        return self.path.name.startswith(_ONLY_SEEMS_SERIAL)

    @property
    def byte_s(self) -> float:
        return _BITS_A_BYTE / self.baud

    @property
    def held_back_s(self) -> float:
        return _SERIAL_BUFFER_BYTES * self.byte_s

    async def open(self) -> Line:
        fd = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            self._set_up(fd)
        except termios.error as error:
            os.close(fd)
            raise OSError(*error.args) from error
        return Line(fd, lambda: _let_go(fd), end_is_lost=False, present=self.present)

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
        return _serial(Path(match[1]), match[2] or "")
    elif text.startswith("/"):
        return DeviceAddress(Path(text))
    raise ValueError(
        f"not the address of a printer: {text!r} "
        "(tcp://host:9100, /dev/usb/lp0 or serial:/dev/ttyUSB0?baud=19200)"
    )


def _serial(path: Path, options: str) -> SerialAddress:
    pairs = [option.split("=") for option in options.split("&") if option]
    given = dict(pairs)
    if len(given) < len(pairs):
        raise ValueError(f"the address of a printer says something twice: {options!r}")
    baud, text = given.pop("baud", str(USUAL_BAUD)), given.pop("text", None)
    if given or not baud.isdecimal() or text not in ("yes", "no", None):
        raise ValueError(f"a serial printer takes baud=… and text=yes or no, not {options!r}")
    if int(baud) < SLOWEST_BAUD:
        raise ValueError(f"{baud} baud is too slow for a printer: at least {SLOWEST_BAUD}")
    _speed(int(baud))
    place = SerialAddress(path, int(baud), None if text is None else text == "yes")
    if text == "no" and place.baud < SLOWEST_FOR_PICTURES and not place.only_seems_serial:
        raise ValueError(f"{baud} baud is too slow for pictures: leave text=no out")
    return place


def _let_go(fd: int) -> None:
    """Close it; the system must not stand still until the rest of a torn ticket has gone out."""
    with suppress(termios.error):
        termios.tcflush(fd, termios.TCOFLUSH)
    os.close(fd)


def _drop(plug: socket.socket) -> None:
    """Close it; the rest of a torn ticket must not follow."""
    with suppress(OSError):
        if unsent(plug.fileno()):
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    plug.close()


def _speed(baud: int) -> int:
    speed: int | None = getattr(termios, f"B{baud}", None)
    if speed is None:
        raise ValueError(f"no serial line has {baud} baud")
    return speed
