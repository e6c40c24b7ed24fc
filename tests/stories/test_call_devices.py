"""Cameras that leave in mid-talk, at the terminal and at the desk: the voices go on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from devices.camera.switches import Switch
from kiosk.config import CallConfig
from kiosk.domain.call_control import DeviceState, Media
from kiosk.domain.calls import CallState as S
from kiosk.terminal.views import Moving
from tests.stories.test_call_breaks import ends, talks
from tests.stories.test_knock_and_talk import talk
from tests.support.browser import Browser
from tests.support.call_scene import SEEN, Scene, at_a_desk, at_the_glass
from tests.support.office_process import OfficeProcess

GLASS_OFF = "Die Kamera geht gerade nicht. Man hört Sie weiter."
DESK_OFF = "Kein Bild: Die Kamera am Terminal ist aus. Der Ton geht weiter."
DESK_COVERED = "Die Kamera am Terminal ist wohl verdeckt."
# How many packets of sound the desk has got of the citizen: read where the page shows it.
TALKED = [S.KNOCKING, S.CONNECTING, S.TALKING, S.ENDED]


@pytest.fixture
def troubles(tmp_path: Path) -> Path:
    """Where the simulated camera of the call process reads its troubles."""
    return tmp_path / "troubles"


@pytest.fixture
async def scene(office: OfficeProcess, tmp_path: Path, troubles: Path) -> AsyncIterator[Scene]:
    async with at_the_glass(office, tmp_path, CallConfig(camera_troubles=troubles)) as there:
        yield there


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Browser]:
    with at_a_desk(office) as browser:
        yield browser


async def desk_sees(berta: Browser, words: str) -> None:
    await asyncio.to_thread(berta.sees, words, "#citizen-blank")


async def desk_sees_nothing_written(berta: Browser) -> None:
    blank = berta.find("#citizen-blank")
    await asyncio.to_thread(berta.until, lambda: not blank.is_displayed(), "only the picture")


def own_picture(scene: Scene) -> bool:
    return scene.caller.attendant.calls.pictures.newest(Moving.SELF, 0) is not None


async def test_a_camera_that_is_unplugged_in_mid_talk_leaves_the_voice_and_comes_back(
    scene: Scene, berta: Browser, troubles: Path
) -> None:
    caller = scene.caller
    await talks(caller, berta)
    await asyncio.to_thread(berta.until, lambda: berta.script(SEEN), "the citizen's picture")
    assert caller.sees("Man sieht Sie.")
    troubles.write_text(Switch.UNPLUGGED, encoding="utf-8")
    await caller.waits_for(GLASS_OFF)
    assert talk(caller).camera is DeviceState.MISSING and not caller.sees("Man sieht Sie.")
    assert not own_picture(scene)
    await desk_sees(berta, DESK_OFF)
    await asyncio.to_thread(berta.sees, "Sie sprechen miteinander.", "#call-state")
    assert talk(caller).microphone is DeviceState.WORKING and caller.sees("Man hört Sie.")
    troubles.unlink()
    await caller.waits_for("Man sieht Sie.")
    assert not caller.sees(GLASS_OFF)
    await caller.until(lambda: own_picture(scene), "the mirror")
    await desk_sees_nothing_written(berta)
    await asyncio.to_thread(ends, berta, caller)
    await scene.closes()
    assert scene.states == TALKED and Media.LOST not in scene.media, "the talk went on all the time"
    assert berta.complaints() == []


async def test_a_hand_before_the_camera_is_seen_at_the_desk(
    scene: Scene, berta: Browser, troubles: Path
) -> None:
    caller = scene.caller
    await talks(caller, berta)
    troubles.write_text(Switch.COVERED, encoding="utf-8")
    await desk_sees(berta, DESK_COVERED)
    troubles.unlink()
    await desk_sees_nothing_written(berta)
    await caller.touches_row("Kamera ausschalten")
    await desk_sees(berta, DESK_OFF)
    assert not caller.sees(GLASS_OFF), "whoever switches it off knows it"
    await asyncio.to_thread(ends, berta, caller)
    await scene.closes()
    assert scene.states == TALKED and Media.LOST not in scene.media
