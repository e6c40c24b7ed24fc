"""What the office knows of a terminal's printer."""

from __future__ import annotations

from kiosk.domain.devices import PrinterCondition

ABLE = {PrinterCondition.READY, PrinterCondition.PAPER_LOW}
PATIENCE = {PrinterCondition.HEAD_HOT}


def test_a_ticket_comes_out_of_a_ready_printer_also_near_the_end_of_the_roll() -> None:
    assert {each for each in PrinterCondition if each.prints} == ABLE


def test_somebody_has_to_go_there_unless_it_prints_or_cures_itself() -> None:
    waits = {each for each in PrinterCondition if each.needs_somebody}
    assert waits == set(PrinterCondition) - ABLE - PATIENCE
