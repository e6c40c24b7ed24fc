"""The contract of a camera, over every camera that there is."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from devices.camera import Closed, Gap, Looking, NoPicture, Picture
from devices.camera.switches import Switch
from tests.devices.cameras import (
    BENCHES,
    FPS,
    HEIGHT,
    WIDTH,
    Bench,
    looking,
    running,
    seen,
    state_of,
)

FROM_THE_BEGINNING = [
    (Switch.UNPLUGGED, Gap.NOT_FOUND),
    (Switch.BUSY, Gap.BUSY),
    (Switch.SILENT, Gap.SILENT),
]
IN_THE_MIDDLE = [(Switch.UNPLUGGED, Gap.UNPLUGGED), (Switch.SILENT, Gap.SILENT)]


@pytest.fixture(params=BENCHES)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    return BENCHES[request.param](tmp_path)


async def test_before_the_owner_runs_nobody_sees_anything(bench: Bench) -> None:
    assert bench.camera.state == Closed()
    assert await bench.camera.next(0) is None
    assert not bench.held()


async def test_pictures_come_with_rising_numbers_and_times(bench: Bench) -> None:
    async with running(bench.camera):
        pictures = [await seen(bench.camera)]
        for _ in range(5):
            pictures.append(await seen(bench.camera, pictures[-1].number))
        assert bench.camera.state == Looking(WIDTH, HEIGHT, FPS)
    for earlier, later in zip(pictures, pictures[1:], strict=False):
        assert earlier.number < later.number
        assert earlier.taken_ns < later.taken_ns
    assert {(each.width, each.height) for each in pictures} == {(WIDTH, HEIGHT)}


async def test_who_comes_late_gets_the_newest_picture_and_no_older_one(bench: Bench) -> None:
    async with running(bench.camera):
        first = await seen(bench.camera)
        newest = await seen(bench.camera, first.number + 3)
        assert (await seen(bench.camera, first.number)).number >= newest.number


async def test_all_who_wait_get_the_same_picture(bench: Bench) -> None:
    async with running(bench.camera):
        one, other = await asyncio.gather(bench.camera.next(0), bench.camera.next(0))
        assert one is not None and one is other


async def test_when_the_owner_ends_the_camera_is_closed_and_nobody_waits(bench: Bench) -> None:
    async with running(bench.camera):
        last = await seen(bench.camera)
        waiting = asyncio.create_task(bench.camera.next(last.number + 1_000_000))
        changes = bench.camera.changes()
    assert bench.camera.state == Closed()
    assert not bench.held()
    assert await waiting is None
    assert await bench.camera.next(0) is None
    await state_of(changes, Closed())


async def test_it_can_be_run_again_and_the_numbers_go_on(bench: Bench) -> None:
    async with running(bench.camera):
        before = await seen(bench.camera)
    async with running(bench.camera):
        assert (await seen(bench.camera)).number > before.number


async def test_it_has_one_owner(bench: Bench) -> None:
    async with running(bench.camera):
        await looking(bench.camera)
        with pytest.raises(RuntimeError, match="one owner"):
            await bench.camera.run()
        await seen(bench.camera)


@pytest.mark.parametrize(("trouble", "gap"), FROM_THE_BEGINNING)
async def test_a_camera_in_trouble_from_the_beginning_says_why(
    bench: Bench, trouble: Switch, gap: Gap
) -> None:
    await bench.strike(trouble)
    async with running(bench.camera):
        changes = bench.camera.changes()
        await state_of(changes, NoPicture(gap))
        assert await bench.camera.next(0) is None
        await bench.repair()
        await state_of(changes, Looking)
        await seen(bench.camera)


@pytest.mark.parametrize(("trouble", "gap"), IN_THE_MIDDLE)
async def test_trouble_in_the_middle_takes_the_picture_away_until_it_ends(
    bench: Bench, trouble: Switch, gap: Gap
) -> None:
    async with running(bench.camera):
        last = await seen(bench.camera)
        changes = bench.camera.changes()
        await bench.strike(trouble)
        await state_of(changes, NoPicture(gap))
        assert await bench.camera.next(0) is None
        await bench.repair()
        await state_of(changes, Looking)
        assert (await seen(bench.camera)).number > last.number


async def test_who_waits_when_the_picture_goes_is_told_that_there_is_none(bench: Bench) -> None:
    async with running(bench.camera):
        last = await seen(bench.camera)
        waiting = asyncio.create_task(bench.camera.next(last.number + 1_000_000))
        await bench.strike(Switch.UNPLUGGED)
        assert await waiting is None


async def test_a_covered_lens_is_a_dark_picture(bench: Bench) -> None:
    async with running(bench.camera):
        picture = await seen(bench.camera)
        assert not picture.covered
        await bench.strike(Switch.COVERED)
        while not picture.covered:
            picture = await seen(bench.camera, picture.number)
        assert isinstance(bench.camera.state, Looking)


async def test_a_frozen_camera_gives_the_same_picture_under_new_numbers(bench: Bench) -> None:
    async with running(bench.camera):
        await bench.strike(Switch.FROZEN)
        before = await seen(bench.camera)
        while (picture := await seen(bench.camera, before.number)).planes != before.planes:
            before = picture
        assert picture.number > before.number


@pytest.mark.parametrize(("width", "height", "length"), [(3, 2, 9), (2, 3, 9), (0, 2, 0)])
def test_a_picture_has_even_sides(width: int, height: int, length: int) -> None:
    with pytest.raises(ValueError, match="even"):
        Picture(width, height, bytes(length), 1, 0)


def test_a_picture_has_all_of_its_planes() -> None:
    with pytest.raises(ValueError, match="7 bytes"):
        Picture(4, 2, bytes(7), 1, 0)
    whole = Picture(4, 2, b"YYYYyyyyUUVV", 1, 0)
    assert (bytes(whole.y), bytes(whole.u), bytes(whole.v)) == (b"YYYYyyyy", b"UU", b"VV")
