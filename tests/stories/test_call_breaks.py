"""What breaks in a call: the page, the process, the office, the camera; and what goes on."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from devices.camera.shared import MEMORY
from kiosk.config import CallConfig
from kiosk.domain.call_control import Media
from kiosk.domain.calls import CallState
from kiosk.terminal.situations import Situation
from kiosk.terminal.views import Moving
from tests.stories.conftest import sit_down
from tests.stories.test_knock_and_talk import knocks, talk
from tests.support.browser import CAMERA, Browser, browsing
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess


@pytest.fixture
async def caller(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Visitor]:
    """Somebody in front of a terminal with camera and microphone."""
    async with lobby(office, tmp_path, call=CallConfig()) as somebody:
        await somebody.until(lambda: somebody.attendant.lobby.calls_here, "the call process")
        yield somebody


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Browser]:
    """Berta's own window, which may die: she sits at a desk that talks by video."""
    office.account("berta")
    with browsing(office.address, flags=CAMERA) as browser:
        browser.is_sized(1366, 768)
        sit_down(browser, "berta", "platz-8")
        yield browser


async def talks(caller: Visitor, berta: Browser) -> int:
    """Knock, be let in, and see each other; return the generation of the connection."""
    await knocks(caller)
    await asyncio.to_thread(berta.clicks, "#knock-list .accept")
    return await together(caller)


def ends(berta: Browser, caller: Visitor) -> None:
    """End the call at the desk; as long as the page says that the office is away, once more."""

    def ended() -> bool:
        if not berta.script("return document.querySelector('#menu-end').open"):
            berta.clicks("#do-end")
        berta.clicks("#send-end")
        return berta.until(lambda: talk(caller).over, "the end", 3) is True

    berta.until(lambda: _true(ended), "the end", 20)


def _true(act: Callable[[], bool]) -> bool:
    try:
        return act()
    except AssertionError:
        return False


async def together(caller: Visitor, after: int = 0) -> int:
    """Wait until both see each other over a connection that is newer than `after`."""

    def up() -> bool:
        call = talk(caller).call
        return (
            talk(caller).generation > after
            and talk(caller).media is Media.UP
            and call is not None
            and call.state is CallState.TALKING
        )

    await caller.until(up, "a talk")
    return talk(caller).generation


async def test_a_reload_of_the_desk_brings_the_call_back(caller: Visitor, berta: Browser) -> None:
    before = await talks(caller, berta)
    await asyncio.to_thread(berta.driver.refresh)
    assert await together(caller, before) > before
    await asyncio.to_thread(
        berta.until,
        lambda: berta.script("return document.querySelector('#citizen-video').videoWidth") > 0,
        "the citizen's picture",
    )


async def test_a_killed_call_process_ends_no_visit(caller: Visitor, berta: Browser) -> None:
    before = await talks(caller, berta)
    memory = caller.attendant.calls.process.memory
    os.kill(int(memory.removeprefix("call-")), signal.SIGKILL)
    await caller.until(lambda: not talk(caller).process_here, "the death of the process")
    assert caller.attendant.visit.situation is Situation.CALL
    assert await together(caller, before) > before
    assert not list(MEMORY.glob(f"foyer-{memory}-*"))


async def test_an_office_that_is_restarted_takes_nothing_from_a_call(
    office: OfficeProcess, caller: Visitor, berta: Browser
) -> None:
    await talks(caller, berta)
    await asyncio.to_thread(office.kill)
    await caller.until(lambda: not caller.attendant.lobby.office_here, "the loss of the office")
    assert talk(caller).media is Media.UP, "pictures and sound go on"
    await asyncio.to_thread(office.start)
    await caller.until(lambda: caller.attendant.lobby.office_here, "the office")
    await together(caller)
    # The control is back with the desk's own line: the desk ends the call.
    await asyncio.to_thread(ends, berta, caller)
    await caller.until(lambda: talk(caller).over, "the end")


async def test_a_killed_browser_is_noticed_and_the_camera_closes_with_the_call(
    caller: Visitor, berta: Browser
) -> None:
    await talks(caller, berta)
    berta.driver.service.process.kill()  # type: ignore[union-attr]
    chromium = int(berta.driver.capabilities["goog:processID"])
    os.kill(chromium, signal.SIGKILL)
    await caller.until(lambda: talk(caller).media in (Media.LOST, Media.CLOSED), "the loss")
    await caller.until(lambda: talk(caller).over, "the end after 20 s", patience_s=40)
    assert caller.attendant.visit.situation is Situation.CALL_OVER
    assert talk(caller).call is not None and talk(caller).call.may_call_again  # type: ignore[union-attr]
    await caller.waits_for("Noch einmal anklopfen")
    assert caller.attendant.calls.pictures.newest(Moving.SELF, 0) is None
