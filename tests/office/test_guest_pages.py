"""The link of a guest and the page behind it: opened once, by a person, for 15 minutes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.desk_messages import InviteGuest
from kiosk.domain.guests import LINK_LASTS, GuestKind
from kiosk.domain.messages import Refusal
from kiosk.office.qr_codes import code_of
from tests.support.guest_talk import OWN, Talk, talk_in
from tests.support.served_office import ServedBranch, served_branch
from tests.support.video_house import video_town

GONE = "Dieser Link gilt nicht mehr"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path, video_town()) as opened:
        yield opened


@pytest.fixture
async def talk(office: ServedBranch) -> AsyncIterator[Talk]:
    async with talk_in(office) as talk:
        yield talk


async def test_the_desk_is_told_a_link_its_time_and_its_code(talk: Talk) -> None:
    made = await talk.invites(GuestKind.INTERPRETER, "uk")
    base, token = made.address.rsplit("/", 1)
    assert base == f"{talk.office.premises.pages_url}/guest" and len(token) >= 43
    assert made.until == talk.office.now + LINK_LASTS
    assert made.code == code_of(made.address) and len(made.code) == len(made.code[0]) >= 21


async def test_looking_does_not_use_the_link_up(talk: Talk) -> None:
    path = await talk.link()
    for _ in range(30):  # mail programs, virus scanners, curious colleagues
        page = await talk.browser.get(path)
        assert page.status_code == 200 and "Teilnehmen" in page.text
        assert "set-cookie" not in page.headers
    assert (await talk.browser.head(path)).status_code == 405
    assert (await talk.browser.post(path, headers=OWN)).status_code == 204


async def test_the_page_says_nothing_about_the_citizen(talk: Talk) -> None:
    page = (await talk.browser.get(await talk.link())).text
    for told in (talk.caller.ticket_id, "A001", "Reisepass", "lobby-1", "Ausweise", "Platz 1"):
        assert told not in page


async def test_the_page_may_use_the_camera_and_the_page_that_says_no_may_not(talk: Talk) -> None:
    path = await talk.link()
    page = (await talk.browser.get(path)).headers
    assert "camera=(self), microphone=(self)" in page["permissions-policy"]
    assert page["cache-control"] == "no-store" and "noindex" in page["x-robots-tag"]
    assert page["referrer-policy"] == "no-referrer"
    assert "unsafe" not in page["content-security-policy"]
    none = (await talk.browser.get(path + "x")).headers
    assert "camera=()" in none["permissions-policy"] and "noindex" in none["x-robots-tag"]


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(talk: Talk) -> None:
    answer = await talk.browser.post(await talk.link(), headers=OWN)
    cookie = answer.headers["set-cookie"]
    for part in ("foyer-guest=", "HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert "Max-Age" not in cookie and "Domain" not in cookie


async def test_a_link_is_used_up_by_the_button(talk: Talk) -> None:
    path = await talk.link()
    assert (await talk.browser.post(path, headers=OWN)).status_code == 204
    talk.browser.cookies.clear()
    for ask in (talk.browser.get, talk.browser.post):
        answer = await ask(path, headers=OWN)
        assert answer.status_code == 404 and GONE in answer.text


async def test_without_a_script_the_button_leads_to_the_room(talk: Talk) -> None:
    path, headers = await talk.link(), {**OWN, "accept": "text/html"}
    answer = await talk.browser.post(path, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/guest")
    room = await talk.browser.get("/guest")
    assert room.status_code == 200 and 'data-joined="yes"' in room.text
    again = await talk.browser.get(path)
    assert (again.status_code, again.headers["location"]) == (303, "/guest")


@pytest.mark.parametrize("token", ["x", "A" * 43, "line", "%C3%A4", "%00", "a" * 5_000])
async def test_an_unknown_link_shows_the_same_calm_page(talk: Talk, token: str) -> None:
    answer = await talk.browser.get(f"/guest/{token}")
    assert answer.status_code == 404 and GONE in answer.text
    room = await talk.browser.get("/guest", headers={"cookie": f"foyer-guest={token}"})
    assert room.status_code == 404 and GONE in room.text


async def test_a_link_grows_old_and_dies_with_the_talk(talk: Talk) -> None:
    path = await talk.link()
    talk.office.now += LINK_LASTS - timedelta(seconds=1)
    assert (await talk.browser.get(path)).status_code == 200
    talk.office.now += timedelta(seconds=1)
    assert (await talk.browser.post(path, headers=OWN)).status_code == 404
    path = await talk.link()
    await talk.ends()
    assert (await talk.browser.get(path)).status_code == 404


async def test_who_guesses_has_to_wait(talk: Talk) -> None:
    path = await talk.link()
    statuses = [(await talk.browser.get(f"/guest/guess-{n}")).status_code for n in range(40)]
    assert statuses[:20] == [404] * 20 and statuses[-1] == 429
    assert (await talk.browser.post(path, headers=OWN)).status_code == 429
    talk.office.now += timedelta(minutes=2)
    assert (await talk.browser.post(path, headers=OWN)).status_code == 204


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 400), ({"origin": "https://evil.example"}, 403), ({"sec-fetch-site": "cross-site"}, 403)],
)
async def test_another_site_cannot_press_the_button(
    talk: Talk, headers: dict[str, str], status: int
) -> None:
    path = await talk.link()
    assert (await talk.browser.post(path, headers=headers)).status_code == status
    assert (await talk.browser.get(path)).status_code == 200


async def test_a_language_is_at_most_sixteen_characters(talk: Talk) -> None:
    ask = InviteGuest(0, talk.caller.ticket_id, GuestKind.INTERPRETER, "u" * 17)
    told = await talk.desk.ask(ask)
    assert isinstance(told, Refusal) and told.code == "bad-message"
