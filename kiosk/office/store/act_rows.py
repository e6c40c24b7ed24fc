"""Acts that were carried out, so that none is carried out twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from kiosk.domain.wire import build, plain
from kiosk.office.store.tables import ACTS

_FIND = select(ACTS.c.outcome).where(ACTS.c.key == bindparam("key"))
_KEEP = insert(ACTS)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: the ticket it was about, or None when nobody waited."""

    ticket: str | None


def act_key(account: str, key: str) -> str:
    """Return the key of an act in the books: one account cannot hit upon another's."""
    return hashlib.sha256(f"{account}\n{key}".encode()).hexdigest()


class ActRows:
    """The acts of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, key: str) -> Done | None:
        """Return what came of the act under this key, or None when it was not carried out."""
        row = self._connection.execute(_FIND, {"key": key}).first()
        return build(Done, row.outcome) if row else None

    def remember(self, key: str, done: Done, now: datetime) -> None:
        """Keep that the act under this key was carried out."""
        self._connection.execute(_KEEP, {"key": key, "at": now, "outcome": plain(done)})

    def forget_before(self, moment: datetime) -> None:
        """Drop acts that nobody will ask for again."""
        self._connection.execute(delete(ACTS).where(ACTS.c.at < moment))
