"""The simulator: what falls out, what is scrap, and each of its switches."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PIL import Image

from devices.printer import (
    Blocked,
    Clean,
    Confirmed,
    CoverOpen,
    Defective,
    Doubt,
    Gap,
    Lost,
    OutOfPaper,
    PaperLow,
    Ready,
    Unknown,
    Unreachable,
)
from devices.printer.simulated import SimulatedPrinter
from devices.printer.switches import Switch
from tests.devices.printers import last_word, picture, running, state_of

LOST = [
    (Switch.UNPLUGGED, Unreachable(Gap.NO_CONNECTION), Doubt.CONNECTION_LOST),
    (Switch.POWER_CUT, Unreachable(Gap.NO_CONNECTION), Doubt.CONNECTION_LOST),
    (Switch.MUTE, Unreachable(Gap.NO_ANSWER), Doubt.CONNECTION_LOST),
    (Switch.DEFECTIVE, Defective(), Doubt.DEFECTIVE),
]


@pytest.fixture
def printer(tmp_path: Path) -> SimulatedPrinter:
    return SimulatedPrinter(tmp_path, speed_mm_s=1e5, time_scale=20)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.png"))


async def test_every_ticket_lies_in_the_folder_as_a_picture(
    printer: SimulatedPrinter, tmp_path: Path
) -> None:
    async with running(printer):
        await printer.print("first", picture())
        await printer.print("second", picture(100))
    assert names(tmp_path) == ["0001-first.png", "0002-second.png"]
    with Image.open(tmp_path / "0001-first.png") as seen:
        assert (seen.mode, seen.size) == ("1", (576, 240))
        assert [round(dpi) for dpi in seen.info["dpi"]] == [203, 203]
        assert bytes(255 - byte for byte in seen.tobytes()) == picture().rows


@pytest.mark.parametrize(("trouble", "state", "doubt"), LOST)
async def test_a_printer_that_is_lost_is_clean_before_and_in_doubt_within(
    printer: SimulatedPrinter, tmp_path: Path, trouble: Switch, state: Lost, doubt: Doubt
) -> None:
    async with running(printer):
        await printer.switch(trouble)
        assert await printer.print("before", picture()) == Clean(state)
        await printer.repair()
        printer.switch_after(100, trouble)
        assert await printer.print("within", picture()) == Unknown(doubt)
    assert names(tmp_path) == ["scrap/0001-within.png"]
    assert printer.scrap.papers[0].picture.height_dots == 120


async def test_a_cable_that_is_pulled_after_the_last_row_does_not_keep_the_ticket(
    printer: SimulatedPrinter,
) -> None:
    async with running(printer):
        printer.switch_after(240, Switch.UNPLUGGED)
        assert await printer.print("job", picture()) == Unknown(Doubt.CONNECTION_LOST)
    assert [paper.picture for paper in printer.tray.papers] == [picture()]


async def test_a_late_answer_turns_doubt_into_certainty(printer: SimulatedPrinter) -> None:
    async with running(printer) as changes:
        await printer.switch(Switch.LATE_ANSWER)
        assert await printer.print("job", picture()) == Unknown(Doubt.NO_CONFIRMATION)
        await printer.switch(Switch.LATE_ANSWER, on=False)
        await last_word(changes, "job", Confirmed)


async def test_a_cover_that_is_closed_at_once_is_no_news(tmp_path: Path) -> None:
    printer = SimulatedPrinter(tmp_path, speed_mm_s=1e5)
    async with running(printer) as changes:
        printer.switch_after(100, Switch.COVER_OPEN)
        waiting = asyncio.create_task(printer.print("job", picture()))
        await state_of(changes, CoverOpen)
        await printer.switch(Switch.COVER_OPEN, on=False)
        assert await waiting == Confirmed()


async def test_near_the_end_of_the_roll_it_prints_and_says_so(printer: SimulatedPrinter) -> None:
    async with running(printer):
        await printer.switch(Switch.NEAR_END)
        assert isinstance(printer.state, PaperLow)
        assert await printer.print("job", picture()) == Confirmed()
        await printer.load_roll()
        assert isinstance(printer.state, Ready)


async def test_a_roll_that_ends_in_a_ticket_blocks_it_until_the_next_roll() -> None:
    printer = SimulatedPrinter(speed_mm_s=1e5, time_scale=20, roll_mm=20)
    async with running(printer) as changes:
        assert await printer.print("job", picture()) == Blocked(OutOfPaper())
        await printer.load_roll()
        await last_word(changes, "job", Confirmed)
        assert printer.state == Ready()


async def test_a_blocked_ticket_tells_the_trouble_that_is_there_now(
    printer: SimulatedPrinter,
) -> None:
    async with running(printer) as changes:
        printer.switch_after(100, Switch.PAPER_OUT)
        await printer.print("job", picture())
        await last_word(changes, "job", Blocked)
        await printer.switch(Switch.COVER_OPEN)
        assert await last_word(changes, "job", Blocked) == Blocked(CoverOpen())
        await printer.repair()
        await last_word(changes, "job", Confirmed)


async def test_the_numbers_of_the_papers_go_on_after_a_restart(
    printer: SimulatedPrinter, tmp_path: Path
) -> None:
    async with running(printer):
        await printer.print("first", picture())
    again = SimulatedPrinter(tmp_path, speed_mm_s=1e5)
    async with running(again):
        await again.print("second", picture())
    assert names(tmp_path) == ["0001-first.png", "0002-second.png"]


async def test_a_slow_printer_takes_its_time() -> None:
    printer = SimulatedPrinter(speed_mm_s=100)
    loop = asyncio.get_running_loop()
    async with running(printer):
        began = loop.time()
        await printer.print("job", picture(160))  # 20 mm
    assert loop.time() - began >= 0.2
