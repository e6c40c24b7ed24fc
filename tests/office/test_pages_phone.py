"""The ticket on the phone in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from kiosk.domain.tickets import TicketEvent, TicketState
from tests.support.browser import Browser, browsing
from tests.support.clerk import open_house
from tests.support.office import Office, Server

House = tuple[Office, Server]
FIRST_LOAD_BYTES = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def house(tmp_path: Path, browser: Browser) -> Iterator[House]:
    with open_house(tmp_path, browser) as opened:
        browser.is_sized(390, 844, mobile=True)
        yield opened
        assert browser.complaints() == []


@pytest.fixture
def office(house: House) -> Office:
    return house[0]


@pytest.fixture
def desk(office: Office) -> str:
    account = office.account("weber").account_id
    office.service.seats.sign_in(account, "desk-1", frozenset(), office.clock())
    return account


def call_next(office: Office, desk: str, key: str = "k" * 16) -> None:
    office.service.desks.call_next(desk, key, office.clock.passes(timedelta(seconds=1)))


def state(office: Office, ticket_id: str) -> TicketState:
    return office.service.counter.status(ticket_id, office.clock()).state


def test_the_line_moves_on_the_phone_until_it_rings(
    office: Office, desk: str, browser: Browser
) -> None:
    first, second = office.ticket(), office.ticket()
    browser.opens(f"/T/{second.ticket_id}")
    browser.sees("Vor Ihnen\n1")
    browser.sees("Schätzung")
    call_next(office, desk)
    browser.sees("Sie sind als Nächstes dran.")
    office.service.desks.act(desk, "c" * 16, TicketEvent.CANCEL, office.clock())
    call_next(office, desk, "n" * 16)
    browser.sees("Sie sind dran!")
    browser.sees("Platz 1", ".place")
    assert browser.data("tone") == "call"
    browser.until(lambda: int(browser.data("rings") or 0) >= 1, "it rings")
    browser.until(lambda: "Sie sind dran!" in browser.driver.title, "the title says it")
    assert state(office, first.ticket_id) is TicketState.CANCELLED


def test_the_address_is_read_without_case(office: Office, browser: Browser) -> None:
    ticket = office.ticket()
    browser.opens(f"/t/{ticket.ticket_id.lower()}")
    browser.sees("A001", ".number")
    office.service.counter.leave(ticket.ticket_id, office.clock())
    browser.sees("Sie sind kurz weg.")


def test_the_holder_steps_away_comes_back_and_gives_the_number_back(
    office: Office, browser: Browser
) -> None:
    ticket = office.ticket()
    browser.opens(f"/T/{ticket.ticket_id}")
    browser.touches("Ich gehe kurz weg")
    browser.sees("Ihr Platz bleibt erhalten.")
    assert state(office, ticket.ticket_id) is TicketState.AWAY
    browser.touches("Ich bin wieder da")
    browser.sees("Sie sind als Nächstes dran.")
    browser.touches("Nummer zurückgeben")
    browser.touches("Ja, Nummer zurückgeben")
    browser.sees("Sie haben die Nummer zurückgegeben.")
    assert state(office, ticket.ticket_id) is TicketState.CANCELLED


def test_a_missed_call_can_be_made_good_once(office: Office, desk: str, browser: Browser) -> None:
    ticket = office.ticket()
    browser.opens(f"/T/{ticket.ticket_id}")
    for key in ("first-call-of-all", "second-call-of-all"):
        call_next(office, desk, key)
        office.service.desks.act(desk, f"{key}-over", TicketEvent.GIVE_UP, office.clock())
        if key.startswith("first"):
            browser.touches("Wieder anstellen")
            browser.sees("Sie sind als Nächstes dran.")
    browser.sees("Ihre Nummer ist verfallen.")


def test_somebody_who_has_a_way_is_told_when_to_go(
    office: Office, desk: str, browser: Browser
) -> None:
    ticket = office.ticket()
    browser.opens(f"/T/{ticket.ticket_id}")
    browser.clicks("#walk option[value='10']")
    browser.sees("Gehen Sie jetzt los!")
    browser.driver.refresh()
    browser.sees("Gehen Sie jetzt los!")


def test_while_nobody_is_at_work_no_time_is_promised(office: Office, browser: Browser) -> None:
    office.ticket()
    ticket = office.ticket()
    browser.opens(f"/T/{ticket.ticket_id}")
    browser.sees("Wartezeit unbekannt")
    person = office.account("weber").account_id
    office.service.seats.sign_in(person, "desk-1", frozenset(), office.clock())
    browser.sees("5–25")


def test_the_first_load_is_small(office: Office, browser: Browser) -> None:
    ticket = office.ticket()
    browser.opens(f"/T/{ticket.ticket_id}")
    browser.sees("Stand 10:42 Uhr")
    loaded = browser.script(
        "return performance.getEntriesByType('resource').map((each) => each.name)"
    )
    files = [each for each in loaded if "/static/" in each]
    assert len(files) >= 4
    page = browser.driver.current_url
    sizes = {each: len(httpx.get(each).content) for each in [page, *files]}
    assert sum(sizes.values()) <= FIRST_LOAD_BYTES, sizes
    assert all(each.startswith(office.address) for each in loaded)


@pytest.mark.parametrize(
    ("language", "word", "direction"),
    [("en", "You are next.", "ltr"), ("uk", "Ви наступні.", "ltr"), ("ar", "دورك", "rtl")],
)
def test_the_page_speaks_the_language_of_the_ticket(
    office: Office, browser: Browser, language: str, word: str, direction: str
) -> None:
    ticket = office.ticket(language=language)
    browser.opens(f"/T/{ticket.ticket_id}")
    browser.sees(word)
    page = browser.find("html")
    assert (page.get_attribute("lang"), page.get_attribute("dir")) == (language, direction)
    browser.clicks(".languages summary")
    browser.touches("Deutsch")
    browser.sees("Sie sind als Nächstes dran.")


def test_without_the_office_the_phone_says_how_old_it_is(house: House, browser: Browser) -> None:
    office, server = house
    ticket = office.ticket()
    browser.opens(f"/T/{ticket.ticket_id}")
    browser.sees("Stand 10:42 Uhr")
    server.stop()
    browser.sees("Keine Verbindung. Stand von 10:42 Uhr.", "#stale")
