"""Who sits where, and which departments a lead has closed by hand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.domain.availability import Override
from kiosk.domain.desks import Seat
from kiosk.domain.errors import NotSignedIn
from kiosk.domain.wire import build, plain
from kiosk.office.store.tables import OVERRIDES, SEATS


class SeatRows:
    """The seats of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, seat: Seat) -> None:
        """Sign somebody in at a desk; raises `NotSignedIn` when somebody else sits there."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    insert(SEATS).values(desk=seat.desk, account_id=seat.account, facts=plain(seat))
                )
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
        return [build(Seat, row.facts) for row in self._connection.execute(select(SEATS.c.facts))]

    def of_account(self, account: str) -> Seat | None:
        """Return where this account sits, or None."""
        row = self._connection.execute(
            select(SEATS.c.facts).where(SEATS.c.account_id == account)
        ).first()
        return build(Seat, row.facts) if row else None

    def at(self, desk: str) -> Seat | None:
        """Return who sits at a desk, or None."""
        row = self._connection.execute(select(SEATS.c.facts).where(SEATS.c.desk == desk)).first()
        return build(Seat, row.facts) if row else None

    def overrides(self, now: datetime) -> list[Override]:
        """Return the closures by hand that are still in force."""
        rows = self._connection.execute(select(OVERRIDES.c.facts).where(OVERRIDES.c.until > now))
        return [build(Override, row.facts) for row in rows]

    def override(self, override: Override) -> None:
        """Close a department by hand until the given time; replaces an earlier closure."""
        self.end_override(override.department)
        self._connection.execute(
            insert(OVERRIDES).values(
                department=override.department, until=override.until, facts=plain(override)
            )
        )

    def end_override(self, department: str) -> None:
        """Open a department again."""
        self._connection.execute(delete(OVERRIDES).where(OVERRIDES.c.department == department))
