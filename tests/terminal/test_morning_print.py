"""The test print of the morning falls out once a day, when nobody stands there."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kiosk.terminal.morning_print import WITHIN, MorningPrint

QUARTER_PAST_SEVEN = time(7, 15)
MORNING = datetime(2026, 11, 24, 7, 15)


def morning(printed_on: date | None = None) -> MorningPrint:
    return MorningPrint(QUARTER_PAST_SEVEN, printed_on)


def test_it_is_printed_once_a_day() -> None:
    print_ = morning()
    assert print_.due(MORNING, resting=True, able=True)
    assert not print_.due(MORNING + timedelta(minutes=1), resting=True, able=True)
    assert print_.due(MORNING + timedelta(days=1), resting=True, able=True)


def test_a_terminal_that_was_restarted_prints_no_second_one() -> None:
    assert not morning(MORNING.date()).due(MORNING, resting=True, able=True)


def test_it_waits_until_nobody_stands_there_and_the_printer_is_well() -> None:
    print_ = morning()
    assert not print_.due(MORNING, resting=False, able=True)
    assert not print_.due(MORNING, resting=True, able=False)
    assert print_.due(MORNING + timedelta(minutes=5), resting=True, able=True)


def test_neither_before_its_time_nor_long_after() -> None:
    assert not morning().due(MORNING - timedelta(seconds=1), resting=True, able=True)
    assert not morning().due(MORNING + WITHIN, resting=True, able=True)


def test_without_a_time_nothing_is_printed() -> None:
    assert not MorningPrint(None, None).due(MORNING, resting=True, able=True)
