"""Which terminals are on the line, and how their printers are."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from kiosk.domain.devices import PrinterCondition, PrinterNews
from kiosk.journal import Key
from kiosk.office.premises import Changed
from kiosk.office.terminals import REMEMBERED, Terminal, Terminals
from tests.support.small_town import MORNING

LOBBY = Key("lobby-1")
FINE = PrinterNews(PrinterCondition.READY, MORNING, 62_000)
EMPTY = PrinterNews(PrinterCondition.OUT_OF_PAPER, MORNING, 0)
HOT = PrinterNews(PrinterCondition.HEAD_HOT, MORNING)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def heard() -> list[Changed]:
    return []


@pytest.fixture
def terminals(heard: list[Changed]) -> Terminals:
    """One terminal is here."""
    known = Terminals(heard.append)
    known.came(LOBBY, "0.1.0", MORNING)
    return known


def only(terminals: Terminals) -> Terminal:
    (terminal,) = terminals.all(MORNING)
    return terminal


def test_a_terminal_is_here_and_then_it_is_not(terminals: Terminals) -> None:
    assert only(terminals) == Terminal("lobby-1", "0.1.0", True, MORNING)
    terminals.went(LOBBY, MORNING + MINUTE)
    assert only(terminals) == Terminal("lobby-1", "0.1.0", False, MORNING + MINUTE)


def test_everything_that_a_desk_can_see_is_announced(
    terminals: Terminals, heard: list[Changed]
) -> None:
    terminals.told(LOBBY, FINE)
    terminals.went(LOBBY, MORNING)
    assert heard == [Changed(terminals=True)] * 3


def test_somebody_has_to_go_there_until_the_printer_is_well(terminals: Terminals) -> None:
    assert not only(terminals).needs_somebody
    terminals.told(LOBBY, EMPTY)
    assert only(terminals).needs_somebody
    terminals.told(LOBBY, FINE)
    assert not only(terminals).needs_somebody
    terminals.told(LOBBY, HOT)
    assert not only(terminals).needs_somebody, "it cools down by itself"


def test_of_a_terminal_that_is_gone_nobody_knows_what_it_needs(terminals: Terminals) -> None:
    terminals.told(LOBBY, EMPTY)
    terminals.went(LOBBY, MORNING)
    assert not only(terminals).needs_somebody
    terminals.came(LOBBY, "0.1.0", MORNING + MINUTE)
    assert only(terminals).needs_somebody, "until it says something else"


def test_a_new_line_may_be_here_before_the_old_one_is_given_up(terminals: Terminals) -> None:
    terminals.came(LOBBY, "0.1.0", MORNING + MINUTE)
    terminals.went(LOBBY, MORNING + 2 * MINUTE)
    assert only(terminals).here
    terminals.went(LOBBY, MORNING + 3 * MINUTE)
    assert not only(terminals).here


def test_who_is_gone_for_a_day_is_forgotten_and_who_is_here_is_not(terminals: Terminals) -> None:
    terminals.came(Key("lobby-0"), "0.1.0", MORNING)
    terminals.went(Key("lobby-0"), MORNING)
    just_before = MORNING + REMEMBERED - MINUTE
    assert [each.name for each in terminals.all(just_before)] == ["lobby-0", "lobby-1"]
    assert [each.name for each in terminals.all(MORNING + REMEMBERED)] == ["lobby-1"]


def test_ever_new_names_do_not_fill_the_memory(terminals: Terminals) -> None:
    for number in range(1_200):
        terminals.came(Key(f"stranger-{number}"), "x" * 1_000, MORNING)
        terminals.went(Key(f"stranger-{number}"), MORNING)
    known = terminals.all(MORNING)
    assert len(known) <= 1_000
    assert {"lobby-1", "stranger-1199"} <= {each.name for each in known}
    assert max(len(each.software) for each in known) <= 32


def test_the_journal_has_a_line_for_each_change_of_condition_and_no_more(
    terminals: Terminals, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "kiosk"):
        for news in (FINE, EMPTY, EMPTY, FINE, FINE):
            terminals.told(LOBBY, news)
    assert caplog.messages == [
        "device.trouble device=printer terminal=lobby-1 code=out-of-paper",
        "device.well device=printer terminal=lobby-1",
    ]
