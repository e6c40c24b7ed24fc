"""The simulated camera: its picture, its clock in the picture, and its switches."""

from __future__ import annotations

import asyncio
import time

import numpy as np
import pytest

from devices.camera import Gap, Looking, NoPicture, Picture
from devices.camera.portrait import LOOP_S, Portrait
from devices.camera.simulated import SimulatedCamera
from devices.camera.switches import Switch
from devices.camera.time_code import (
    WRAPS_MS,
    age_ms,
    bits,
    edges,
    read_luminance,
    read_time_code,
    strip_height,
)
from tests.devices.cameras import running, seen, state_of

SIZES = [(96, 54), (320, 180), (640, 480), (854, 480), (1280, 720), (1920, 1080)]
MS = 1_000_000


def stamped(width: int, height: int, ms: int) -> np.ndarray:
    """Return a luminance plane with a code and nothing else."""
    y = np.full((height, width), 126, np.uint8)
    x = edges(width)
    for block, white in enumerate(bits(ms * MS)):
        y[: strip_height(height), x[block] : x[block + 1]] = 218 if white else 32
    return y


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_the_picture_says_when_it_was_taken(width: int, height: int) -> None:
    camera = SimulatedCamera(width, height)
    async with running(camera):
        picture = await seen(camera)
    assert read_time_code(picture) == picture.taken_ns // MS % WRAPS_MS
    assert 0 <= age_ms(read_time_code(picture) or 0, time.monotonic_ns()) < 60_000


@pytest.mark.parametrize("ms", [0, 1, 0x55555, 0xAAAAA, WRAPS_MS - 1])
def test_a_code_is_read_from_padded_rows_and_after_scaling(ms: int) -> None:
    y = stamped(1280, 720, ms)
    assert read_luminance(np.pad(y, ((0, 0), (0, 64))).tobytes(), 1280, 720, 1344) == ms
    small = y.reshape(180, 4, 320, 4).mean((1, 3)).astype(np.uint8)
    assert read_luminance(small.tobytes(), 320, 180, 320) == ms


def test_a_code_withstands_noise() -> None:
    noise = np.random.default_rng(1).normal(0, 25, (720, 1280))
    y = np.clip(stamped(1280, 720, 123_456) + noise, 0, 255).astype(np.uint8)
    assert read_luminance(y.tobytes(), 1280, 720, 1280) == 123_456


@pytest.mark.parametrize("grey", [0, 16, 126, 235, 255])
def test_a_picture_of_one_grey_has_no_code(grey: int) -> None:
    assert read_time_code(Picture(320, 180, bytes([grey]) * (320 * 270), 1, 0)) is None


def test_a_block_that_is_read_wrongly_is_noticed() -> None:
    y = stamped(320, 180, 123_456)
    x = edges(320)
    for block in range(24):
        wrong = y.copy()
        wrong[:8, x[block] : x[block + 1]] = 250 - wrong[:8, x[block] : x[block + 1]]
        assert read_luminance(wrong.tobytes(), 320, 180, 320) is None


def test_the_age_of_a_code_goes_over_the_end_of_its_bits() -> None:
    assert age_ms(WRAPS_MS - 10, 20 * MS) == 30
    assert age_ms(20, (WRAPS_MS - 10) * MS) == -30
    assert age_ms(1_000, (1_000 + 3 * WRAPS_MS + 7) * MS) == 7


def test_the_person_moves_and_the_loop_closes() -> None:
    portrait = Portrait(320, 180)
    start = portrait.draw(0.0)
    assert (portrait.draw(1.0) != start).mean() > 0.02
    assert (portrait.draw(LOOP_S) != start).mean() < 0.01  # it may just blink


@pytest.mark.parametrize(("width", "height"), [(96, 54), (480, 640), (1440, 480)])
def test_the_portrait_fits_into_every_shape(width: int, height: int) -> None:
    frame = Portrait(width, height).draw(2.0)
    assert len(frame) == width * height * 3 // 2
    assert frame[: width * height].max() <= 240
    assert frame[: width * height].min() >= 16


async def test_the_code_and_the_noise_are_there_when_wanted() -> None:
    camera = SimulatedCamera(320, 180, time_code=False, noisy=True)
    async with running(camera):
        first = await seen(camera)
        second = await seen(camera, first.number)
    assert read_time_code(first) is None
    wall = slice(320 * 178, 320 * 178 + 60)  # nothing moves there
    assert bytes(first.y[wall]) != bytes(second.y[wall])


async def test_a_covered_picture_has_no_code() -> None:
    camera = SimulatedCamera(320, 180)
    await camera.switch(Switch.COVERED)
    async with running(camera):
        assert read_time_code(await seen(camera)) is None
        await camera.repair()
        assert camera.switched_on == frozenset()


async def test_of_several_troubles_the_one_shows_that_hides_the_others() -> None:
    camera = SimulatedCamera(320, 180, time_scale=20)
    async with running(camera):
        changes = camera.changes()
        await state_of(changes, Looking)
        for trouble in (Switch.SILENT, Switch.BUSY, Switch.UNPLUGGED):
            await camera.switch(trouble)
        await state_of(changes, NoPicture(Gap.UNPLUGGED))
        await camera.switch(Switch.UNPLUGGED, on=False)
        await state_of(changes, NoPicture(Gap.BUSY))
        await camera.switch(Switch.BUSY, on=False)
        await state_of(changes, NoPicture(Gap.SILENT))


async def test_a_slow_listener_hears_the_latest_state() -> None:
    camera = SimulatedCamera(320, 180)
    changes = camera.changes()
    async with running(camera):
        await seen(camera)
        await camera.switch(Switch.UNPLUGGED)
        await state_of(camera.changes(), NoPicture)
        assert await anext(changes) == NoPicture(Gap.UNPLUGGED)
        silent = asyncio.create_task(anext(changes))
        await asyncio.sleep(0)
        assert not silent.done()
    await silent


@pytest.mark.parametrize(("width", "height"), [(95, 54), (96, 53), (64, 36), (1281, 720)])
def test_a_size_that_no_camera_has_is_refused(width: int, height: int) -> None:
    with pytest.raises(ValueError, match="no camera"):
        SimulatedCamera(width, height)
