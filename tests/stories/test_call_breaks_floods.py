"""Floods and nonsense from one end of a call: the talk goes on, or ends as calls end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kiosk.domain.call_control import Media
from kiosk.domain.call_messages import Signal, SignalKind
from kiosk.domain.calls import CallState as S
from tests.stories.test_call_breaks import ends, talks
from tests.stories.test_knock_and_talk import knocks, talk
from tests.support import hostile_page as page
from tests.support.browser import Browser
from tests.support.call_scene import SEEN, Scene, at_a_desk, at_the_glass
from tests.support.office_process import OfficeProcess

TALKED = [S.KNOCKING, S.CONNECTING, S.TALKING, S.ENDED]


@pytest.fixture
async def scene(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Scene]:
    async with at_the_glass(office, tmp_path) as there:
        yield there


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Browser]:
    """Berta's page, on whose line somebody else has laid a hand."""
    with at_a_desk(office) as browser:
        page.lay_hand_on(browser)
        yield browser


async def goes_on(scene: Scene, berta: Browser) -> None:
    """See that words pass, that the picture moves, and that nothing was noticed."""
    await asyncio.to_thread(berta.types, "#write", "Sind Sie noch da?")
    await scene.caller.until(lambda: "noch da" in talk(scene.caller).staff_typing, "the words")
    shown = "return document.querySelector('#citizen-video').getVideoPlaybackQuality()"
    frames = await asyncio.to_thread(berta.script, f"{shown}.totalVideoFrames")
    await asyncio.to_thread(
        berta.until, lambda: berta.script(f"{shown}.totalVideoFrames") > frames + 15, "it moves"
    )
    await asyncio.to_thread(ends, berta, scene.caller)
    await scene.closes()
    assert scene.states == TALKED and Media.LOST not in scene.media


async def test_a_desk_that_floods_its_own_call_goes_on_talking(
    scene: Scene, berta: Browser
) -> None:
    await talks(scene.caller, berta)
    ticket, generation = talk(scene.caller).ticket_id, talk(scene.caller).generation
    kinds = ("offer", "answer", "candidate")
    nonsense = [page.signal(ticket, generation, k, body) for body in page.BROKEN for k in kinds]
    ways = page.signal(ticket, generation, "candidate", page.candidate())
    names = page.signal(ticket, generation, "candidate", page.candidate("none-#.invalid"))
    old = page.signal(ticket, generation - 1, "offer", "v=0")
    for _ in range(2):
        await asyncio.to_thread(page.says, berta, *nonsense)
        await asyncio.to_thread(page.says, berta, ways, names, old, times=500)
    await goes_on(scene, berta)


async def test_a_terminal_that_floods_its_own_call_goes_on_talking(
    scene: Scene, berta: Browser
) -> None:
    await talks(scene.caller, berta)
    ticket, generation = talk(scene.caller).ticket_id, talk(scene.caller).generation
    say = scene.caller.attendant.link.say
    kinds = (SignalKind.OFFER, SignalKind.ANSWER, SignalKind.CANDIDATE)
    for kind in kinds:
        for body in page.BROKEN:
            say(Signal(ticket, generation, kind, body))
            await asyncio.sleep(0)
    for number in range(1_000):
        body = page.candidate().replace("#", str(number))
        say(Signal(ticket, generation, SignalKind.CANDIDATE, body))
        if number % 20 == 0:
            await asyncio.sleep(0)
    await goes_on(scene, berta)
    assert berta.complaints() == []


async def test_a_desk_whose_answers_are_nonsense_is_given_up_after_20_seconds(
    scene: Scene, berta: Browser
) -> None:
    caller = scene.caller
    await asyncio.to_thread(
        berta.script,
        """let next = 0; const broken = arguments[0];
        window.change = (text) => {
          const said = JSON.parse(text);
          if (said.kind !== "answer") return text;
          return JSON.stringify({ ...said, body: broken[next++ % broken.length] });
        };""",
        page.BROKEN,
    )
    await knocks(caller)
    await asyncio.to_thread(berta.clicks, "#knock-list .accept")
    await caller.until(lambda: talk(caller).over, "the end after 20 s", patience_s=40)
    await caller.waits_for("Noch einmal anklopfen")
    assert not talk(caller).gate_open
    await scene.closes()
    assert scene.states == [S.KNOCKING, S.CONNECTING, S.ENDED]
    assert not await asyncio.to_thread(berta.script, SEEN)
    # Another try with answers that are some, and both talk.
    await asyncio.to_thread(berta.script, "window.change = (text) => text;")
    await caller.touches_row("Noch einmal anklopfen")
    await asyncio.to_thread(berta.clicks, "#knock-list .accept")
    await caller.until(lambda: scene.states[-1] is S.TALKING, "a talk")
