"""The waiting-room display in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.tickets import TicketEvent
from tests.support.browser import Browser, browsing
from tests.support.clerk import open_house
from tests.support.office import Office, Server

House = tuple[Office, Server]
Call = Callable[[str], str]
DESKS = {"citizens": "desk-1", "vehicles": "desk-3", "housing": "desk-4"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def house(tmp_path: Path, browser: Browser) -> Iterator[House]:
    with open_house(tmp_path, browser) as opened:
        browser.is_sized(1920, 1080)
        yield opened
        assert browser.complaints() == []


@pytest.fixture
def office(house: House) -> Office:
    return house[0]


@pytest.fixture
def call(office: Office) -> Call:
    """Draw a number of a department, call it, and return its desk's account."""
    accounts: dict[str, str] = {}

    def call_one(department: str) -> str:
        desks, now = office.service.desks, office.clock.passes(timedelta(seconds=1))
        if department not in accounts:
            account = office.account(department).account_id
            office.service.seats.sign_in(account, DESKS[department], frozenset(), now)
            accounts[department] = account
        ticket = office.ticket(department)
        key = f"call-of-{ticket.ticket_id}"
        desks.call_chosen(accounts[department], key, ticket.ticket_id, now)
        return accounts[department]

    return call_one


def gongs(browser: Browser) -> int:
    return int(browser.data("gongs"))


def test_a_call_is_shown_large_with_its_desk_and_a_gong(call: Call, browser: Browser) -> None:
    browser.opens("/display")
    browser.sees("Willkommen")
    call("citizens")
    browser.sees("A001", ".hero")
    browser.sees("Platz 1", ".hero")
    browser.sees("Erdgeschoss, Raum 1.02", ".hero")
    browser.sees("Ausweise und Meldewesen", ".hero")
    browser.until(lambda: gongs(browser) == 1, "one gong")


def test_a_call_that_was_there_before_is_not_rung_again(call: Call, browser: Browser) -> None:
    call("citizens")
    browser.opens("/display")
    browser.sees("A001", ".hero")
    call("vehicles")
    browser.sees("K001", ".hero")
    assert gongs(browser) == 1


def test_calls_at_the_same_time_are_rung_one_after_the_other(
    call: Call, office: Office, browser: Browser
) -> None:
    browser.opens("/display")
    announce = office.service.hub.announce
    office.service.hub.announce = lambda changed: None  # type: ignore[method-assign]
    for department in ("citizens", "vehicles"):
        call(department)
    office.service.hub.announce = announce  # type: ignore[method-assign]
    call("housing")
    for number, nth in (("A001", 1), ("K001", 2), ("W001", 3)):
        browser.sees(number, ".hero")
        assert gongs(browser) == nth
    assert [row.text.split()[0] for row in browser.all(".call:not(.hero)")] == ["K001", "A001"]


def test_a_recall_is_rung_again(call: Call, office: Office, browser: Browser) -> None:
    browser.opens("/display")
    account = call("citizens")
    browser.until(lambda: gongs(browser) == 1, "one gong")
    now = office.clock.passes(timedelta(seconds=30))
    office.service.desks.act(account, "r" * 16, TicketEvent.RECALL, now)
    browser.until(lambda: gongs(browser) == 2, "another gong")


def test_a_discreet_department_is_not_named(call: Call, browser: Browser) -> None:
    call("housing")
    browser.opens("/display")
    browser.sees("Beratung", ".hero")
    assert "Wohngeld" not in browser.driver.page_source


def test_a_display_can_show_some_departments_only(call: Call, browser: Browser) -> None:
    browser.opens("/display?departments=vehicles,unknown")
    call("citizens")
    call("vehicles")
    browser.sees("K001", ".hero")
    assert "A001" not in browser.text()
    assert "Ausweise" not in browser.text()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (3840, 2160)])
def test_the_number_is_read_from_ten_metres_and_nothing_scrolls(
    call: Call, browser: Browser, size: tuple[int, int]
) -> None:
    browser.is_sized(*size)
    for department in ("housing", "vehicles", "citizens"):
        call(department)
    browser.opens("/display")
    # The digits of Fira Sans are 0.689 em high.
    height = browser.script(
        """const number = document.querySelector(".hero .number");
        return parseFloat(getComputedStyle(number).fontSize) * 0.689 / innerHeight"""
    )
    assert height >= 0.22
    assert browser.script(
        """const page = document.documentElement;
        const hero = document.querySelector(".hero");
        const frame = hero.getBoundingClientRect();
        const inside = [...hero.querySelectorAll("*")].every((each) => {
          const box = each.getBoundingClientRect();
          return box.top >= frame.top && box.bottom <= frame.bottom
            && box.left >= frame.left && box.right <= frame.right;
        });
        return inside && page.scrollHeight <= innerHeight && page.scrollWidth <= innerWidth"""
    )


def test_without_the_office_the_last_calls_stay_with_their_time(
    call: Call, house: House, browser: Browser
) -> None:
    browser.opens("/display")
    call("citizens")
    browser.sees("A001", ".hero")
    house[1].stop()
    browser.sees("Verbindung unterbrochen. Stand 10:42 Uhr. · Connection lost.", "#stale")
    assert browser.text(".hero .number") == "A001"


def test_a_browser_that_blocks_sound_gets_a_button(tmp_path: Path) -> None:
    with browsing(may_play=False) as silent, open_house(tmp_path, silent):
        silent.opens("/display")
        silent.touches("Ton einschalten")
        silent.until(lambda: not silent.find("#sound").is_displayed(), "no button any more")
