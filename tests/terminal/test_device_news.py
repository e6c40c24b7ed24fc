"""What the office hears of the printer: the newest, once, and again when it comes back."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from devices.printer import PaperPicture
from devices.printer.switches import Switch
from kiosk.domain.devices import PrinterCondition
from kiosk.domain.messages import ReportPrinter
from tests.domain.situations import MINUTE, NOON
from tests.terminal.reporting import Terminal, reporting, until

READY, LOW, OUT, COVER = (
    PrinterCondition.READY,
    PrinterCondition.PAPER_LOW,
    PrinterCondition.OUT_OF_PAPER,
    PrinterCondition.COVER_OPEN,
)
METRE = PaperPicture(576, b"\0" * 72 * 7_980, 203)


@pytest.fixture
async def terminal(tmp_path: Path) -> AsyncIterator[Terminal]:
    async with reporting(tmp_path) as opened:
        yield opened


async def test_the_office_hears_of_the_printer_after_its_welcome(terminal: Terminal) -> None:
    terminal.greet()
    assert await terminal.office.has_heard(READY) == [ReportPrinter(0, READY, NOON, 80_000)]


async def test_every_change_is_told_with_its_moment(terminal: Terminal) -> None:
    terminal.greet()
    await terminal.office.has_heard(READY)
    terminal.now += MINUTE
    await terminal.printer.switch(Switch.PAPER_OUT)
    *_, out = await terminal.office.has_heard(READY, OUT)
    assert (out.since, out.paper_left_mm) == (NOON + MINUTE, 0)
    await terminal.printer.load_roll()
    *_, well = await terminal.office.has_heard(READY, OUT, READY)
    assert well.paper_left_mm == 80_000


async def test_what_is_over_at_once_is_not_told(terminal: Terminal) -> None:
    terminal.greet()
    await terminal.office.has_heard(READY)
    await terminal.printer.switch(Switch.COVER_OPEN)
    await terminal.printer.switch(Switch.COVER_OPEN, on=False)
    await terminal.printer.switch(Switch.NEAR_END)
    await terminal.office.has_heard(READY, LOW)


async def test_paper_is_told_by_the_metre(terminal: Terminal) -> None:
    terminal.greet()
    await terminal.office.has_heard(READY)
    short = PaperPicture(576, b"\0" * 72 * 80, 203)
    await terminal.counted.print("short", short)
    await terminal.counted.print("long", METRE)
    *_, told = await terminal.office.has_heard(READY, READY)
    assert told.paper_left_mm == pytest.approx(80_000 - 10 - 999 - 30, abs=5)


async def test_while_the_office_is_away_only_the_newest_is_kept(terminal: Terminal) -> None:
    for trouble, condition in ((Switch.PAPER_OUT, OUT), (Switch.COVER_OPEN, COVER)):
        await terminal.printer.switch(trouble)
        await terminal.knows(condition)
    terminal.greet()
    await terminal.office.has_heard(COVER)
    terminal.greet()
    await terminal.office.has_heard(COVER, COVER)


async def test_an_answer_that_does_not_come_is_asked_for_again(terminal: Terminal) -> None:
    terminal.office.dumb = True
    terminal.greet()
    await terminal.office.has_heard(READY, READY)


async def test_an_office_that_refuses_is_asked_again_only_after_its_next_welcome(
    terminal: Terminal,
) -> None:
    terminal.office.unwilling = True
    terminal.greet()
    await terminal.office.has_heard(READY)
    for _ in range(8):  # more often than an office is asked again that has not answered
        assert await terminal.settled() == 1
    terminal.greet()
    await terminal.office.has_heard(READY, READY)


async def test_a_restart_near_the_end_of_the_roll_makes_no_new_one(tmp_path: Path) -> None:
    async with reporting(tmp_path) as terminal:
        await terminal.printer.switch(Switch.NEAR_END)
        low_mm = await terminal.knows(LOW)
    async with reporting(tmp_path) as again:
        assert await again.knows(READY) == low_mm


async def test_the_count_survives_the_end_of_the_terminal(tmp_path: Path) -> None:
    async with reporting(tmp_path) as terminal:
        await terminal.knows(READY)
        await terminal.counted.print("long", METRE)
        await until(lambda: terminal.reports.news.paper_left_mm < 80_000)
        left_mm = await terminal.knows(READY)
    async with reporting(tmp_path) as again:
        assert again.reports.news is None, "nothing before the printer has said how it is"
        assert await again.knows(READY) == left_mm
    async with reporting(tmp_path, roll_mm=50_000) as shorter:
        assert await shorter.knows(READY) == left_mm - 30_000


async def test_where_paper_is_not_counted_nobody_claims_to_know(tmp_path: Path) -> None:
    async with reporting(tmp_path, roll_mm=0) as terminal:
        assert await terminal.knows(READY) is None
        await terminal.printer.switch(Switch.NEAR_END)
        assert await terminal.knows(LOW) is None


async def test_the_journal_has_a_line_for_each_state_that_lasts(
    terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kiosk")
    written = caplog.records
    terminal.greet()
    await terminal.office.has_heard(READY)
    await terminal.printer.switch(Switch.COVER_OPEN)
    await terminal.printer.switch(Switch.COVER_OPEN, on=False)  # nobody is sent for that
    await terminal.printer.switch(Switch.NEAR_END)
    await until(lambda: len(written) == 1)
    await terminal.printer.switch(Switch.PAPER_OUT)
    await until(lambda: len(written) == 2)
    await terminal.printer.load_roll()
    await until(lambda: len(written) == 3)
    assert [(record.levelname, record.getMessage()) for record in written] == [
        ("INFO", "device.low device=printer code=paper-low"),
        ("WARNING", "device.trouble device=printer code=out-of-paper"),
        ("INFO", "device.well device=printer"),
    ]
