"""The desk's page and the real office, with a stock aiortc at the terminal's end of its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from selenium.webdriver.common.keys import Keys

from kiosk.domain.calls import CallState
from kiosk.office.premises import Premises
from kiosk.office.service import OfficeService
from kiosk.office.store import Store
from tests.office.terminal_line import TerminalLine, knocking_terminal
from tests.support.browser import CAMERA, Browser, browsing
from tests.support.clerk import Clerk
from tests.support.office import Office
from tests.support.served_office import served
from tests.support.small_town import MORNING
from tests.support.video_house import video_town

_S = CallState


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing(flags=CAMERA) as opened:
        yield opened


@pytest.fixture
def terminal(tmp_path: Path, browser: Browser) -> Iterator[TerminalLine]:
    """Somebody knocks at a terminal, and somebody sits at the desk."""
    store = Store(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    store.migrate()
    shift = MORNING - datetime.now(UTC)

    def clock() -> datetime:
        return datetime.now(UTC) + shift

    service = OfficeService(Premises(store, video_town()), clock)
    try:
        with served(service) as url:
            address = url.replace("ws:", "http:").removesuffix("/terminal")
            browser.address = address
            browser.forgets_everything()
            office = Office(service, clock, FastAPI(), address)  # type: ignore[arg-type]
            clerk = Clerk(browser, office)
            clerk.starts()
            with knocking_terminal(url, clock()) as terminal:
                browser.find(".knock .accept")
                yield terminal
            browser.opens("/display")
            assert browser.complaints() == []
    finally:
        service.close()


def sees_each_other(browser: Browser, terminal: TerminalLine) -> None:
    browser.sees("Sie sprechen miteinander.", "#call-state")
    browser.until(lambda: terminal.end and len(terminal.end.pictures) > 5, "the clerk")
    browser.until(lambda: terminal.states[-1] is _S.TALKING, "talking")


def test_a_knock_is_prepared_accepted_held_and_ended(
    browser: Browser, terminal: TerminalLine
) -> None:
    browser.sees("Ukrainisch", ".knock")
    browser.presses("v")
    browser.sees("Verbindung steht bereit.", ".knock")
    assert terminal.end is not None and not terminal.end.pictures
    browser.presses("k")
    sees_each_other(browser, terminal)
    assert terminal.end.pictures[5] == (1280, 720)
    browser.presses("h")
    browser.sees("Gehalten", "#call-state")
    browser.presses("h")
    browser.sees("Sie sprechen miteinander.", "#call-state")
    browser.presses("e")
    browser.until(lambda: browser.focused() == "send-end", "asked whether to end")
    browser.presses(Keys.ENTER)
    browser.until(lambda: terminal.states[-1] is _S.ENDED, "ended")
    assert terminal.states == [_S.KNOCKING, _S.CONNECTING, _S.TALKING, _S.ENDED]
    assert [connect.generation for connect in terminal.connects] == [1]
    browser.find("#do-next")


def test_a_reload_gets_a_new_connection(browser: Browser, terminal: TerminalLine) -> None:
    browser.clicks(".knock .accept")
    sees_each_other(browser, terminal)
    browser.driver.refresh()
    browser.until(lambda: len(terminal.connects) == 2, "a new connection")
    sees_each_other(browser, terminal)
    assert terminal.states[-3:] == [_S.TALKING, _S.CONNECTING, _S.TALKING]


def test_a_reason_reaches_the_terminal(browser: Browser, terminal: TerminalLine) -> None:
    browser.presses("b")
    browser.sees("um Geduld gebeten", ".knock")
    browser.presses("d")
    browser.clicks(".knock [data-why=closing]")
    browser.until(lambda: terminal.states[-1] is _S.DECLINED, "declined")


def test_a_terminal_that_goes_takes_its_call_with_it(
    browser: Browser, terminal: TerminalLine
) -> None:
    browser.clicks(".knock .accept")
    sees_each_other(browser, terminal)
    terminal.hangs_up()
    browser.sees("Verbindung unterbrochen", "#call-state")
