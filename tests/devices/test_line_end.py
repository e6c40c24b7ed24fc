"""A line is given back only when the system has sent what it took, and never much later."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from random import Random

import pytest

from devices.printer.encoder import Encoder
from devices.printer.keeper import LineKeeper
from devices.printer.line import Line, LineLost, unsent
from devices.printer.models import MODELS
from devices.printer.patience import Patience

LONG_S, SHORT_S = 5.0, 0.05


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Two ends of a line that, like a USB printer, can be written to when all is through."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
    for end in (ours, theirs):
        end.setblocking(False)
    yield ours, theirs
    ours.close()
    theirs.close()


def filled(ours: socket.socket) -> int:
    """Write until the system takes nothing more."""
    count = 0
    while True:
        try:
            count += os.write(ours.fileno(), b"x" * 512)
        except BlockingIOError:
            return count


def line_on(ours: socket.socket) -> Line:
    return Line(ours.fileno(), ours.close, end_is_lost=True)


async def test_what_is_on_its_way_arrives_before_the_line_is_closed(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = ends
    line, count = line_on(ours), filled(ours)
    draining = asyncio.create_task(line.drained(LONG_S))
    assert not await line.drained(0)
    arrived = 0
    while arrived < count:
        arrived += len(theirs.recv(512))
    assert await draining
    line.close()


async def test_a_printer_that_takes_nothing_does_not_hold_the_end_up(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    line = line_on(ends[0])
    filled(ends[0])
    async with asyncio.timeout(LONG_S):
        assert not await line.drained(SHORT_S)
    line.close()
    assert not await line.drained(LONG_S)


async def test_a_line_with_nothing_on_its_way_ends_at_once(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    line = line_on(ends[0])
    assert await line.drained(0)
    line.close()


async def test_a_line_is_busy_while_a_command_is_half_sent(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    line = line_on(ends[0])
    assert line.idle
    filled(ends[0])
    sending = asyncio.create_task(line.send(b"a picture"))
    await asyncio.sleep(0)
    assert not line.idle
    line.close()
    with pytest.raises(LineLost):
        await sending
    assert not line.idle


class Place:
    """An address whose line somebody else holds the other end of."""

    slow, byte_s, held_back_s = False, 0.0, 0.0

    def __init__(self, ours: socket.socket) -> None:
        self._ours = ours
        self.opened = asyncio.Event()

    def present(self) -> bool:
        return True

    async def open(self) -> Line:
        self.opened.set()
        return line_on(self._ours)


async def test_a_driver_that_stops_lets_its_line_drain_first(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = ends
    place, model = Place(ours), MODELS["tm-t20iii"]
    keeper = LineKeeper(
        place, model, Encoder(model), Patience(drain_s=LONG_S), Random(1), lambda _: None, ignore
    )
    owner = asyncio.create_task(keeper.run())
    await place.opened.wait()
    filled(ours)
    owner.cancel()
    for _ in range(9):
        await asyncio.sleep(0)
    assert ours.fileno() >= 0
    while ours.fileno() >= 0:  # until it is closed
        with suppress(BlockingIOError):
            theirs.recv(512)
        await asyncio.sleep(0)
    await asyncio.wait((owner,))
    assert owner.cancelled()


async def ignore(_: bytes) -> None:
    """Nothing is printed here."""


def test_a_device_that_does_not_tell_holds_nothing_back() -> None:
    with open(os.devnull, "wb") as nothing:
        assert unsent(nothing.fileno()) == 0
