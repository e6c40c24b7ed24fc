"""What the desk says of a terminal."""

from __future__ import annotations

import pytest

from kiosk.domain.devices import PrinterCondition, PrinterNews
from kiosk.office.routes.desk_terminals import AWAY, BAD, GOOD, WARN, TerminalRow, terminal_rows
from kiosk.office.terminals import Terminal
from kiosk.texts import texts
from tests.support.small_town import MORNING


def row(condition: PrinterCondition | None, left_mm: int | None = None) -> TerminalRow:
    news = PrinterNews(condition, MORNING, left_mm) if condition else None
    terminal = Terminal("lobby-1", "0.1.0", True, MORNING, news)
    return terminal_rows([terminal], texts("de"))[0]


@pytest.mark.parametrize(
    ("condition", "left_mm", "tone", "words"),
    [
        (PrinterCondition.READY, 61_600, GOOD, "Drucker bereit, noch etwa 62 m Papier"),
        (PrinterCondition.READY, None, GOOD, "Drucker bereit"),
        (PrinterCondition.READY, 0, GOOD, "Drucker bereit"),
        (PrinterCondition.PAPER_LOW, 4_200, WARN, "Papier geht zu Ende, noch etwa 4 m"),
        (PrinterCondition.PAPER_LOW, 300, WARN, "Papier geht zu Ende, noch etwa 1 m"),
        (PrinterCondition.PAPER_LOW, None, WARN, "Papier geht zu Ende"),
        (PrinterCondition.OUT_OF_PAPER, 0, BAD, "Papier leer"),
        (PrinterCondition.HEAD_HOT, None, WARN, "Drucker zu heiß, kühlt ab"),
    ],
)
def test_a_condition_has_its_words_and_its_tone(
    condition: PrinterCondition, left_mm: int | None, tone: str, words: str
) -> None:
    shown = row(condition, left_mm)
    assert (shown.tone, shown.words) == (tone, words)


@pytest.mark.parametrize("condition", PrinterCondition)
def test_who_has_to_go_there_is_told_what_to_do(condition: PrinterCondition) -> None:
    shown = row(condition)
    assert shown.words
    assert bool(shown.alarm) == bool(shown.cure) == condition.needs_somebody
    assert (shown.tone == BAD) == condition.needs_somebody


def test_a_trouble_keeps_its_name_so_that_it_sounds_once() -> None:
    empty = row(PrinterCondition.OUT_OF_PAPER, 900)
    assert empty.alarm == row(PrinterCondition.OUT_OF_PAPER, 0).alarm
    assert empty.alarm != row(PrinterCondition.COVER_OPEN).alarm


def test_a_terminal_that_has_not_said_how_its_printer_is_is_only_there() -> None:
    assert row(None) == TerminalRow("lobby-1", GOOD, "verbunden", None)


def test_who_needs_somebody_comes_first() -> None:
    conditions = (PrinterCondition.READY, PrinterCondition.PAPER_LOW, PrinterCondition.COVER_OPEN)
    known = [
        Terminal(f"lobby-{number}", "0.1.0", True, MORNING, PrinterNews(condition, MORNING))
        for number, condition in enumerate(conditions)
    ]
    gone = Terminal("annex", "0.1.0", False, MORNING)
    rows = terminal_rows([gone, *known], texts("de"))
    assert [row.name for row in rows] == ["lobby-2", "annex", "lobby-1", "lobby-0"]


def test_a_terminal_that_is_gone_says_since_when_and_nothing_of_its_printer() -> None:
    news = PrinterNews(PrinterCondition.OUT_OF_PAPER, MORNING)
    gone = Terminal("lobby-1", "0.1.0", False, MORNING, news)
    assert terminal_rows([gone], texts("de")) == [
        TerminalRow("lobby-1", AWAY, "nicht verbunden", MORNING)
    ]
