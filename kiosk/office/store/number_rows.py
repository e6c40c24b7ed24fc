"""Numbers of the day: running ones from below, terminals' reserves from above."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.domain.errors import NumbersExhausted
from kiosk.domain.numbers import LAST, Series
from kiosk.office.store.tables import LEASES, SERIES, TICKETS

_HELD = select(LEASES.c.number).where(
    LEASES.c.day == bindparam("day"),
    LEASES.c.prefix == bindparam("prefix"),
    LEASES.c.number == bindparam("number"),
    LEASES.c.terminal == bindparam("terminal"),
)
# What a terminal holds and has not given out.
_UNUSED = (
    select(func.count())
    .select_from(LEASES)
    .where(
        LEASES.c.day == bindparam("day"),
        LEASES.c.prefix == bindparam("prefix"),
        LEASES.c.terminal == bindparam("terminal"),
        ~exists().where(
            TICKETS.c.day == LEASES.c.day,
            TICKETS.c.prefix == LEASES.c.prefix,
            TICKETS.c.number == LEASES.c.number,
        ),
    )
)


class NumberRows:
    """The number series of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, day: date, prefix: str, blocked: frozenset[int], count: int) -> tuple[int, ...]:
        """Take running numbers; raises `NumbersExhausted`."""
        after, numbers = self._series(day, prefix, blocked).take(count)
        self._keep(after)
        return numbers

    def lease(
        self,
        terminal: str,
        day: date,
        prefix: str,
        blocked: frozenset[int],
        *,
        running: int,
        reserve: int,
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Lend a terminal numbers: (running, reserve); raises `NumbersExhausted`.

        The last numbers of the day are for the line: then the reserve stays empty.
        """
        series, from_below = self._series(day, prefix, blocked).take(running)
        try:
            series, from_above = series.reserve(reserve)
        except NumbersExhausted:
            if not from_below:
                raise
            from_above = ()
        self._keep(series)
        rows = [
            {"day": day, "prefix": prefix, "number": number, "terminal": terminal}
            for number in (*from_below, *from_above)
        ]
        if rows:
            self._connection.execute(insert(LEASES), rows)
        return from_below, from_above

    def unused_by(self, terminal: str, day: date, prefix: str) -> int:
        """Return how many numbers a terminal holds and has not given out."""
        asked = {"day": day, "prefix": prefix, "terminal": terminal}
        return int(self._connection.execute(_UNUSED, asked).scalar_one())

    def held_by(self, terminal: str, day: date, prefix: str, number: int) -> bool:
        """Return whether this number was lent to this terminal."""
        asked = {"day": day, "prefix": prefix, "number": number, "terminal": terminal}
        return self._connection.execute(_HELD, asked).first() is not None

    def forget_before(self, day: date) -> None:
        """Drop series and leases of earlier days: numbers begin anew each midnight."""
        self._connection.execute(delete(LEASES).where(LEASES.c.day < day))
        self._connection.execute(delete(SERIES).where(SERIES.c.day < day))

    def _series(self, day: date, prefix: str, blocked: frozenset[int]) -> Series:
        fresh = {"day": day, "prefix": prefix, "below": 1, "above": LAST}
        postgres = self._connection.dialect.name == "postgresql"
        make = postgresql.insert if postgres else sqlite.insert
        self._connection.execute(make(SERIES).values(fresh).on_conflict_do_nothing())
        row = self._connection.execute(
            select(SERIES)
            .where(SERIES.c.day == day, SERIES.c.prefix == prefix)
            .with_for_update()  # the next terminal waits here for its turn
        ).one()
        return Series(prefix, day, row.below, row.above, blocked)

    def _keep(self, series: Series) -> None:
        self._connection.execute(
            update(SERIES)
            .where(SERIES.c.day == series.day, SERIES.c.prefix == series.prefix)
            .values(below=series.below, above=series.above)
        )
