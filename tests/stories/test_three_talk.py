"""A third person comes into a talk by a one-time link, is pinned, and goes; or is not let in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kiosk.domain.call_control import Media, Stream
from kiosk.domain.calls import CallState
from kiosk.domain.guests import GuestState
from kiosk.terminal.views import CallView, Moving
from tests.stories.test_call_breaks import ends, together
from tests.stories.test_knock_and_talk import knocks, talk
from tests.support.browser import CAMERA, Browser, browsing
from tests.support.call_scene import Scene, at_a_desk, at_the_glass
from tests.support.office_process import OfficeProcess

SEES = "return document.querySelector('#{}-video').videoWidth > 0"


@pytest.fixture
async def scene(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Scene]:
    async with at_the_glass(office, tmp_path) as there:
        yield there


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Browser]:
    with at_a_desk(office) as browser:
        yield browser


@pytest.fixture
def olena(office: OfficeProcess) -> Iterator[Browser]:
    """An interpreter at home, with a browser."""
    with browsing(office.address, flags=CAMERA) as browser:
        browser.is_sized(1280, 800)
        yield browser


def invites(berta: Browser) -> str:
    """Make a link for an interpreter at the desk; return its path."""
    berta.clicks("#do-invite")
    berta.clicks("#make-link")
    berta.find("#invited")
    path: str = berta.until(
        lambda: urlsplit(berta.find("#guest-link").get_attribute("value") or "").path, "a link"
    )
    berta.clicks("#do-invite")
    return path


def comes(olena: Browser, path: str) -> None:
    """Open the link and take part."""
    olena.opens(path)
    olena.until(lambda: olena.find("#join").is_enabled(), "camera and microphone")
    olena.clicks("#join")


def sees(browser: Browser, who: str) -> Callable[[], bool]:
    return lambda: bool(browser.script(SEES.format(who)))


async def asked(scene: Scene, berta: Browser, olena: Browser) -> None:
    """Bring two people into a talk, and a third one to its door."""
    await knocks(scene.caller)
    await asyncio.to_thread(berta.clicks, "#knock-list .accept")
    await together(scene.caller)
    path = await asyncio.to_thread(invites, berta)
    await asyncio.to_thread(comes, olena, path)
    await scene.caller.waits_for("Sind Sie einverstanden?")
    assert not talk(scene.caller).third.generation
    assert not await asyncio.to_thread(sees(olena, "citizen"))


def shown(scene: Scene) -> CallView:
    view = scene.caller.app.glass.view
    assert isinstance(view, CallView)
    return view


async def goes_on(scene: Scene) -> None:
    """The talk of the other two goes on."""

    def seen() -> bool:
        return talk(scene.caller).media is Media.UP and shown(scene).large is Moving.STAFF

    await scene.caller.until(seen, "the desk")
    assert CallState.ENDED not in scene.states


async def test_an_interpreter_is_let_in_pinned_and_sent_away_and_the_talk_goes_on(
    scene: Scene, berta: Browser, olena: Browser, record_property: Callable[[str, object], None]
) -> None:
    caller = scene.caller
    await asked(scene, berta, olena)
    began = asyncio.get_running_loop().time()
    await caller.touches_row("Ja")
    await asyncio.gather(
        asyncio.to_thread(olena.until, sees(olena, "citizen"), "the citizen", 20),
        asyncio.to_thread(olena.until, sees(olena, "desk"), "the desk", 20),
        caller.until(lambda: Stream.GUEST in talk(caller).streams, "the interpreter"),
    )
    joined_ms = round(1_000 * (asyncio.get_running_loop().time() - began))
    record_property("third_party_joined_ms", joined_ms)
    print(f"third party joined after {joined_ms} ms")

    await caller.waits_for("Dolmetscher:in ist dabei")
    assert caller.attendant.calls.pictures.newest(Moving.GUEST, 0) is not None
    await asyncio.to_thread(berta.until, sees(berta, "guest"), "the interpreter", 20)
    await caller.until(lambda: shown(scene).small == (Moving.GUEST, Moving.SELF), "a small one")

    await asyncio.to_thread(berta.clicks, "#do-pin-guest")
    await caller.until(lambda: shown(scene).beside is Moving.GUEST, "a large one")

    await asyncio.to_thread(berta.clicks, "#do-dismiss-guest")
    await caller.waits_for("Die Dolmetscherin oder der Dolmetscher ist nicht mehr dabei.")
    newest = caller.attendant.calls.pictures.newest
    await caller.until(lambda: newest(Moving.GUEST, 0) is None, "nothing of the interpreter")
    await asyncio.to_thread(olena.sees, "Das Amt hat Sie aus dem Gespräch verabschiedet.")
    await goes_on(scene)

    await asyncio.to_thread(ends, berta, caller)
    await caller.waits_for("Das Gespräch ist beendet")
    await scene.closes()
    assert berta.complaints() == [] and olena.complaints() == []


async def test_who_is_not_let_in_sees_nobody_and_the_talk_goes_on(
    scene: Scene, berta: Browser, olena: Browser
) -> None:
    caller = scene.caller
    await asked(scene, berta, olena)
    await caller.touches_row("Nein")
    await asyncio.to_thread(olena.sees, "Die Person am Terminal möchte das Gespräch ohne Sie")
    guest = talk(caller).guest
    assert guest is not None and guest.state is GuestState.OUT
    assert not talk(caller).third.generation and Stream.GUEST not in talk(caller).streams
    assert not await asyncio.to_thread(sees(olena, "citizen"))
    await goes_on(scene)
    await asyncio.to_thread(ends, berta, caller)
    await scene.closes()
