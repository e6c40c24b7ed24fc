"""Short messages, in order, bounded both ways."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from kiosk.call.channel import MOST_UNSENT_BYTES, Channel, Said
from kiosk.domain.call_chat import LARGEST_BYTES
from tests.call.rtp import Watch


class Line:
    """A data channel whose other end takes what it is told to take."""

    label = "foyer"
    bufferedAmountLowThreshold = 0

    def __init__(self) -> None:
        self.readyState = "open"
        self.bufferedAmount = 0
        self.sent: list[str] = []
        self.handlers: dict[str, Callable[..., Any]] = {}

    def on(self, event: str, f: Callable[..., Any]) -> None:
        self.handlers[event] = f

    def send(self, data: str) -> None:
        self.sent.append(data)
        self.bufferedAmount += len(data)


class Desk:
    """A channel with the clock of a test, and what was heard."""

    def __init__(self) -> None:
        self.line, self.clock, self.heard = Line(), Watch(), list[str]()
        self.channel = Channel(self.line, self.heard.append, self.clock)

    def writes(self, message: object) -> None:
        self.line.handlers["message"](message)


async def test_a_message_goes_out_and_comes_in() -> None:
    desk = Desk()
    assert await desk.channel.say("{}") is Said.SENT
    desk.writes('{"x": 1}')
    assert (desk.line.sent, desk.heard) == (["{}"], ['{"x": 1}'])


async def test_a_message_has_sixteen_kibibytes_at_most() -> None:
    desk = Desk()
    assert await desk.channel.say("ä" * (LARGEST_BYTES // 2 + 1)) is Said.TOO_LONG
    desk.writes("x" * (LARGEST_BYTES + 1))
    desk.writes(b"bytes")
    desk.writes("")
    assert desk.heard == []
    assert desk.channel.dropped == 3


async def test_before_it_is_open_and_after_it_is_closed_nothing_is_said() -> None:
    desk = Desk()
    desk.line.readyState = "connecting"
    assert await desk.channel.say("{}") is Said.NOT_OPEN


async def test_when_much_is_unsent_it_waits_for_room() -> None:
    desk = Desk()
    desk.line.bufferedAmount = MOST_UNSENT_BYTES
    saying = asyncio.create_task(desk.channel.say("{}"))
    await asyncio.sleep(0)
    assert desk.line.sent == []
    desk.line.bufferedAmount = 0
    desk.line.handlers["bufferedamountlow"]()
    assert await saying is Said.SENT


async def test_it_does_not_wait_for_one_who_has_gone() -> None:
    desk = Desk()
    desk.line.bufferedAmount = MOST_UNSENT_BYTES
    saying = asyncio.create_task(desk.channel.say("{}"))
    await asyncio.sleep(0)
    desk.line.readyState = "closed"
    desk.line.handlers["close"]()
    assert await saying is Said.NOT_OPEN


async def test_a_flood_is_cut_and_the_next_second_is_heard_again() -> None:
    desk = Desk()
    for _ in range(10_000):
        desk.writes("{}")
    assert len(desk.heard) == 400
    desk.clock.now += 1.0
    desk.writes("{}")
    assert len(desk.heard) == 401
