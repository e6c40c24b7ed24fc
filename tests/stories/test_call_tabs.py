"""Two windows of the same clerk: one of them has the call, the other says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kiosk.domain.call_control import Media
from kiosk.domain.calls import CallState as S
from tests.stories.test_call_breaks import ends, talks, together
from tests.stories.test_knock_and_talk import knocks, talk
from tests.support.browser import Browser
from tests.support.call_scene import SEEN, Scene, at_a_desk, at_the_glass
from tests.support.office_process import OfficeProcess

ELSEWHERE = "Videogespräche laufen jetzt in einem anderen Fenster."


@pytest.fixture
async def scene(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Scene]:
    async with at_the_glass(office, tmp_path) as there:
        yield there


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Browser]:
    with at_a_desk(office) as browser:
        yield browser


def second_tab(berta: Browser) -> tuple[str, str]:
    """Open the desk once more, and stay there; return both windows."""
    first = berta.driver.current_window_handle
    berta.driver.switch_to.new_window("tab")
    berta.is_sized(1366, 768)
    berta.opens("/desk")
    berta.find("#knocks")
    return first, berta.driver.current_window_handle


def is_told_that_it_is_elsewhere(berta: Browser, window: str) -> None:
    """Look at a window that has no call any more."""
    berta.driver.switch_to.window(window)
    berta.sees(ELSEWHERE, "#calls-line")
    assert not berta.find("#call").is_displayed()
    assert not berta.all("#knock-list li")
    for video in ("#citizen-video", "#self-video"):
        assert berta.script(f"return document.querySelector('{video}').srcObject") is None


def sees_the_citizen(berta: Browser, window: str) -> None:
    berta.driver.switch_to.window(window)
    berta.sees("Sie sprechen miteinander.", "#call-state")
    berta.until(lambda: berta.script(SEEN), "the citizen's picture")


async def test_a_second_tab_takes_the_talk_and_the_first_may_have_it_back(
    scene: Scene, berta: Browser
) -> None:
    caller = scene.caller
    before = await talks(caller, berta)
    first, second = await asyncio.to_thread(second_tab, berta)
    moved = await together(caller, before)
    await asyncio.to_thread(sees_the_citizen, berta, second)
    await asyncio.to_thread(is_told_that_it_is_elsewhere, berta, first)
    await asyncio.to_thread(berta.driver.refresh)
    assert await together(caller, moved) > moved
    await asyncio.to_thread(sees_the_citizen, berta, first)
    await asyncio.to_thread(is_told_that_it_is_elsewhere, berta, second)
    # The tab that has nothing is closed, and nobody notices.
    await asyncio.to_thread(berta.driver.close)
    await asyncio.to_thread(sees_the_citizen, berta, first)
    assert talk(caller).media is Media.UP
    await asyncio.to_thread(ends, berta, caller)
    await scene.closes()
    assert scene.states == [
        *(S.KNOCKING, S.CONNECTING, S.TALKING),
        *(S.CONNECTING, S.TALKING),  # in the second tab
        *(S.CONNECTING, S.TALKING),  # in the first one again
        S.ENDED,
    ]
    assert berta.complaints() == []


async def test_a_knock_that_rings_in_one_tab_is_answered_in_the_other(
    scene: Scene, berta: Browser
) -> None:
    caller = scene.caller
    await knocks(caller)
    # The first tab looks at the card: a connection stands by there.
    await asyncio.to_thread(berta.clicks, "#knock-list .look")
    await asyncio.to_thread(berta.sees, "Verbindung steht bereit.", "#knock-list")
    first, second = await asyncio.to_thread(second_tab, berta)
    await asyncio.to_thread(is_told_that_it_is_elsewhere, berta, first)
    assert not talk(caller).gate_open
    await asyncio.to_thread(berta.driver.switch_to.window, second)
    await asyncio.to_thread(berta.clicks, "#knock-list .accept")
    await together(caller)
    await asyncio.to_thread(sees_the_citizen, berta, second)
    await asyncio.to_thread(ends, berta, caller)
    await scene.closes()
    assert scene.states == [S.KNOCKING, S.CONNECTING, S.TALKING, S.ENDED]
    # The tab that had the card knows nothing of it, and nothing of it comes back.
    await asyncio.to_thread(is_told_that_it_is_elsewhere, berta, first)
    assert berta.complaints() == []
