"""A whole talk in Firefox, which knows VP8 only, with the real glass and a real call process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kiosk.domain.call_control import Media, Stream
from kiosk.domain.calls import CallState as S
from kiosk.terminal.views import Moving
from tests.stories.test_call_breaks import together
from tests.stories.test_knock_and_talk import knocks, talk
from tests.support.call_scene import Scene, at_the_glass
from tests.support.firefox import Firefox, firefox
from tests.support.office_process import PASSWORD, OfficeProcess

SEEN = "document.getElementById('citizen-video').videoWidth > 0"


@pytest.fixture
async def scene(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Scene]:
    async with at_the_glass(office, tmp_path) as there:
        yield there


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Firefox]:
    """A Firefox in which somebody sits at a desk that talks by video."""
    office.account("berta")
    with firefox(office.address) as browser:
        browser.opens("/desk/sign-in")
        browser.types("#login", "berta")
        browser.types("#password", PASSWORD)
        browser.clicks("main button")
        browser.clicks("input[value=platz-8]")
        browser.clicks("button.wide")
        browser.until("document.getElementById('knocks') !== null")
        yield browser
        assert browser.complaints == []


async def test_accept_talk_write_share_and_end_in_firefox(scene: Scene, berta: Firefox) -> None:
    caller = scene.caller

    async def desk(act: object, *words: str) -> None:
        await asyncio.to_thread(act, *words)  # type: ignore[arg-type]

    await knocks(caller)
    await desk(berta.clicks, "#knock-list .accept")
    await together(caller)
    await desk(berta.sees, "Sie sprechen miteinander.")
    await desk(berta.until, SEEN, "the citizen's picture")
    await caller.until(lambda: Stream.STAFF in talk(caller).streams, "the clerk's picture")
    face = caller.attendant.calls.pictures.newest(Moving.STAFF, 0)
    assert face is not None and face.width > face.height

    await desk(berta.presses, "s")
    await caller.until(lambda: Stream.SHARE in talk(caller).streams, "the screen on the glass")
    await caller.waits_for("Gezeigter Bildschirm")
    screen = caller.attendant.calls.pictures.newest(Moving.SHARE, 0)
    assert screen is not None and (screen.width, screen.height) == (1366, 768)
    await desk(berta.presses, "s")
    await caller.until(lambda: Stream.SHARE not in talk(caller).streams, "not shared any more")

    await desk(berta.script, "document.getElementById('write').focus()")
    for letter in "Hallo":
        await desk(berta.presses, letter)
    await caller.until(lambda: talk(caller).staff_typing == "Hallo", "letter by letter")
    await desk(berta.clicks, "#do-end")
    await desk(berta.clicks, "#send-end")
    await caller.waits_for("Das Gespräch ist beendet")
    await desk(berta.until, "document.getElementById('call').hidden", "no talk")
    await scene.closes()
    assert scene.states == [S.KNOCKING, S.CONNECTING, S.TALKING, S.ENDED]
    assert Media.LOST not in scene.media


async def test_a_reload_and_a_closed_firefox(scene: Scene, berta: Firefox) -> None:
    caller = scene.caller
    await knocks(caller)
    await asyncio.to_thread(berta.clicks, "#knock-list .accept")
    before = await together(caller)
    await asyncio.to_thread(berta.opens, "/desk")
    assert await together(caller, before) > before
    await asyncio.to_thread(berta.until, SEEN, "the citizen's picture")
    await asyncio.to_thread(berta.opens, "/display")
    await caller.until(lambda: scene.states[-1] is S.CONNECTING, "the page is gone")
    await caller.until(lambda: talk(caller).over, "the end after 20 s", patience_s=40)
    await caller.waits_for("Noch einmal anklopfen")
    await scene.closes()
    again = [S.CONNECTING, S.TALKING]
    assert scene.states == [S.KNOCKING, *again, *again, S.CONNECTING, S.ENDED]
