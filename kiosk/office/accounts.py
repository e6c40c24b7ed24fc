"""Who works here: accounts with a password, and signed-in browsers as sessions on the server.

Only the hash of a session's token is kept, only an argon2id hash of a password. A wrong login
and a wrong password are refused alike, after the same work, so that nobody can find out logins.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.domain.errors import Refused
from kiosk.office.patience import Patience
from kiosk.office.store import Store
from kiosk.office.store.account_rows import Account, Role, Session

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
IDLE_LIMIT = timedelta(minutes=30)
ABSOLUTE_LIMIT = timedelta(hours=10)
# A session in use is noted once a minute, not at every request.
_TOUCH_EVERY = timedelta(minutes=1)
_TOKEN_BYTES = 32
_LONGEST_NAME = 64


class WrongSignIn(Refused):
    """Login or password is wrong; which of them is not told."""

    code = "wrong-sign-in"


class PasswordRefused(Refused):
    """The new password is too short or too long."""

    code = "password-refused"

    def facts(self) -> dict[str, object]:
        return {"shortest": SHORTEST_PASSWORD, "longest": LONGEST_PASSWORD}


class Accounts:
    """The staff's accounts. `sign_in` and `add` hash for about 50 ms: not for the event loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._hasher = PasswordHasher()
        # Compared for logins that do not exist, so that both answers take the same time.
        self._nobody = self._hasher.hash(secrets.token_urlsafe(_TOKEN_BYTES))
        self._by_login = Patience(free=5)
        # Many desks may share one address behind a proxy or a router.
        self._by_peer = Patience(free=20)

    def add(self, login: str, shown_as: str, role: Role, password: str, now: datetime) -> Account:
        """Make an account; raises `PasswordRefused`, `LoginTaken`, ValueError for bad names."""
        login = _login(login)
        if not login or len(login) > _LONGEST_NAME:
            raise ValueError(f"a login has 1 to {_LONGEST_NAME} characters")
        if not shown_as.strip() or len(shown_as) > _LONGEST_NAME:
            raise ValueError(f"the shown name has 1 to {_LONGEST_NAME} characters")
        account = Account(
            account_id=secrets.token_hex(8),
            login=login,
            shown_as=shown_as.strip(),
            role=role,
            password_hash=self._hash(password),
        )
        with self._store.writing() as books:
            books.accounts.add(account)
        return account

    def set_password(self, account_id: str, password: str) -> None:
        """Give an account a new password and end its sessions; raises `PasswordRefused`."""
        hashed = self._hash(password)
        with self._store.writing() as books:
            books.accounts.set_password(account_id, hashed)
            for session in books.accounts.sessions_of(account_id):
                books.accounts.end_session(session.token_hash)

    def _hash(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise PasswordRefused
        return self._hasher.hash(password)

    def sign_in(
        self, login: str, password: str, peer: str, now: datetime, replaces: str | None = None
    ) -> tuple[str, Session]:
        """Open a session and return its token for the cookie; the token is always a new one.

        Args:
            peer: the network address it is tried from.
            replaces: the token the browser held before; its session ends (no fixation).

        Raises `WrongSignIn`, `TooManyTries`.
        """
        login = _login(login)
        self._by_login.check(login, now)
        self._by_peer.check(peer, now)
        with self._store.reading() as books:
            account = books.accounts.by_login(login)
        if not self._matches(account, password) or account is None:
            self._by_login.failed(login, now)
            self._by_peer.failed(peer, now)
            raise WrongSignIn
        self._by_login.forget(login)
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        session = Session(
            token_hash=_hash_of(token),
            account_id=account.account_id,
            csrf=secrets.token_urlsafe(_TOKEN_BYTES),
            began_at=now,
            seen_at=now,
        )
        with self._store.writing() as books:
            if replaces:
                books.accounts.end_session(_hash_of(replaces))
            for old in books.accounts.sessions_of(account.account_id):
                if not _alive(old, now):
                    books.accounts.end_session(old.token_hash)
            books.accounts.open_session(session)
        return token, session

    def _matches(self, account: Account | None, password: str) -> bool:
        stored = account.password_hash if account else self._nobody
        try:
            # A longer text than any password only costs time.
            return self._hasher.verify(stored, password[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return False

    def who(
        self, token: str | None, now: datetime, *, active: bool = True
    ) -> tuple[Account, Session] | None:
        """Return who is signed in with this token, or None: unknown, idle too long, too old.

        Args:
            active: a person did something; a page that only listens must not keep itself alive.
        """
        if not token:
            return None
        token_hash = _hash_of(token)
        with self._store.reading() as books:
            session = books.accounts.session(token_hash)
            account = books.accounts.get(session.account_id) if session else None
        if session is None:
            return None
        if account is None or not _alive(session, now):
            with self._store.writing() as books:
                books.accounts.end_session(token_hash)
            return None
        if active and now - session.seen_at >= _TOUCH_EVERY:
            with self._store.writing() as books:
                books.accounts.touch_session(token_hash, now)
        return account, session

    def sign_out(self, token: str) -> None:
        """End the session of this token."""
        with self._store.writing() as books:
            books.accounts.end_session(_hash_of(token))

    def sessions_of(self, account_id: str, now: datetime) -> list[Session]:
        """Return the live sessions of an account, the last used first."""
        with self._store.reading() as books:
            found = books.accounts.sessions_of(account_id)
        live = [session for session in found if _alive(session, now)]
        return sorted(live, key=lambda session: session.seen_at, reverse=True)

    def end_session(self, account_id: str, token_hash: str) -> None:
        """End another session of the same account; does nothing for a stranger's."""
        with self._store.writing() as books:
            session = books.accounts.session(token_hash)
            if session is not None and session.account_id == account_id:
                books.accounts.end_session(token_hash)


def _login(written: str) -> str:
    return written.strip().casefold()


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _alive(session: Session, now: datetime) -> bool:
    return now - session.seen_at < IDLE_LIMIT and now - session.began_at < ABSOLUTE_LIMIT
