"""The desk in a real browser: signing in, calling, serving, keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from kiosk.domain.tickets import TicketState, Wish
from tests.support.browser import Browser, browsing
from tests.support.clerk import Clerk, open_house
from tests.support.office import Office


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def office(tmp_path: Path, browser: Browser) -> Iterator[Office]:
    with open_house(tmp_path, browser) as (opened, _):
        yield opened
        assert browser.complaints() == []


@pytest.fixture
def clerk(browser: Browser, office: Office) -> Clerk:
    clerk = Clerk(browser, office)
    clerk.starts()
    return clerk


def state(office: Office, ticket_id: str) -> TicketState:
    return office.service.counter.status(ticket_id, office.clock()).state


def test_a_visit_from_the_call_to_the_end(clerk: Clerk, office: Office, browser: Browser) -> None:
    ticket = office.ticket("citizens", "passport")
    browser.sees(str(ticket.number), "#part-waiting")
    clerk.does("next")
    assert clerk.serves() == "A001"
    assert "Reisepass beantragen" in browser.text("#part-current")
    clerk.does("appear")
    clerk.does("finish")
    browser.clicks("#form-finish input[value=registration]")
    browser.types("#form-finish input[name=quantity-registration]", "2")
    browser.clicks("#send-finish")
    browser.find("#do-next")
    with office.service.premises.store.reading() as books:
        done = books.tickets.get(ticket.ticket_id)
    assert done is not None and done.state is TicketState.DONE
    assert done.rendered == (Wish("passport"), Wish("registration", 2))


def test_the_keyboard_is_enough(clerk: Clerk, office: Office, browser: Browser) -> None:
    first, second = office.ticket(), office.ticket()
    browser.sees("A002", "#part-waiting")
    browser.presses("n")
    browser.find("#do-appear")
    browser.until(lambda: browser.focused() == "do-appear", "focus on the next step")
    browser.presses("r")
    browser.sees("2", "#part-current .about")
    browser.presses("x")
    browser.sees("A001", "#part-missed")
    browser.until(lambda: browser.focused() == "do-next", "focus back on the call")
    browser.presses(Keys.ENTER)
    browser.until(lambda: browser.focused() == "do-appear", "focus on the next step")
    browser.presses("e")
    browser.find("#do-park")
    browser.presses("p")
    browser.until(lambda: browser.focused() == "park-note", "focus on the note")
    browser.presses("Foto: neu", Keys.ENTER)
    browser.sees("Foto: neu", "#part-parked")
    assert state(office, first.ticket_id) is TicketState.NO_SHOW
    assert state(office, second.ticket_id) is TicketState.PARKED


def test_letters_can_be_switched_off(clerk: Clerk, office: Office, browser: Browser) -> None:
    ticket = office.ticket()
    browser.sees("A001", "#part-waiting")
    browser.clicks("#open-more")
    browser.clicks("#shortcuts")
    browser.presses(Keys.ESCAPE)
    browser.presses("n")
    browser.find("#shortcuts")
    assert state(office, ticket.ticket_id) is TicketState.WAITING


def test_a_double_click_calls_one_person(clerk: Clerk, office: Office, browser: Browser) -> None:
    tickets = [office.ticket() for _ in range(3)]
    browser.sees("A003", "#part-waiting")
    # Two requests at once, as an impatient finger and a slow office make them.
    browser.script(
        """const form = document.getElementById("form-next");
        const send = () => fetch(form.action, {method: "POST", headers: {"X-Piece": "1"},
          body: new URLSearchParams(new FormData(form))}).then((answer) => answer.status);
        window.both = Promise.all([send(), send()]).then((all) => window.answers = all);"""
    )
    assert browser.until(lambda: browser.script("return window.answers")) == [200, 200]
    states = [state(office, ticket.ticket_id) for ticket in tickets]
    assert states == [TicketState.CALLED, TicketState.WAITING, TicketState.WAITING]


def test_a_button_is_not_worn_out_when_nobody_waits(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    clerk.does("next")
    browser.sees("Gerade wartet niemand", "#part-notice")
    office.ticket()
    browser.sees("A001", "#part-waiting")
    clerk.does("next")
    assert clerk.serves() == "A001"


def test_a_chosen_person_is_called_out_of_order(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    office.ticket()
    second = office.ticket()
    browser.clicks(f"#call-{second.ticket_id}")
    browser.find("#do-appear")
    assert clerk.serves() == "A002"


def test_somebody_without_a_ticket_gets_one_at_the_desk(clerk: Clerk, browser: Browser) -> None:
    browser.presses("m")
    browser.clicks("#form-admit fieldset:not([hidden]) input[value=passport]")
    browser.clicks("#send-admit")
    browser.sees("A001", "#part-notice")
    browser.sees("Reisepass", "#part-waiting")


def test_a_missed_person_is_brought_back(clerk: Clerk, office: Office, browser: Browser) -> None:
    ticket = office.ticket()
    browser.sees("A001", "#part-waiting")
    clerk.does("next")
    clerk.does("give-up")
    browser.clicks(f"#back-{ticket.ticket_id}")
    browser.sees("A001", "#part-waiting")
    assert state(office, ticket.ticket_id) is TicketState.WAITING


def test_what_a_colleague_has_done_first_is_told_kindly(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    ticket = office.ticket()
    browser.sees("A001", "#part-waiting")
    office.service.premises.announce = lambda changed: None  # the page hears of nothing
    clerk.does("next")
    browser.find("#do-appear")
    office.service.counter.cancel(ticket.ticket_id, office.clock())
    clerk.does("recall")
    browser.sees("Diese Wartemarke gibt es heute nicht", "#refused")
    browser.find("#do-next")


def test_english_is_one_touch_away_and_stays(clerk: Clerk, browser: Browser) -> None:
    browser.clicks(".languages [lang=en]")
    browser.sees("Call next person")
    browser.opens("/desk")
    browser.sees("Call next person")
    assert browser.find("html").get_attribute("lang") == "en"
