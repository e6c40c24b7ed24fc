"""The phone's page without a browser: what its address gives away, what works without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kiosk.domain.tickets import TicketState
from tests.support.office import Office, open_office, serving

PAGE = {"accept": "text/html"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as opened, serving(opened):
        yield opened


@pytest.fixture
def phone(office: Office) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=office.address, headers=PAGE) as client:
        yield client


def test_the_page_is_for_nobody_else(office: Office, phone: httpx.Client) -> None:
    headers = phone.get(f"/T/{office.ticket().ticket_id}").headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "noindex" in headers["x-robots-tag"]
    assert "set-cookie" not in headers


def test_the_page_says_nothing_about_the_concern(office: Office, phone: httpx.Client) -> None:
    page = phone.get(f"/T/{office.ticket('housing', 'housing-benefit').ticket_id}").text
    assert "Beratung" in page
    assert "Wohngeld" not in page and "housing" not in page


@pytest.mark.parametrize("address", ["A" * 26, "K7Q2MX4W", "A001", "%00", "..%2f..%2f", "A" * 999])
def test_an_unknown_address_is_a_friendly_404(phone: httpx.Client, address: str) -> None:
    answer = phone.get(f"/T/{address}", follow_redirects=True)
    assert answer.status_code == 404


def test_whoever_guesses_has_to_wait_and_nobody_else(office: Office, phone: httpx.Client) -> None:
    ticket = office.ticket()
    answers = [phone.get(f"/T/{number:026d}").status_code for number in range(25)]
    assert answers == [404] * 20 + [429] * 5
    refused = phone.get(f"/T/{ticket.ticket_id}")
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) >= 1
    assert "Zu viele Versuche" in refused.text


def test_buttons_work_without_a_script(office: Office, phone: httpx.Client) -> None:
    ticket = office.ticket(language="en")
    address = f"/T/{ticket.ticket_id}"
    answer = phone.post(f"{address}/leave", headers={"origin": office.address})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{address}?lang=en")
    now = office.clock()
    assert office.service.counter.status(ticket.ticket_id, now).state is TicketState.AWAY
    # A page without referrer says "null" where there is no TLS.
    assert phone.post(f"{address}/back", headers={"origin": "null"}).status_code == 303


def test_a_foreign_page_cannot_give_a_number_back(office: Office, phone: httpx.Client) -> None:
    address = f"/T/{office.ticket().ticket_id}/cancel"
    assert phone.post(address, headers={"origin": "https://evil.example"}).status_code == 403


def test_what_is_not_possible_any_more_is_said_in_words(
    office: Office, phone: httpx.Client
) -> None:
    address = f"/T/{office.ticket().ticket_id}/back"
    page = phone.post(address)
    assert page.status_code == 409 and "nicht mehr möglich" in page.text
    told = phone.post(address, headers={"x-piece": "1"}).json()
    assert told["code"] == "not-possible"
    assert told["facts"] == {"state": "waiting", "event": "back"}


def test_an_unknown_act_is_refused(office: Office, phone: httpx.Client) -> None:
    assert phone.post(f"/T/{office.ticket().ticket_id}/explode").status_code == 404
