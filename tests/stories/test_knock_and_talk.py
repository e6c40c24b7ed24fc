"""Knock, be let in, talk, part: a real office, the real glass, a real call process, Chromium."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kiosk.config import CallConfig
from kiosk.domain.call_control import DeviceState, Media
from kiosk.domain.calls import CallState
from kiosk.terminal.situations import Situation
from kiosk.terminal.talk import Talk
from kiosk.terminal.views import Moving
from tests.stories.conftest import sit_down
from tests.support.browser import CAMERA, Browser, browsing
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess

DOOR = "Wohngeldstelle"


@pytest.fixture
async def caller(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Visitor]:
    """Somebody in front of a terminal with camera and microphone."""
    async with lobby(office, tmp_path, call=CallConfig()) as somebody:
        await somebody.until(lambda: somebody.attendant.lobby.calls_here, "the call process")
        yield somebody


@pytest.fixture(scope="module")
def window_with_camera() -> Iterator[Browser]:
    with browsing(flags=CAMERA) as browser:
        yield browser


@pytest.fixture
def berta(office: OfficeProcess, window_with_camera: Browser) -> Browser:
    """Berta's window: she sits at a desk that talks by video."""
    office.account("berta")
    browser = window_with_camera
    browser.address = office.address
    browser.forgets_everything()
    sit_down(browser, "berta", "platz-8")
    return browser


def talk(caller: Visitor) -> Talk:
    found = caller.attendant.visit.talk
    assert found is not None
    return found


async def knocks(caller: Visitor, way: str = "Mit Bild und Ton") -> None:
    await caller.wakes_it()
    await caller.touches_row("Per Video sprechen")
    await caller.touches_row(DOOR)
    await caller.touches_row("Anklopfen")
    await caller.touches_row(way)
    await caller.touches_row("Ja, anklopfen")
    await caller.waits_for("Sie haben angeklopft")


async def test_somebody_knocks_is_let_in_talks_and_both_part(
    caller: Visitor, berta: Browser
) -> None:
    states: list[CallState] = []

    def remember() -> None:
        call = caller.attendant.visit.talk and caller.attendant.visit.talk.call
        if call and (not states or states[-1] is not call.state):
            states.append(call.state)

    await knocks(caller)
    await caller.until(lambda: talk(caller).call is not None, "the office's answer")
    remember()
    await asyncio.to_thread(berta.sees, "Es klopft", "#knocks")
    assert not talk(caller).gate_open
    await asyncio.to_thread(berta.clicks, "#knock-list .accept")

    def talking() -> bool:
        remember()
        return talk(caller).media is Media.UP

    await caller.until(talking, "pictures of both")
    await caller.until(
        lambda: (remember(), talk(caller).call.state is CallState.TALKING)[1], "talk"
    )  # type: ignore[union-attr]
    assert caller.attendant.calls.pictures.newest(Moving.STAFF, 0) is not None
    await asyncio.to_thread(
        berta.until,
        lambda: berta.script("return document.querySelector('#citizen-video').videoWidth") > 0,
        "the citizen's picture",
    )
    # Written words in both directions.
    await asyncio.to_thread(berta.types, "#write", "Guten Tag")
    await caller.until(lambda: "Guten Tag" in talk(caller).staff_typing, "what Berta types")

    await asyncio.to_thread(berta.clicks, "#do-end")
    await asyncio.to_thread(berta.clicks, "#send-end")
    await caller.waits_for("Das Gespräch ist beendet")
    remember()
    assert states == [
        CallState.KNOCKING,
        CallState.CONNECTING,
        CallState.TALKING,
        CallState.ENDED,
    ]
    for device in ("camera", "microphone"):
        await caller.until(
            lambda name=device: getattr(talk(caller), name) is DeviceState.CLOSED, device
        )
    assert caller.attendant.calls.pictures.newest(Moving.SELF, 0) is None
    assert berta.complaints() == []


async def test_a_knock_that_is_declined_says_why(caller: Visitor, berta: Browser) -> None:
    await knocks(caller, "Nur mit Ton")
    await asyncio.to_thread(berta.clicks, "#knock-list .decline summary")
    await asyncio.to_thread(berta.clicks, "#knock-list [data-why=appointment-needed]")
    await caller.waits_for("Dafür brauchen Sie einen Termin.")
    assert caller.attendant.visit.situation is Situation.CALL_OVER


async def test_who_does_not_want_to_wait_takes_a_number_and_keeps_the_place(
    caller: Visitor, berta: Browser
) -> None:
    await knocks(caller)
    await caller.touches_row("Später wiederkommen")
    await caller.takes_the_paper()
    await asyncio.to_thread(berta.until, lambda: not berta.all("#knock-list li"), "nobody knocks")
    await caller.until(
        lambda: caller.attendant.visit.talk is None, "nothing of the call on the glass"
    )
