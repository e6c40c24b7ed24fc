"""Tickets and their history: every change is one atomic statement and one appended event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.domain.errors import DeskBusy, NumberTaken
from kiosk.domain.history import Happening, Issued, after
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import AT_DESK, OPEN, Ticket, TicketEvent, TicketState
from kiosk.domain.wire import build, plain
from kiosk.office.store.tables import ACTS, EVENTS, TICKETS

_ISSUE = "issue"
_IN_THE_HOUSE = [
    state.value
    for state in (TicketState.WAITING, TicketState.AWAY, TicketState.CALLED, TicketState.SERVING)
]


@dataclass(frozen=True, slots=True)
class Load:
    """What one open ticket means for everybody behind it."""

    department: str
    state: TicketState
    planned: timedelta


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


def _ticket(row: RowMapping) -> Ticket:
    ticket: Ticket = build(Ticket, row["facts"])
    return ticket


class TicketRows:
    """The tickets of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, ticket: Ticket, planned: timedelta) -> None:
        """Add a new ticket; raises `NumberTaken` when its number or code is in use today."""
        row = {**_row(ticket), "planned_s": int(planned.total_seconds())}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(TICKETS).values(row))
        except IntegrityError:
            raise NumberTaken(str(ticket.number)) from None
        self._append(ticket.ticket_id, 1, _ISSUE, ticket.queued_at, plain(ticket))

    def move(self, ticket: Ticket, happening: Happening) -> Ticket | None:
        """Move a ticket on by one atomic statement; None when somebody else was faster.

        Raises `NotPossible` when its life does not allow it, `DeskBusy` when the desk has
        another open call.
        """
        moved = after(ticket, happening)
        unchanged = (TICKETS.c.ticket_id == ticket.ticket_id) & (
            TICKETS.c.version == ticket.version
        )
        # On PostgreSQL a row that another transaction holds is skipped instead of waited for.
        free = select(TICKETS.c.ticket_id).where(unchanged).with_for_update(skip_locked=True)
        change = (
            update(TICKETS)
            .where(TICKETS.c.ticket_id.in_(free.scalar_subquery()))
            .values(_row(moved))
            .returning(TICKETS.c.version)
        )
        try:
            with self._connection.begin_nested():
                won = self._connection.execute(change).first()
        except IntegrityError:
            raise DeskBusy(str(ticket.number)) from None
        if won is None:
            return None
        self._append(
            ticket.ticket_id, moved.version, happening.event.value, happening.at, plain(happening)
        )
        return moved

    def _append(
        self, ticket_id: str, seq: int, event: str, at: datetime, facts: dict[str, Any]
    ) -> None:
        self._connection.execute(
            insert(EVENTS).values(ticket_id=ticket_id, seq=seq, event=event, at=at, facts=facts)
        )

    def get(self, ticket_id: str) -> Ticket | None:
        """Return the ticket, or None."""
        return self._one(TICKETS.c.ticket_id == ticket_id)

    def by_code(self, code: str, day: date) -> Ticket | None:
        """Return today's ticket with this code, or None."""
        return self._one((TICKETS.c.code == code) & (TICKETS.c.day == day))

    def at_desk(self, desk: str) -> Ticket | None:
        """Return the open call of a desk, or None."""
        at_desk = TICKETS.c.state.in_([state.value for state in AT_DESK])
        return self._one((TICKETS.c.desk == desk) & at_desk)

    def _one(self, which: Any) -> Ticket | None:
        row = self._connection.execute(select(TICKETS.c.facts).where(which)).mappings().first()
        return _ticket(row) if row else None

    def open(self, day: date, departments: Iterable[str] | None = None) -> list[Ticket]:
        """Return the open tickets of a day, optionally of some departments only."""
        query = select(TICKETS.c.facts).where(
            TICKETS.c.day == day, TICKETS.c.state.in_([state.value for state in OPEN])
        )
        if departments is not None:
            query = query.where(TICKETS.c.department.in_(list(departments)))
        return [_ticket(row) for row in self._connection.execute(query).mappings()]

    def loads(self, day: date, department: str | None = None) -> list[Load]:
        """Return state and planned time of every open ticket, without reading the tickets."""
        query = select(TICKETS.c.department, TICKETS.c.state, TICKETS.c.planned_s).where(
            TICKETS.c.day == day, TICKETS.c.state.in_(_IN_THE_HOUSE)
        )
        if department is not None:
            query = query.where(TICKETS.c.department == department)
        return [
            Load(row.department, TicketState(row.state), timedelta(seconds=row.planned_s))
            for row in self._connection.execute(query)
        ]

    def open_before(self, day: date) -> list[Ticket]:
        """Return tickets of earlier days that nobody has closed."""
        query = select(TICKETS.c.facts).where(
            TICKETS.c.day < day, TICKETS.c.state.in_([state.value for state in OPEN])
        )
        return [_ticket(row) for row in self._connection.execute(query).mappings()]

    def history(self, ticket_id: str) -> tuple[Issued, list[Happening]]:
        """Return everything that happened to a ticket, in order."""
        query = select(EVENTS.c.facts).where(EVENTS.c.ticket_id == ticket_id).order_by(EVENTS.c.seq)
        first, *later = [row.facts for row in self._connection.execute(query)]
        return Issued(build(Ticket, first)), [build(Happening, facts) for facts in later]

    def all_of(self, day: date) -> list[Ticket]:
        """Return every ticket of a day, open or not."""
        query = select(TICKETS.c.facts).where(TICKETS.c.day == day)
        return [_ticket(row) for row in self._connection.execute(query).mappings()]

    def recent_calls(self, department: str, day: date, count: int) -> Sequence[Priority]:
        """Return the classes of the last calls of a department, newest last."""
        query = (
            select(TICKETS.c.priority)
            .join(EVENTS, EVENTS.c.ticket_id == TICKETS.c.ticket_id)
            .where(
                TICKETS.c.day == day,
                TICKETS.c.department == department,
                EVENTS.c.event == TicketEvent.CALL.value,
            )
            .order_by(EVENTS.c.at.desc())
            .limit(count)
        )
        newest_first = [Priority(row.priority) for row in self._connection.execute(query)]
        return newest_first[::-1]

    def last_calls(self, day: date, count: int) -> list[tuple[datetime, str, Ticket]]:
        """Return (when, desk, ticket) of the last calls and recalls of all desks, newest first."""
        called = [TicketEvent.CALL.value, TicketEvent.RECALL.value]
        query = (
            select(EVENTS.c.at, EVENTS.c.facts.label("call"), TICKETS.c.facts)
            .join(TICKETS, TICKETS.c.ticket_id == EVENTS.c.ticket_id)
            .where(TICKETS.c.day == day, EVENTS.c.event.in_(called))
            .order_by(EVENTS.c.at.desc())
            .limit(count * 4)
        )
        found: dict[str, tuple[datetime, str, Ticket]] = {}
        for row in self._connection.execute(query).mappings():
            ticket = _ticket(row)
            # The desk of the call: the ticket itself may have left it since.
            found.setdefault(ticket.ticket_id, (row["at"], row["call"]["desk"] or "", ticket))
        return list(found.values())[:count]

    def outcome_of(self, key: str) -> Any | None:
        """Return what a command under this key has answered before, or None."""
        row = self._connection.execute(select(ACTS.c.outcome).where(ACTS.c.key == key)).first()
        return row.outcome if row else None

    def remember(self, key: str, outcome: Any, now: datetime) -> None:
        """Keep the answer of a command under its key."""
        self._connection.execute(insert(ACTS).values(key=key, at=now, outcome=outcome))

    def forget_acts_before(self, moment: datetime) -> None:
        """Drop answers that nobody will ask for again."""
        self._connection.execute(delete(ACTS).where(ACTS.c.at < moment))

    def with_state(self, day: date, state: TicketState) -> list[Ticket]:
        """Return the tickets of a day in one state."""
        query = select(TICKETS.c.facts).where(TICKETS.c.day == day, TICKETS.c.state == state.value)
        return [_ticket(row) for row in self._connection.execute(query).mappings()]
