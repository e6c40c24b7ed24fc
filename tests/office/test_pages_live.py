"""The console while the world changes: pushes, open forms, lost lines, calls for help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.tickets import TicketEvent
from kiosk.office.alarms import From
from kiosk.office.store.account_rows import Role
from tests.support.browser import Browser, browsing
from tests.support.clerk import Clerk, open_house
from tests.support.office import Office, Server

House = tuple[Office, Server]
HOSTILE = '<img src=x onerror="document.body.dataset.owned=1"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def house(tmp_path: Path, browser: Browser) -> Iterator[House]:
    with open_house(tmp_path, browser) as opened:
        yield opened


@pytest.fixture
def office(house: House) -> Office:
    return house[0]


@pytest.fixture
def clerk(browser: Browser, office: Office) -> Clerk:
    clerk = Clerk(browser, office)
    clerk.starts(role=Role.LEAD)
    return clerk


def test_a_push_does_not_destroy_a_form_that_is_being_filled_in(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    office.ticket()
    browser.sees("A001", "#part-waiting")
    clerk.does("next")
    clerk.does("appear")
    clerk.does("transfer")
    browser.types("#transfer-note", "Bitte Geburtsurkunde pr")
    office.clock.passes(timedelta(minutes=5))
    office.ticket()
    browser.sees("A002", "#part-waiting")
    browser.presses("üfen")
    assert browser.find("#transfer-note").get_attribute("value") == "Bitte Geburtsurkunde prüfen"
    browser.clicks("#transfer-department option:not([disabled]):not([value=''])")
    browser.clicks("#send-transfer")
    browser.find("#do-next")


def test_a_push_leaves_the_focus_where_it_is(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    first = office.ticket()
    button = f"call-{first.ticket_id}"
    browser.find(f"#{button}")
    browser.script("document.getElementById(arguments[0]).focus()", button)
    office.ticket()
    browser.sees("A002", "#part-waiting")
    assert browser.focused() == button


def test_a_hostile_note_is_only_text(clerk: Clerk, office: Office, browser: Browser) -> None:
    office.ticket()
    browser.sees("A001", "#part-waiting")
    clerk.does("next")
    clerk.does("appear")
    clerk.does("park")
    browser.types("#park-note", HOSTILE)
    browser.clicks("#send-park")
    browser.sees(HOSTILE, "#part-parked")
    assert browser.data("owned") == ""
    assert browser.complaints() == []


def test_a_policy_stops_a_script_that_got_in_anyway(clerk: Clerk, browser: Browser) -> None:
    browser.script("document.body.insertAdjacentHTML('beforeend', arguments[0])", HOSTILE)
    browser.until(lambda: any("Content Security" in each for each in browser.complaints()))
    assert browser.data("owned") == ""


def test_without_the_office_the_console_says_how_old_it_is(
    clerk: Clerk, house: House, browser: Browser
) -> None:
    house[1].stop()
    browser.sees("Verbindung unterbrochen. Stand 10:42 Uhr.", "#stale")


def test_a_call_for_help_rings_until_somebody_goes(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    office.service.ring(From.TERMINAL, "lobby-1")
    browser.sees("Hilferuf am Terminal lobby-1!")
    browser.until(lambda: int(browser.data("bells") or 0) >= 2, "a second bell")
    browser.touches("Ich gehe hin")
    browser.until(lambda: not browser.all(".alarm"), "silence")
    assert office.service.alarms.open() == ()


def test_colleagues_are_called_and_see_where(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    clerk.does("help")
    browser.sees("Sie haben Kollegen gerufen.")
    assert [alarm.place for alarm in office.service.alarms.open()] == ["desk-1"]
    assert browser.data("ringing") != "yes"  # not at the own desk


def test_colleagues_and_departments_are_live_and_nobody_is_timed(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    other = office.account("demir").account_id
    office.service.seats.sign_in(other, "desk-2", frozenset(), office.clock())
    browser.sees("Platz 2", "#part-colleagues")
    office.ticket("vehicles")
    office.service.desks.call_next(other, "k" * 16, office.clock())
    office.service.desks.act(other, "l" * 16, TicketEvent.APPEAR, office.clock())
    browser.sees("K001", "#part-colleagues")
    assert "Min" not in browser.text("#part-colleagues")
    browser.sees("alle im Gespräch", "#part-departments")


def test_a_lead_closes_a_department_and_opens_it_again(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    browser.clicks("#shut-vehicles")
    browser.script("document.getElementById('until-vehicles').value = '11:30'")
    browser.types("#reason-vehicles", "Systemausfall")
    browser.touches("Fachbereich schließen")
    browser.sees("Systemausfall, öffnet um 11:30 Uhr", "#part-departments")
    browser.clicks("#open-vehicles")
    browser.sees_no("Systemausfall", "#part-departments")


def test_a_break_has_a_reason_and_an_end(clerk: Clerk, browser: Browser) -> None:
    browser.clicks("#open-break")
    browser.script("document.getElementById('back_at').value = '11:15'")
    browser.touches("Pause beginnen")
    browser.sees("Mittagspause", "#part-current")
    browser.sees("bis 11:15 Uhr", "#part-current")
    clerk.does("work")
    browser.find("#do-next")


def test_a_session_that_was_ended_elsewhere_closes_the_console(
    clerk: Clerk, office: Office, browser: Browser
) -> None:
    office.clock.passes(timedelta(minutes=31))
    office.service.ring(From.TERMINAL, "lobby-1")
    browser.find("#login")
