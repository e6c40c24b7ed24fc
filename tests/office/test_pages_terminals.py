"""The terminals on the console: listed, live, and loud when somebody has to go there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.devices import PrinterCondition, PrinterNews
from kiosk.journal import Key
from tests.support.browser import Browser, browsing
from tests.support.clerk import Clerk, open_house
from tests.support.office import Office

LOBBY = Key("lobby-1")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def office(tmp_path: Path, browser: Browser) -> Iterator[Office]:
    """An office with somebody at desk 1."""
    with open_house(tmp_path, browser) as (opened, _):
        Clerk(browser, opened).starts()
        yield opened
        assert browser.complaints() == []


def tells(office: Office, condition: PrinterCondition, left_mm: int | None = None) -> None:
    office.service.terminals.told(LOBBY, PrinterNews(condition, office.clock(), left_mm))


def test_an_office_without_terminals_says_so(office: Office, browser: Browser) -> None:
    browser.sees("Noch hat sich kein Terminal gemeldet.", "#part-terminals")


def test_a_terminal_is_listed_with_its_paper_as_soon_as_it_tells(
    office: Office, browser: Browser
) -> None:
    office.service.terminals.came(LOBBY, "0.1.0", office.clock())
    browser.sees("lobby-1\nverbunden", "#part-terminals")
    tells(office, PrinterCondition.READY, 62_000)
    browser.sees("Drucker bereit, noch etwa 62 m Papier", "#part-terminals")
    tells(office, PrinterCondition.PAPER_LOW, 4_000)
    browser.sees("Papier geht zu Ende, noch etwa 4 m", "#part-terminals .warn")
    assert browser.all(".alarm") == []


def test_an_alarm_stays_until_the_printer_is_well_and_sounds_once(
    office: Office, browser: Browser
) -> None:
    office.service.terminals.came(LOBBY, "0.1.0", office.clock())
    tells(office, PrinterCondition.OUT_OF_PAPER, 0)
    browser.sees("Terminal lobby-1: Papier leer", ".alarm.device")
    browser.sees("seit 10:42 Uhr", ".alarm.device")
    browser.sees("Bitte eine neue Rolle einlegen.", ".alarm.device")
    browser.until(lambda: browser.data("hints") == "1", "a sound")
    browser.opens("/desk")
    browser.sees("Papier leer", ".alarm.device")
    office.ticket()
    browser.sees("A001", "#part-waiting")
    tells(office, PrinterCondition.COVER_OPEN)
    browser.sees("Druckerdeckel offen", ".alarm.device")
    browser.until(lambda: browser.data("hints") == "1", "only the new one sounds")
    tells(office, PrinterCondition.READY, 80_000)
    browser.until(lambda: not browser.all(".alarm"), "silence")


def test_a_terminal_that_is_lost_says_since_when(office: Office, browser: Browser) -> None:
    office.service.terminals.came(LOBBY, "0.1.0", office.clock())
    office.service.terminals.went(LOBBY, office.clock())
    browser.sees("nicht verbunden seit 10:42 Uhr", "#part-terminals .away")
    office.clock.passes(timedelta(minutes=1))
    office.service.terminals.came(LOBBY, "0.1.0", office.clock())
    browser.sees("lobby-1\nverbunden", "#part-terminals")
