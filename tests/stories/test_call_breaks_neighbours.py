"""Floods and nonsense from neighbours: two people who talk notice nothing of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from websockets import ConnectionClosed

from kiosk.domain.call_control import Media
from kiosk.domain.call_messages import Knock, Signal, SignalKind, TellMedia
from kiosk.domain.calls import CallState as S
from kiosk.domain.calls import Wanted
from tests.stories.test_call_breaks import ends, talks
from tests.stories.test_knock_and_talk import talk
from tests.support import hostile_page as page
from tests.support.browser import Browser
from tests.support.call_scene import Scene, at_a_desk, at_the_glass
from tests.support.office_process import OfficeProcess
from tests.support.served_office import on_the_line

TALKED = [S.KNOCKING, S.CONNECTING, S.TALKING, S.ENDED]


@pytest.fixture
async def scene(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Scene]:
    async with at_the_glass(office, tmp_path) as there:
        yield there


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Browser]:
    with at_a_desk(office) as browser:
        yield browser


@pytest.fixture
def carla(office: OfficeProcess) -> Iterator[Browser]:
    """Somebody at the next desk, on whose page's line somebody else has laid a hand."""
    with at_a_desk(office, "carla", "platz-9") as browser:
        page.lay_hand_on(browser)
        yield browser


async def nothing_was_noticed(scene: Scene, berta: Browser) -> None:
    """See that words and pictures pass, and that they always did."""
    await asyncio.to_thread(berta.types, "#write", "Sind Sie noch da?")
    await scene.caller.until(lambda: "noch da" in talk(scene.caller).staff_typing, "the words")
    await asyncio.to_thread(ends, berta, scene.caller)
    await scene.closes()
    assert scene.states == TALKED and Media.LOST not in scene.media
    assert berta.complaints() == []


async def test_another_desk_cannot_disturb_a_talk(
    scene: Scene, berta: Browser, carla: Browser
) -> None:
    await talks(scene.caller, berta)
    ticket, generation = talk(scene.caller).ticket_id, talk(scene.caller).generation
    signals = [
        page.signal(ticket, generation + step, kind, body)
        for step in (0, 1)
        for kind in ("offer", "answer", "candidate", "bye")
        for body in ("", page.HEAD, page.candidate())
    ]
    acts = ("open-card", "close-card", "accept-knock", "ask-to-wait", "end-call")
    questions = [{"type": act, "id": 1_000_000, "ticket_id": ticket} for act in acts]
    told = {"type": "tell-desk-media", "id": 1_000_000, "ticket_id": ticket}
    lies = {**told, "generation": generation, "up": False}
    for _ in range(3):
        await asyncio.to_thread(page.says, carla, *signals, *questions, lies, times=100)
        await asyncio.to_thread(page.says, carla, {"type": "x" * 40_000}, times=20)
    await nothing_was_noticed(scene, berta)


async def test_another_terminal_cannot_disturb_a_talk(
    office: OfficeProcess, scene: Scene, berta: Browser
) -> None:
    await talks(scene.caller, berta)
    ticket, generation = talk(scene.caller).ticket_id, talk(scene.caller).generation
    async with on_the_line(office.terminal_url, "lobby-2") as line:
        for number in range(300):
            for kind in SignalKind:
                await line.say(Signal(ticket, generation + number % 2, kind, page.HEAD))
        for question in (
            Knock(0, ticket, Wanted(), S.TALKING, generation + 5),
            TellMedia(0, ticket, generation, False),
        ):
            for _ in range(100):
                await line.say(question)  # type: ignore[arg-type]
    for nonsense in ("{", "\u2603" * 100_000, json.dumps({"type": "knock"}), '{"type": "signal"}'):
        with suppress(ConnectionClosed, TimeoutError):
            async with on_the_line(office.terminal_url, "lobby-3") as line:
                for _ in range(200):
                    await line.socket.send(nonsense)
    await nothing_was_noticed(scene, berta)
    assert office.get("/health/ready") is not None
