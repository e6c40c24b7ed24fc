"""A page that hangs: it is noticed, the citizen reads why, and the talk comes back or ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from kiosk.domain.call_control import Media
from kiosk.domain.calls import CallState as S
from kiosk.terminal.situations import Situation
from tests.stories.test_call_breaks import ends, talks, together
from tests.stories.test_knock_and_talk import talk
from tests.support.browser import Browser
from tests.support.call_scene import SEEN, Scene, at_a_desk, at_the_glass
from tests.support.frozen import chromium, frozen, pages
from tests.support.office_process import OfficeProcess

NOTICED_WITHIN_S = 6.0  # 3 s of silence, looked at every 250 ms; the rest is a busy machine


@pytest.fixture
async def scene(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Scene]:
    async with at_the_glass(office, tmp_path) as there:
        yield there


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Browser]:
    with at_a_desk(office) as browser:
        yield browser


@pytest.mark.parametrize("processes", [pages, chromium], ids=["the page", "the browser"])
async def test_what_hangs_is_noticed_and_both_talk_again_when_it_goes_on(
    scene: Scene, berta: Browser, processes: Callable[[Browser], list[int]]
) -> None:
    caller = scene.caller
    await talks(caller, berta)
    with frozen(processes(berta)):
        began = time.monotonic()
        await caller.waits_for("Verbindung schwach")
        await caller.waits_for("Die Verbindung war weg und wird wieder aufgebaut.")
        await caller.until(lambda: talk(caller).call.state is S.CONNECTING, "the office knows")  # type: ignore[union-attr]
        assert time.monotonic() - began < NOTICED_WITHIN_S
        assert caller.attendant.visit.situation is Situation.CALL
    await together(caller)  # over the old connection or a new one: whichever is faster
    await asyncio.to_thread(berta.sees, "Sie sprechen miteinander.", "#call-state")
    await asyncio.to_thread(berta.until, lambda: berta.script(SEEN), "the citizen's picture")
    await asyncio.to_thread(ends, berta, caller)
    await caller.waits_for("Das Gespräch ist beendet")
    assert scene.states == [S.KNOCKING, S.CONNECTING, S.TALKING, S.CONNECTING, S.TALKING, S.ENDED]
    assert scene.media[:3] == [Media.UP, Media.WEAK, Media.LOST]
    await scene.closes()
    assert berta.complaints() == []


async def test_a_page_that_hangs_for_good_ends_the_call(scene: Scene, berta: Browser) -> None:
    caller = scene.caller
    await talks(caller, berta)
    with frozen(pages(berta)):
        await caller.until(lambda: talk(caller).over, "the end after 20 s", patience_s=40)
        await caller.waits_for("Noch einmal anklopfen")
        assert scene.states == [S.KNOCKING, S.CONNECTING, S.TALKING, S.CONNECTING, S.ENDED]
        await scene.closes()
    # The page that wakes up knows that it talks to nobody any more.
    await asyncio.to_thread(
        berta.until, lambda: not berta.find("#call").is_displayed(), "no talk at the desk", 20
    )
    assert berta.script("return document.querySelector('#citizen-video').srcObject") is None
