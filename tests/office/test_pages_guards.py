"""What stands at the door of every page: headers, origins, sizes, keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.office import PASSWORD, Office, open_office, serving

OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as opened, serving(opened):
        yield opened


@pytest.fixture
def visitor(office: Office) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=office.address) as client:
        yield client


@pytest.fixture
def clerk(office: Office, visitor: httpx.Client) -> httpx.Client:
    office.account("weber")
    form = {"login": "weber", "password": PASSWORD}
    assert visitor.post("/desk/sign-in", data=form, headers=OWN).status_code == 303
    return visitor


def csrf(client: httpx.Client) -> str:
    return client.get("/desk").text.split('name="csrf" value="')[1].split('"')[0]


@pytest.mark.parametrize("path", ["/display", "/desk/sign-in", "/T/" + "A" * 26, "/nowhere"])
def test_every_answer_carries_the_security_headers(visitor: httpx.Client, path: str) -> None:
    headers = visitor.get(path, headers={"accept": "text/html"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "data:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]


def test_only_an_office_with_tls_insists_on_it(office: Office, tmp_path: Path) -> None:
    assert "strict-transport-security" not in httpx.get(f"{office.address}/display").headers
    with open_office(tmp_path / "tls", secure_cookies=True) as secure, serving(secure):
        assert "strict-transport-security" in httpx.get(f"{secure.address}/display").headers


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_foreign_page_cannot_act_for_a_clerk(
    clerk: httpx.Client, headers: dict[str, str]
) -> None:
    answer = clerk.post("/desk/sit", data={"csrf": csrf(clerk), "desk": "desk-1"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign-origin")


def test_a_foreign_page_cannot_listen(clerk: httpx.Client) -> None:
    headers = {"accept": "text/event-stream", "origin": "https://evil.example"}
    assert clerk.get("/desk/events", headers=headers).status_code == 403


@pytest.mark.parametrize("token", ["", "x" * 43, "ä"])
def test_an_act_without_the_token_of_the_session_is_refused(
    clerk: httpx.Client, token: str
) -> None:
    answer = clerk.post("/desk/sit", data={"csrf": token, "desk": "desk-1"}, headers=OWN)
    assert (answer.status_code, answer.json()["code"]) == (400, "form-wrong")


def test_the_token_may_come_in_a_header(clerk: httpx.Client) -> None:
    headers = {**OWN, "x-csrf-token": csrf(clerk)}
    assert clerk.post("/desk/sit", data={"desk": "desk-1"}, headers=headers).status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    office: Office, tmp_path: Path
) -> None:
    with open_office(tmp_path / "tls", secure_cookies=True) as secure, serving(secure):
        secure.account("weber")
        form = {"login": "weber", "password": PASSWORD}
        answer = httpx.post(f"{secure.address}/desk/sign-in", data=form, headers=OWN)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-foyer=")
    for part in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


def test_a_sign_in_that_says_no_origin_is_refused(visitor: httpx.Client, office: Office) -> None:
    office.account("weber")
    answer = visitor.post("/desk/sign-in", data={"login": "weber", "password": PASSWORD})
    assert answer.status_code == 400


def test_a_body_that_is_too_large_is_not_read(visitor: httpx.Client) -> None:
    answer = visitor.post("/desk/sign-in", data={"login": "x" * 70_000}, headers=OWN)
    assert answer.status_code == 413


def test_a_body_without_a_length_is_not_read(visitor: httpx.Client) -> None:
    answer = visitor.post("/desk/sign-in", content=iter([b"login=x"]), headers=OWN)
    assert answer.status_code == 411


@pytest.mark.parametrize("path", ["/desk", "/desk/board", "/desk/events", "/desk/sessions"])
def test_without_a_session_there_is_nothing_to_see(visitor: httpx.Client, path: str) -> None:
    assert visitor.get(path).status_code == 401
    page = visitor.get(path, headers={"accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/desk/sign-in")


def test_static_files_are_kept_under_their_digest_only(visitor: httpx.Client) -> None:
    page = visitor.get("/display").text
    address = page.split('stylesheet" href="')[1].split('"')[0]
    assert "immutable" in visitor.get(address).headers["cache-control"]
    digest = address.split("/")[2]
    other = address.replace(digest, "0" * 16)
    assert visitor.get(other).headers["cache-control"] == "no-store"
    for wrong in ("../accounts.py", "%2e%2e/accounts.py", "templates/desk.html", ""):
        answer = visitor.get(f"/static/{digest}/{wrong}", follow_redirects=True)
        assert answer.status_code == 404
