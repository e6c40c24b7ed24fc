"""Accounts, sign-in and sessions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.errors import TooManyTries
from kiosk.office.accounts import ABSOLUTE_LIMIT, IDLE_LIMIT, Accounts, PasswordRefused, WrongSignIn
from kiosk.office.store import Store
from kiosk.office.store.account_rows import Account, LoginTaken, Role
from tests.support.small_town import MORNING

PASSWORD = "Kaffee um halb zehn"
PEER = "192.0.2.7"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def accounts(books: Store) -> Accounts:
    return Accounts(books)


@pytest.fixture
def weber(accounts: Accounts) -> Account:
    return accounts.add("weber", "A. Weber", Role.STAFF, PASSWORD, MORNING)


def test_the_right_password_opens_a_session(accounts: Accounts, weber: Account) -> None:
    token, session = accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    assert accounts.who(token, MORNING) == (weber, session)


def test_a_login_is_read_without_case_and_spaces(accounts: Accounts, weber: Account) -> None:
    assert accounts.sign_in(" Weber ", PASSWORD, PEER, MORNING)[1].account_id == weber.account_id


@pytest.mark.parametrize("password", ["", "neun Zei.", "x" * 257])
def test_a_bad_new_password_is_refused_with_the_limits(accounts: Accounts, password: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        accounts.add("weber", "A. Weber", Role.STAFF, password, MORNING)
    assert refused.value.facts() == {"shortest": 10, "longest": 256}


@pytest.mark.parametrize(
    ("login", "shown"), [("", "A"), ("x" * 65, "A"), ("a", " "), ("a", "x" * 65)]
)
def test_a_name_that_does_not_fit_is_refused(accounts: Accounts, login: str, shown: str) -> None:
    with pytest.raises(ValueError, match="64 characters"):
        accounts.add(login, shown, Role.STAFF, PASSWORD, MORNING)


def test_a_login_is_given_once(accounts: Accounts, weber: Account) -> None:
    with pytest.raises(LoginTaken):
        accounts.add("WEBER", "B. Weber", Role.STAFF, PASSWORD, MORNING)


@pytest.mark.parametrize(
    ("login", "password"), [("weber", "ganz falsch hier"), ("niemand", PASSWORD)]
)
def test_wrong_login_and_wrong_password_are_refused_alike(
    accounts: Accounts, weber: Account, login: str, password: str
) -> None:
    with pytest.raises(WrongSignIn) as refused:
        accounts.sign_in(login, password, PEER, MORNING)
    assert (refused.value.args, refused.value.facts()) == ((), {})


@pytest.mark.parametrize("login", ["weber", "niemand"])
def test_guessing_has_to_wait_whether_the_login_exists_or_not(
    accounts: Accounts, weber: Account, login: str
) -> None:
    for _ in range(5):
        with pytest.raises(WrongSignIn):
            accounts.sign_in(login, "ganz falsch hier", PEER, MORNING)
    with pytest.raises(TooManyTries):
        accounts.sign_in(login, PASSWORD, "192.0.2.99", MORNING)


def test_guessing_many_logins_has_to_wait_too(accounts: Accounts, weber: Account) -> None:
    for number in range(20):
        with pytest.raises(WrongSignIn):
            accounts.sign_in(f"login-{number}", "ganz falsch hier", PEER, MORNING)
    with pytest.raises(TooManyTries):
        accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    accounts.sign_in("weber", PASSWORD, "192.0.2.99", MORNING)


def test_neither_password_nor_token_is_in_the_books(
    accounts: Accounts, weber: Account, tmp_path: Path
) -> None:
    token, _ = accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert PASSWORD.encode() not in written and token.encode() not in written
    assert b"$argon2id$" in written


def test_a_session_ends_after_half_an_hour_without_a_person(
    accounts: Accounts, weber: Account
) -> None:
    token, _ = accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    assert accounts.who(token, MORNING + 29 * MINUTE)
    assert accounts.who(token, MORNING + 58 * MINUTE)
    assert accounts.who(token, MORNING + 88 * MINUTE) is None
    assert accounts.who(token, MORNING) is None  # it is over for good


def test_a_page_that_only_listens_keeps_nobody_signed_in(
    accounts: Accounts, weber: Account
) -> None:
    token, _ = accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    assert accounts.who(token, MORNING + 29 * MINUTE, active=False)
    assert accounts.who(token, MORNING + IDLE_LIMIT, active=False) is None


def test_a_session_ends_after_ten_hours_in_any_case(accounts: Accounts, weber: Account) -> None:
    token, _ = accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    for minutes in range(0, 600, 20):
        assert accounts.who(token, MORNING + minutes * MINUTE)
    assert accounts.who(token, MORNING + ABSOLUTE_LIMIT) is None


def test_every_sign_in_gives_a_new_token_and_ends_the_one_before(
    accounts: Accounts, weber: Account
) -> None:
    first, _ = accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    second, _ = accounts.sign_in("weber", PASSWORD, PEER, MORNING, replaces=first)
    assert first != second
    assert accounts.who(first, MORNING) is None


@pytest.mark.parametrize("token", [None, "", "unknown", "ä" * 500])
def test_an_unknown_token_is_nobody(accounts: Accounts, token: str | None) -> None:
    assert accounts.who(token, MORNING) is None


def test_sessions_are_listed_and_ended_by_their_owner_only(
    accounts: Accounts, weber: Account
) -> None:
    other = accounts.add("demir", "S. Demir", Role.STAFF, PASSWORD, MORNING)
    token, session = accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    accounts.end_session(other.account_id, session.token_hash)
    assert accounts.sessions_of(weber.account_id, MORNING) == [session]
    accounts.end_session(weber.account_id, session.token_hash)
    assert accounts.sessions_of(weber.account_id, MORNING) == []
    assert accounts.who(token, MORNING) is None


def test_a_new_password_ends_all_sessions(accounts: Accounts, weber: Account) -> None:
    token, _ = accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    accounts.set_password(weber.account_id, "ein ganz neues Wort")
    assert accounts.who(token, MORNING) is None
    accounts.sign_in("weber", "ein ganz neues Wort", PEER, MORNING)


def test_a_closed_account_is_nobody(accounts: Accounts, weber: Account, books: Store) -> None:
    token, _ = accounts.sign_in("weber", PASSWORD, PEER, MORNING)
    with books.writing() as writing:
        writing.accounts.deactivate(weber.account_id)
    assert accounts.who(token, MORNING) is None
    with pytest.raises(WrongSignIn):
        accounts.sign_in("weber", PASSWORD, PEER, MORNING)
