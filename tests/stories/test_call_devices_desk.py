"""Camera and microphone of the clerk: taken away in mid-talk, or never there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kiosk.domain.call_control import Media, Stream
from kiosk.domain.calls import CallState as S
from tests.stories.test_call_breaks import ends, talks
from tests.stories.test_knock_and_talk import knocks, talk
from tests.support.browser import Browser
from tests.support.call_scene import Scene, at_a_desk, at_the_glass
from tests.support.office_process import OfficeProcess
from tests.support.permissions import ASKING, BOTH, may

TALKED = [S.KNOCKING, S.CONNECTING, S.TALKING, S.ENDED]


@pytest.fixture
async def scene(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Scene]:
    async with at_the_glass(office, tmp_path) as there:
        yield there


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Browser]:
    """Berta has a camera and a microphone, and may use both."""
    with at_a_desk(office, flags=ASKING) as browser:
        may(browser, True, *BOTH)
        yield browser


@pytest.fixture
def poor(office: OfficeProcess) -> Iterator[Browser]:
    """Berta's browser may use neither camera nor microphone."""
    with at_a_desk(office, flags=ASKING) as browser:
        may(browser, False, *BOTH)
        yield browser


async def test_a_camera_that_the_clerk_loses_leaves_the_voice_and_comes_back(
    scene: Scene, berta: Browser
) -> None:
    caller = scene.caller
    await talks(caller, berta)
    await caller.until(lambda: Stream.STAFF in talk(caller).streams, "the clerk's picture")
    await asyncio.to_thread(may, berta, False, "camera")
    await asyncio.to_thread(berta.sees, "Der Browser darf die Kamera nicht", "#devices-problem")
    await caller.until(lambda: Stream.STAFF not in talk(caller).streams, "no picture any more")
    await asyncio.to_thread(may, berta, True, "camera")
    await caller.until(lambda: Stream.STAFF in talk(caller).streams, "the clerk's picture again")
    await asyncio.to_thread(may, berta, False, *BOTH)
    await asyncio.to_thread(berta.sees, "Der Browser darf Kamera und Mikrofon", "#devices-problem")
    await caller.until(lambda: Stream.STAFF not in talk(caller).streams, "no picture any more")
    # Nothing of the clerk comes; what goes on is the citizen's picture, and the text.
    await asyncio.to_thread(berta.types, "#write", "Hören Sie mich?")
    await caller.until(lambda: "Hören" in talk(caller).staff_typing, "what Berta types")
    await asyncio.to_thread(ends, berta, caller)
    await scene.closes()
    assert scene.states == TALKED and Media.LOST not in scene.media
    assert berta.complaints() == []


@pytest.mark.parametrize("way", ["Mit Bild und Ton", "Nur mit Ton"])
async def test_a_clerk_without_camera_and_microphone_looks_listens_and_writes(
    scene: Scene, poor: Browser, way: str
) -> None:
    caller = scene.caller
    await knocks(caller, way)
    await asyncio.to_thread(poor.clicks, "#knock-list .accept")
    await caller.until(lambda: scene.states[-1] is S.TALKING, "a talk")
    await asyncio.to_thread(poor.sees, "Sie sprechen miteinander.", "#call-state")
    await asyncio.to_thread(poor.sees, "Der Browser darf Kamera und Mikrofon", "#devices-problem")
    await asyncio.to_thread(poor.types, "#write", "Ich kann nur schreiben")
    await caller.until(lambda: "nur schreiben" in talk(caller).staff_typing, "what Berta types")
    await asyncio.to_thread(ends, poor, caller)
    await scene.closes()
    assert scene.states == TALKED and Media.LOST not in scene.media
