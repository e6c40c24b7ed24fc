"""The camera through OpenCV: what it holds, for how long, and what comes out of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from devices.camera import Gap, Looking, NoPicture
from devices.camera.opencv import OpenCvCamera
from tests.devices.cameras import (
    SCALE,
    FilmBench,
    camera_threads,
    film,
    image,
    running,
    seen,
    state_of,
)


async def test_the_device_is_open_only_while_the_owner_runs(tmp_path: Path) -> None:
    bench = FilmBench(tmp_path)
    assert not bench.held()
    async with running(bench.camera):
        await seen(bench.camera)
        assert bench.held()
        assert len(camera_threads()) == 1
    assert not bench.held()
    assert camera_threads() == []


@pytest.mark.parametrize("address", ["/dev/video63", "63", 63])
async def test_a_device_that_is_not_there_is_not_found(address: str | int) -> None:
    camera = OpenCvCamera(address, time_scale=SCALE)
    async with running(camera):
        await state_of(camera.changes(), NoPicture(Gap.NOT_FOUND))


async def test_an_odd_row_and_column_are_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "odd.avi"
    path.write_bytes(film([np.full((91, 161, 3), 90, np.uint8)] * 3, (161, 91)))
    camera = OpenCvCamera(path, time_scale=SCALE)
    async with running(camera):
        picture = await seen(camera)
        assert (picture.width, picture.height) == (160, 90)


async def test_colours_are_those_of_the_film(tmp_path: Path) -> None:
    path = tmp_path / "camera.avi"
    path.write_bytes(film([image(1.0)]))
    camera = OpenCvCamera(path, time_scale=SCALE)
    async with running(camera):
        picture = await seen(camera)
    red, blue = picture.v, picture.u  # 160 bytes a row
    assert red[45 * 160 + 80] > 140 > 120 > blue[45 * 160 + 80]  # a cheek
    assert blue[15 * 160 + 18] > 140 > 120 > red[15 * 160 + 18]  # the sky in the window
    assert picture.y[175 * 320 + 160] > 200  # the shirt


async def test_the_state_tells_the_size_and_pace_that_came(tmp_path: Path) -> None:
    path = tmp_path / "camera.avi"
    path.write_bytes(film([image(0.0, 160, 90)] * 3, (160, 90)))
    camera = OpenCvCamera(path, width=1280, height=720, fps=15)
    async with running(camera):
        assert await state_of(camera.changes(), Looking) == Looking(160, 90, 30.0)
