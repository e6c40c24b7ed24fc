"""Tickets and their history: every change is one atomic statement and one appended event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from kiosk.domain.errors import DeskBusy, NumberTaken
from kiosk.domain.history import Happening, Issued, after
from kiosk.domain.tickets import AT_DESK, OPEN, Ticket, TicketEvent, TicketState
from kiosk.domain.wire import build, plain
from kiosk.office.store.recollection import Recollection
from kiosk.office.store.tables import EVENTS, TICKETS

_ISSUE = "issue"
_IN_THE_HOUSE = (TicketState.WAITING, TicketState.AWAY, TicketState.CALLED, TicketState.SERVING)


def _among(states: Iterable[TicketState]) -> Any:
    return TICKETS.c.state.in_(sorted(state.value for state in states))


# Statements are put together once: to build them anew costs more than to run them.
_GET = select(TICKETS.c.facts).where(TICKETS.c.ticket_id == bindparam("ticket_id"))
_ADD = {
    "sqlite": sqlite.insert(TICKETS).on_conflict_do_nothing().returning(TICKETS.c.version),
    "postgresql": postgresql.insert(TICKETS).on_conflict_do_nothing().returning(TICKETS.c.version),
}
_APPEND = insert(EVENTS)
# Only these bring a note along.
_NOTED = select(EVENTS.c.seq, EVENTS.c.facts).where(
    EVENTS.c.ticket_id == bindparam("ticket_id"),
    EVENTS.c.event.in_((TicketEvent.TRANSFER.value, TicketEvent.PARK.value)),
)
_REWRITE = (
    update(EVENTS)
    .where((EVENTS.c.ticket_id == bindparam("its_id")) & (EVENTS.c.seq == bindparam("its_seq")))
    .values(facts=bindparam("less"))
)
_UNCHANGED = (TICKETS.c.ticket_id == bindparam("its_id")) & (
    TICKETS.c.version == bindparam("its_version")
)
_MOVE = update(TICKETS).where(_UNCHANGED).returning(TICKETS.c.version)
# On PostgreSQL a row that another transaction holds is skipped instead of waited for.
_MOVE_IF_FREE = (
    update(TICKETS)
    .where(
        TICKETS.c.ticket_id.in_(
            select(TICKETS.c.ticket_id)
            .where(_UNCHANGED)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
    )
    .returning(TICKETS.c.version)
)
_LOADS = (
    select(TICKETS.c.department, TICKETS.c.state, TICKETS.c.planned_s, func.count().label("count"))
    .where(TICKETS.c.day == bindparam("day"), _among(_IN_THE_HOUSE))
    .group_by(TICKETS.c.department, TICKETS.c.state, TICKETS.c.planned_s)
)
_LOADS_OF_ONE = _LOADS.where(TICKETS.c.department == bindparam("department"))
_OPEN = select(TICKETS.c.ticket_id, TICKETS.c.version).where(
    TICKETS.c.day == bindparam("day"),
    TICKETS.c.department == bindparam("department"),
    _among(OPEN),
)
_SOME = select(TICKETS.c.facts).where(
    TICKETS.c.ticket_id.in_(bindparam("ticket_ids", expanding=True))
)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Load:
    """What `count` open tickets of one kind mean for everybody behind them."""

    department: str
    state: TicketState
    planned: timedelta
    count: int


def _row(ticket: Ticket) -> dict[str, Any]:
    """Return the row of a ticket; `planned_s` belongs to the issue and is added there."""
    return {
        "ticket_id": ticket.ticket_id,
        "code": ticket.code,
        "prefix": ticket.number.prefix,
        "number": ticket.number.value,
        "day": ticket.day,
        "kind": ticket.kind.value,
        "department": ticket.department,
        "priority": int(ticket.priority),
        "state": ticket.state.value,
        "desk": ticket.desk,
        "version": ticket.version,
        "queued_at": ticket.queued_at,
        "facts": plain(ticket),
    }


class TicketRows:
    """The tickets of one transaction."""

    def __init__(self, connection: Connection, recollection: Recollection) -> None:
        self._connection = connection
        self._recollection = recollection

    # ------------------------------------------------------------------ changing
    def add(self, ticket: Ticket, planned: timedelta) -> None:
        """Add a new ticket; raises `NumberTaken` when its number, code or id is in use."""
        row = {**_row(ticket), "planned_s": int(planned.total_seconds())}
        added = self._connection.execute(_ADD[self._connection.dialect.name], row).first()
        if added is None:
            raise NumberTaken(str(ticket.number))
        self._append(ticket, _ISSUE, ticket.queued_at, row["facts"])

    def move(self, ticket: Ticket, happening: Happening, *, wait: bool = True) -> Ticket | None:
        """Move a ticket on by one atomic statement; None when somebody else was faster.

        Args:
            wait: for another transaction that holds the ticket right now, to see what it
                has done; otherwise that one was faster.

        Raises `NotPossible` when its life does not allow it, `DeskBusy` when the desk has
        another open call.
        """
        moved = after(ticket, happening)
        change = {**_row(moved), "its_id": ticket.ticket_id, "its_version": ticket.version}
        if moved.desk is not None and moved.state in AT_DESK and moved.desk != ticket.desk:
            won = self._sit_down(moved, change, wait)
        else:
            won = self._change(change, wait)
        if not won:
            return None
        self._append(moved, happening.event.value, happening.at, plain(happening))
        if moved.state not in OPEN and not moved.note:
            self._forget_notes(moved.ticket_id)
        return moved

    def _forget_notes(self, ticket_id: str) -> None:
        """Take the notes out of the history of a ticket that is done: they were for the way there.

        Art. 5 (1) e GDPR: a colleague may have written more into them than they should.
        """
        for row in self._connection.execute(_NOTED, {"ticket_id": ticket_id}).all():
            if row.facts.get("note"):
                less = {**row.facts, "note": ""}
                change = {"its_id": ticket_id, "its_seq": row.seq, "less": less}
                self._connection.execute(_REWRITE, change)

    def _change(self, change: dict[str, Any], wait: bool) -> bool:
        statement = _MOVE if wait else _MOVE_IF_FREE
        return self._connection.execute(statement, change).first() is not None

    def _sit_down(self, moved: Ticket, change: dict[str, Any], wait: bool) -> bool:
        try:
            with self._connection.begin_nested():
                return self._change(change, wait)
        except IntegrityError:  # one_open_call_per_desk
            sitting = self.at_desk(moved.desk or "")
            raise DeskBusy(str(sitting.number if sitting else moved.number)) from None

    def _append(self, ticket: Ticket, event: str, at: datetime, facts: dict[str, Any]) -> None:
        row = {"ticket_id": ticket.ticket_id, "seq": ticket.version, "event": event, "at": at}
        self._connection.execute(_APPEND, {**row, "facts": facts})
        self._recollection.keep(ticket)

    # ------------------------------------------------------------------ one ticket
    def get(self, ticket_id: str) -> Ticket | None:
        """Return the ticket, or None."""
        row = self._connection.execute(_GET, {"ticket_id": ticket_id}).first()
        return build(Ticket, row.facts) if row else None

    def by_code(self, code: str, day: date) -> Ticket | None:
        """Return the ticket of a day with this code, or None."""
        found = self._where((TICKETS.c.code == code) & (TICKETS.c.day == day))
        return found[0] if found else None

    def at_desk(self, desk: str) -> Ticket | None:
        """Return the open call of a desk, or None."""
        found = self._where((TICKETS.c.desk == desk) & _among(AT_DESK))
        return found[0] if found else None

    def at_desks(self) -> dict[str, Ticket]:
        """Return the open calls of all desks, by desk."""
        return {ticket.desk: ticket for ticket in self._where(_among(AT_DESK)) if ticket.desk}

    def history(self, ticket_id: str) -> tuple[Issued, list[Happening]]:
        """Return everything that happened to a ticket, in order."""
        query = select(EVENTS.c.facts).where(EVENTS.c.ticket_id == ticket_id).order_by(EVENTS.c.seq)
        first, *later = [row.facts for row in self._connection.execute(query)]
        return Issued(build(Ticket, first)), [build(Happening, facts) for facts in later]

    # ------------------------------------------------------------------ many
    def open(self, day: date, departments: Iterable[str]) -> list[Ticket]:
        """Return the open tickets of a day of some departments."""
        found: list[Ticket] = []
        unknown: list[str] = []
        for department in departments:
            asked = {"day": day, "department": department}
            for ticket_id, version in self._connection.execute(_OPEN, asked).all():
                known = self._recollection.recall(ticket_id, version)
                if known is None:
                    unknown.append(ticket_id)
                else:
                    found.append(known)
        return [*found, *self._read(unknown)]

    def _read(self, ticket_ids: Sequence[str]) -> Iterable[Ticket]:
        for start in range(0, len(ticket_ids), _AT_ONCE):
            asked = {"ticket_ids": ticket_ids[start : start + _AT_ONCE]}
            for row in self._connection.execute(_SOME, asked):
                ticket: Ticket = build(Ticket, row.facts)
                self._recollection.keep(ticket)
                yield ticket

    def loads(self, day: date, department: str | None = None) -> list[Load]:
        """Return how many open tickets there are by state and planned time."""
        if department is None:
            rows = self._connection.execute(_LOADS, {"day": day})
        else:
            rows = self._connection.execute(_LOADS_OF_ONE, {"day": day, "department": department})
        return [
            Load(key, TicketState(state), timedelta(seconds=planned_s), count)
            for key, state, planned_s, count in rows
        ]

    def open_before(self, day: date) -> list[Ticket]:
        """Return tickets of earlier days that nobody has closed."""
        return self._where((TICKETS.c.day < day) & _among(OPEN))

    def with_state(self, day: date, state: TicketState) -> list[Ticket]:
        """Return the tickets of a day in one state."""
        return self._where((TICKETS.c.day == day) & (TICKETS.c.state == state.value))

    def forget_before(self, day: date) -> None:
        """Delete tickets of days before, with everything that happened to them."""
        old = select(TICKETS.c.ticket_id).where(TICKETS.c.day < day)
        self._connection.execute(delete(EVENTS).where(EVENTS.c.ticket_id.in_(old)))
        self._connection.execute(delete(TICKETS).where(TICKETS.c.day < day))

    def all_of(self, day: date) -> list[Ticket]:
        """Return every ticket of a day, open or not."""
        return self._where(TICKETS.c.day == day)

    def _where(self, which: Any) -> list[Ticket]:
        rows = self._connection.execute(select(TICKETS.c.facts).where(which))
        return [build(Ticket, row.facts) for row in rows]
