"""Staff accounts and their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.office.store.tables import ACCOUNTS, SESSIONS


class Role(StrEnum):
    STAFF = "staff"  # serves people
    LEAD = "lead"  # may also close a department
    TECHNICIAN = "technician"  # looks after the devices
    ADMIN = "admin"  # makes accounts


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who works here. `shown_as` is what colleagues see; no other personal data."""

    account_id: str
    login: str
    shown_as: str
    role: Role
    password_hash: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser; only the hash of its cookie is known."""

    token_hash: str
    account_id: str
    csrf: str
    began_at: datetime
    seen_at: datetime


class LoginTaken(Exception):
    """There is an account with this login already."""


class AccountRows:
    """The accounts of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account) -> None:
        """Add an account; raises `LoginTaken`."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    insert(ACCOUNTS).values(
                        account_id=account.account_id,
                        login=account.login,
                        shown_as=account.shown_as,
                        role=account.role.value,
                        password_hash=account.password_hash,
                        active=account.active,
                    )
                )
        except IntegrityError:
            raise LoginTaken(account.login) from None

    def by_login(self, login: str) -> Account | None:
        """Return the active account of a login, or None."""
        row = self._connection.execute(
            select(ACCOUNTS).where(ACCOUNTS.c.login == login, ACCOUNTS.c.active)
        ).first()
        return _account(row._mapping) if row else None

    def get(self, account_id: str) -> Account | None:
        """Return the active account, or None."""
        row = self._connection.execute(
            select(ACCOUNTS).where(ACCOUNTS.c.account_id == account_id, ACCOUNTS.c.active)
        ).first()
        return _account(row._mapping) if row else None

    def all(self) -> list[Account]:
        """Return all accounts by login."""
        rows = self._connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.login))
        return [_account(row._mapping) for row in rows]

    def set_password(self, account_id: str, password_hash: str) -> None:
        """Replace the password hash."""
        self._connection.execute(
            update(ACCOUNTS)
            .where(ACCOUNTS.c.account_id == account_id)
            .values(password_hash=password_hash)
        )

    def deactivate(self, account_id: str) -> None:
        """Close an account and end its sessions."""
        self._connection.execute(
            update(ACCOUNTS).where(ACCOUNTS.c.account_id == account_id).values(active=False)
        )
        self._connection.execute(delete(SESSIONS).where(SESSIONS.c.account_id == account_id))

    def open_session(self, session: Session) -> None:
        """Keep a new session."""
        self._connection.execute(
            insert(SESSIONS).values(
                token_hash=session.token_hash,
                account_id=session.account_id,
                csrf=session.csrf,
                began_at=session.began_at,
                seen_at=session.seen_at,
            )
        )

    def session(self, token_hash: str) -> Session | None:
        """Return the session of a cookie's hash, or None."""
        row = self._connection.execute(
            select(SESSIONS).where(SESSIONS.c.token_hash == token_hash)
        ).first()
        return Session(**row._mapping) if row else None

    def touch_session(self, token_hash: str, now: datetime) -> None:
        """Note that the session was used."""
        self._connection.execute(
            update(SESSIONS).where(SESSIONS.c.token_hash == token_hash).values(seen_at=now)
        )

    def end_session(self, token_hash: str) -> None:
        """End one session."""
        self._connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == token_hash))

    def sessions_of(self, account_id: str) -> list[Session]:
        """Return the open sessions of an account."""
        rows = self._connection.execute(select(SESSIONS).where(SESSIONS.c.account_id == account_id))
        return [Session(**row._mapping) for row in rows]


def _account(row: object) -> Account:
    facts = dict(row)  # type: ignore[call-overload]
    return Account(**{**facts, "role": Role(facts["role"])})
