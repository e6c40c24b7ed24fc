"""A terminal tells the office over its socket how its printer is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from devices.printer import Lost, PrinterState
from kiosk.domain.devices import PrinterCondition, PrinterNews
from kiosk.domain.messages import PrinterNoted, Refusal, ReportPrinter
from kiosk.office.terminals import Terminal
from tests.support.served_office import ServedBranch, on_the_line, served_branch
from tests.support.small_town import MORNING

OUT = PrinterCondition.OUT_OF_PAPER


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path) as opened:
        yield opened


def known(office: ServedBranch) -> tuple[Terminal, ...]:
    return office.service.terminals.all(office.now)


def test_the_office_has_a_word_for_every_state_of_a_printer_and_no_other() -> None:
    assert set(PrinterCondition) == {state.code for state in PrinterState.__args__}
    assert {state.code for state in Lost.__args__} < {
        each for each in PrinterCondition if each.needs_somebody
    }


async def test_what_a_terminal_reports_is_known_as_long_as_it_is_here(
    office: ServedBranch,
) -> None:
    since = MORNING - timedelta(minutes=7)
    async with on_the_line(office.url, "lobby-7") as line:
        assert await line.ask(ReportPrinter(0, OUT, since, 1_500)) == PrinterNoted(2)
        (terminal,) = known(office)
        assert (terminal.name, terminal.here) == ("lobby-7", True)
        assert terminal.printer == PrinterNews(OUT, since, 1_500)
    async with on_the_line(office.url, "lobby-8"):
        gone, here = known(office)
        assert (gone.here, here.here, here.printer) == (False, True, None)


async def test_a_clock_that_is_ahead_tells_nothing_of_the_future(office: ServedBranch) -> None:
    async with on_the_line(office.url) as line:
        await line.ask(ReportPrinter(0, OUT, MORNING + timedelta(hours=2), None))
        (terminal,) = known(office)
        assert terminal.printer == PrinterNews(OUT, office.now, None)


@pytest.mark.parametrize("left", [-1, 1_000_001, 10**30])
async def test_a_roll_that_cannot_be_is_refused(office: ServedBranch, left: int) -> None:
    async with on_the_line(office.url) as line:
        answer = await line.ask(ReportPrinter(0, OUT, MORNING, left))
        assert isinstance(answer, Refusal) and answer.code == "bad-message"
        assert known(office)[0].printer is None


async def test_a_condition_of_a_newer_terminal_is_refused_and_the_line_stays(
    office: ServedBranch,
) -> None:
    async with on_the_line(office.url) as line:
        odd = {"type": "report-printer", "id": 5, "condition": "on-fire", "paper_left_mm": None}
        await line.socket.send(json.dumps({**odd, "since": MORNING.isoformat()}))
        answer = await line.answer(0)
        assert isinstance(answer, Refusal) and answer.code == "bad-message"
        assert await line.ask(ReportPrinter(0, OUT, MORNING, None)) == PrinterNoted(2)
