"""The test print of the morning falls out once on every day that opens, when nobody is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from kiosk.terminal.morning_print import AGAIN_AFTER, WITHIN, MorningPrint
from kiosk.terminal.notebook import Notebook
from tests.terminal.other_slips import TOWN

QUARTER_PAST_SEVEN = time(7, 15)
MORNING = datetime(2026, 11, 24, 7, 15)
DAY = timedelta(days=1)
SUNDAY, CHRISTMAS = datetime(2026, 11, 29, 7, 15), datetime(2026, 12, 25, 7, 15)


class Printer:
    """Counts the test prints; takes them or not."""

    def __init__(self) -> None:
        self.prints = 0
        self.takes_it = True

    async def test(self) -> bool:
        self.prints += 1
        return self.takes_it


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    opened = Notebook(tmp_path / "notebook.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def morning(notebook: Notebook, printer: Printer) -> MorningPrint:
    return MorningPrint(QUARTER_PAST_SEVEN, notebook, printer.test)


def due(morning: MorningPrint, now: datetime, *, resting: bool = True, able: bool = True) -> bool:
    return morning.due(now, TOWN, resting=resting, able=able)


async def test_it_is_printed_once_a_day(morning: MorningPrint, printer: Printer) -> None:
    assert due(morning, MORNING) and due(morning, MORNING), "asking prints nothing"
    await morning.print(MORNING)
    assert printer.prints == 1
    assert not due(morning, MORNING + timedelta(hours=1))
    assert due(morning, MORNING + DAY)


async def test_a_terminal_that_was_restarted_prints_no_second_one(
    morning: MorningPrint, notebook: Notebook, printer: Printer
) -> None:
    await morning.print(MORNING)
    restarted = MorningPrint(QUARTER_PAST_SEVEN, notebook, printer.test)
    assert not due(restarted, MORNING + timedelta(minutes=30))


async def test_what_the_printer_has_not_taken_is_printed_later(
    morning: MorningPrint, notebook: Notebook, printer: Printer
) -> None:
    printer.takes_it = False
    await morning.print(MORNING)
    assert not due(morning, MORNING + timedelta(seconds=1)), "not four times a second"
    assert due(morning, MORNING + AGAIN_AFTER)
    assert due(MorningPrint(QUARTER_PAST_SEVEN, notebook, printer.test), MORNING)


def test_on_a_day_on_which_no_door_opens_nothing_is_printed(morning: MorningPrint) -> None:
    assert not due(morning, SUNDAY)
    assert not due(morning, CHRISTMAS)
    assert not morning.due(MORNING, None, resting=True, able=True), "without a town"


def test_it_waits_until_nobody_stands_there_and_the_printer_is_well(morning: MorningPrint) -> None:
    assert not due(morning, MORNING, resting=False)
    assert not due(morning, MORNING, able=False)
    assert due(morning, MORNING + timedelta(minutes=5))


def test_neither_before_its_time_nor_long_after(morning: MorningPrint) -> None:
    assert not due(morning, MORNING - timedelta(seconds=1))
    assert not due(morning, MORNING + WITHIN)


def test_without_a_time_nothing_is_printed(notebook: Notebook, printer: Printer) -> None:
    assert not due(MorningPrint(None, notebook, printer.test), MORNING)


def test_a_note_that_nobody_can_read_counts_as_none(notebook: Notebook, printer: Printer) -> None:
    notebook.keep("test_print", "gestern")
    assert due(MorningPrint(QUARTER_PAST_SEVEN, notebook, printer.test), MORNING)
