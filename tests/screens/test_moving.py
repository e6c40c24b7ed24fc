"""Moving pictures: the colours of the frame, the mirror, and nothing of it left behind."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from devices.camera import Picture
from kiosk.terminal.views import Moving
from screens.moving import MovingPicture, fitted
from screens.samples import calls, lists
from tests.screens.moving import Pictures, frame, rgb
from tests.support.citizen import PORTRAIT, Citizen

CLERK, OWN = "Bild der Sachbearbeitung", "Ihr eigenes Bild"


async def sees(
    citizen: Citizen, staff: Picture | None = None, own: Picture | None = None
) -> Pictures:
    """Have a talk on the glass, with these frames."""
    pictures = Pictures(staff, own)
    citizen.app.glass.moving_pictures = pictures
    await citizen.is_shown(calls.talking("de"))
    return pictures


def pixels(citizen: Citizen, part: MovingPicture) -> npt.NDArray[np.float64]:
    """Return what is seen of a picture, rows from the top."""
    x, y, width, height = part.box
    across, upright = PORTRAIT
    glass = np.frombuffer(citizen.picture(), np.uint8).reshape(upright, across, 4)
    return glass[y : y + height, x : x + width, :3][::-1].astype(float)


def quarters(seen: npt.NDArray[np.float64]) -> list[npt.NDArray[np.float64]]:
    """Return the colour in the middle of each quarter."""
    height, width = seen.shape[:2]
    return [seen[height * row // 4, width * at // 4] for row in (1, 3) for at in (1, 3)]


@pytest.mark.parametrize("read_only", [False, True])
async def test_the_glass_has_the_colours_of_the_frame(citizen: Citizen, read_only: bool) -> None:
    shown = frame(968, 544, read_only=read_only)
    await sees(citizen, staff=shown)
    part = citizen.part(CLERK)
    assert part.box[2:] == (968, 544)
    wrong = np.abs(pixels(citizen, part) - rgb(shown))
    inside = np.ones(wrong.shape[:2], bool)
    inside[270:274] = inside[:, 482:486] = False  # where two colours meet
    for rows in (slice(0, 24), slice(-24, None)):  # the corners are round
        inside[rows, :24] = inside[rows, -24:] = False
    assert wrong[inside].max() <= 3


async def test_only_the_self_view_is_a_mirror(citizen: Citizen) -> None:
    shown = frame(640, 360)
    await sees(citizen, staff=shown, own=shown)
    wanted = quarters(rgb(shown))
    straight = quarters(pixels(citizen, citizen.part(CLERK)))
    mirrored = quarters(pixels(citizen, citizen.part(OWN)))
    assert np.abs(np.array(straight) - wanted).max() < 8
    swapped = [mirrored[1], mirrored[0], mirrored[3], mirrored[2]]
    assert np.abs(np.array(swapped) - wanted).max() < 12


@pytest.mark.parametrize("size", [(854, 480), (320, 240), (1280, 720), (360, 640)])
async def test_a_browser_may_change_the_size_in_the_middle_of_a_call(
    citizen: Citizen, size: tuple[int, int]
) -> None:
    pictures = await sees(citizen, staff=frame(640, 360))
    pictures.frames[Moving.STAFF] = frame(*size, number=2)
    part = citizen.part(CLERK)
    while part.aspect != size[0] / size[1]:
        await citizen.settles()
    await citizen.settles()
    _, _, width, height = part.box
    assert abs(width / height - size[0] / size[1]) < 0.01  # never distorted
    assert width <= part.width and height <= part.height
    seen, wanted = quarters(pixels(citizen, part)), quarters(rgb(frame(*size)))
    assert np.abs(np.array(seen) - wanted).max() < 12


async def test_a_newer_frame_replaces_the_older_one(citizen: Citizen) -> None:
    pictures = await sees(citizen, staff=frame(640, 360, number=7))
    before = citizen.picture()
    black = bytes([16]) * (640 * 360) + bytes([128]) * (640 * 180)
    newer = replace(frame(640, 360, number=9), planes=memoryview(bytearray(black)))
    pictures.frames[Moving.STAFF] = newer
    part = citizen.part(CLERK)
    while citizen.picture() == before:
        await citizen.settles()
    assert pixels(citizen, part)[30:-30, 30:-30].max() <= 2
    assert (Moving.STAFF, 7) in pictures.asked


async def test_nobody_asks_for_frames_while_there_is_no_picture(citizen: Citizen) -> None:
    pictures = Pictures(staff=frame(640, 360), own=frame(640, 360))
    citizen.app.glass.moving_pictures = pictures
    await citizen.is_shown(lists.home("de"))
    assert pictures.asked == []
    await citizen.is_shown(calls.talking("de"))
    parts = [citizen.part(CLERK), citizen.part(OWN)]
    assert all(part.watching for part in parts) and {who for who, _ in pictures.asked} == {
        Moving.STAFF,
        Moving.SELF,
    }
    await citizen.is_shown(lists.home("de"))
    pictures.asked.clear()
    await asyncio.sleep(0)
    await citizen.settles()
    assert pictures.asked == [] and not any(part.watching for part in parts)


async def test_nothing_of_a_picture_stays_when_its_screen_goes(citizen: Citizen) -> None:
    await sees(citizen, staff=frame(640, 360), own=frame(640, 360))
    parts = [citizen.part(CLERK), citizen.part(OWN)]
    assert all(part.planes for part in parts)
    await citizen.is_shown(calls.over("de"))
    assert not any(part.planes or part.watching for part in parts)


async def test_the_own_picture_goes_when_the_camera_is_switched_off(citizen: Citizen) -> None:
    await sees(citizen, own=frame(640, 360))
    await citizen.is_shown(calls.knock("de", camera=True))
    part = citizen.part(OWN)
    assert part.watching and part.planes
    await citizen.is_shown(calls.knock("de", camera=False))
    assert not part.watching and not part.planes
    assert citizen.sees("Die Kamera ist aus.")


async def test_without_a_new_frame_nothing_is_drawn(citizen: Citizen) -> None:
    from kivy.clock import Clock

    pictures = await sees(citizen, staff=frame(640, 360), own=frame(640, 360))
    await citizen.settles()
    drawn: list[int] = []
    citizen.app.window.bind(on_draw=lambda *_: drawn.append(1))
    pictures.asked.clear()
    frames = Clock.frames
    while len(pictures.asked) < 6:
        await asyncio.sleep(0)
    assert Clock.frames > frames and drawn == []


async def test_a_picture_is_an_icon_until_a_frame_comes(citizen: Citizen) -> None:
    await sees(citizen)
    part = citizen.part(CLERK)
    assert part.watching and not part.planes
    assert len(np.unique(pixels(citizen, part).reshape(-1, 3), axis=0)) > 1


def test_a_picture_fills_a_room_without_being_distorted() -> None:
    assert fitted(1600, 1000, 16 / 9) == (1600, 900)
    assert fitted(1600, 450, 16 / 9) == (800, 450)
