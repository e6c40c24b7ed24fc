"""Who sits where, and which departments a lead has closed by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, literal, select, union_all, update
from sqlalchemy.exc import IntegrityError

from kiosk.domain.availability import Override
from kiosk.domain.desks import Seat
from kiosk.domain.errors import NotSignedIn
from kiosk.domain.wire import build, plain
from kiosk.office.store.tables import OVERRIDES, SEATS

_ALL = select(SEATS.c.facts)
_OF_ACCOUNT = _ALL.where(SEATS.c.account_id == bindparam("account"))
_HOLD = _OF_ACCOUNT.with_for_update()
_IN_FORCE = select(OVERRIDES.c.facts).where(OVERRIDES.c.until > bindparam("now"))
_SEAT, _OVERRIDE = "seat", "override"
_HOUSE = union_all(
    select(literal(_SEAT).label("what"), SEATS.c.facts),
    select(literal(_OVERRIDE), OVERRIDES.c.facts).where(OVERRIDES.c.until > bindparam("now")),
)


class SeatRows:
    """The seats of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, seat: Seat) -> None:
        """Sign somebody in at a desk; raises `NotSignedIn` when somebody else sits there."""
        row = {"desk": seat.desk, "account_id": seat.account, "facts": plain(seat)}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(SEATS), row)
        except IntegrityError:
            raise NotSignedIn(seat.desk) from None

    def keep(self, seat: Seat) -> None:
        """Keep what has changed about a seat (break, skills)."""
        self._connection.execute(
            update(SEATS).where(SEATS.c.desk == seat.desk).values(facts=plain(seat))
        )

    def leave(self, desk: str) -> None:
        """Sign out at a desk."""
        self._connection.execute(delete(SEATS).where(SEATS.c.desk == desk))

    def all(self) -> list[Seat]:
        """Return everybody who is signed in."""
        return [build(Seat, row.facts) for row in self._connection.execute(_ALL)]

    def house(self, now: datetime) -> tuple[list[Seat], list[Override]]:
        """Return everybody who is signed in and the closures in force, with one question."""
        seats: list[Seat] = []
        overrides: list[Override] = []
        for what, facts in self._connection.execute(_HOUSE, {"now": now}).all():
            if what == _SEAT:
                seats.append(build(Seat, facts))
            else:
                overrides.append(build(Override, facts))
        return seats, overrides

    def of_account(self, account: str) -> Seat | None:
        """Return where this account sits, or None."""
        return self._one(_OF_ACCOUNT, account)

    def hold(self, account: str) -> Seat | None:
        """Return where this account sits, or None; its other acts wait until this one ends."""
        return self._one(_HOLD, account)

    def _one(self, query: Any, account: str) -> Seat | None:
        row = self._connection.execute(query, {"account": account}).first()
        return build(Seat, row.facts) if row else None

    def at(self, desk: str) -> Seat | None:
        """Return who sits at a desk, or None."""
        row = self._connection.execute(_ALL.where(SEATS.c.desk == desk)).first()
        return build(Seat, row.facts) if row else None

    def overrides(self, now: datetime) -> list[Override]:
        """Return the closures by hand that are still in force."""
        rows = self._connection.execute(_IN_FORCE, {"now": now})
        return [build(Override, row.facts) for row in rows]

    def override(self, override: Override) -> None:
        """Close a department by hand until the given time; replaces an earlier closure."""
        self.end_override(override.department)
        row = {"department": override.department, "until": override.until}
        self._connection.execute(insert(OVERRIDES), {**row, "facts": plain(override)})

    def end_override(self, department: str) -> None:
        """Open a department again."""
        self._connection.execute(delete(OVERRIDES).where(OVERRIDES.c.department == department))
