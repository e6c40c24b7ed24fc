"""The calls of the day, read from the history of the tickets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Kind, Ticket, TicketEvent
from kiosk.domain.wire import build
from kiosk.office.store.tables import EVENTS, TICKETS

_RECENT = (
    select(TICKETS.c.priority)
    .join(EVENTS, EVENTS.c.ticket_id == TICKETS.c.ticket_id)
    .where(
        TICKETS.c.day == bindparam("day"),
        TICKETS.c.department == bindparam("department"),
        EVENTS.c.event == TicketEvent.CALL.value,
    )
    .order_by(EVENTS.c.at.desc(), EVENTS.c.ticket_id)
    .limit(bindparam("count"))
)
_LAST = (
    select(EVENTS.c.at, EVENTS.c.facts.label("call"), TICKETS.c.facts)
    .join(TICKETS, TICKETS.c.ticket_id == EVENTS.c.ticket_id)
    .where(
        TICKETS.c.day == bindparam("day"),
        TICKETS.c.department.in_(bindparam("departments", expanding=True)),
        EVENTS.c.event.in_([TicketEvent.CALL.value, TicketEvent.RECALL.value]),
        # Who talks by video need not be shown the way.
        TICKETS.c.kind != Kind.VIDEO.value,
    )
    .order_by(EVENTS.c.at.desc(), EVENTS.c.ticket_id)
    .limit(bindparam("count"))
)
# A ticket is called and recalled a few times.
_CALLS_OF_ONE = 4


class CallRows:
    """The calls of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def recent(self, department: str, day: date, count: int) -> Sequence[Priority]:
        """Return the classes of the last calls of a department, newest last."""
        asked = {"day": day, "department": department, "count": count}
        newest_first = [Priority(row.priority) for row in self._connection.execute(_RECENT, asked)]
        return newest_first[::-1]

    def last(
        self, day: date, count: int, departments: Collection[str]
    ) -> list[tuple[datetime, str, Ticket]]:
        """Return (when, desk, ticket) of the last calls to come to a desk, newest first."""
        found: dict[str, tuple[datetime, str, Ticket]] = {}
        asked = {"day": day, "count": count * _CALLS_OF_ONE, "departments": sorted(departments)}
        rows = self._connection.execute(_LAST, asked)
        for row in rows:
            ticket: Ticket = build(Ticket, row.facts)
            # The desk of the call: the ticket itself may have left it since.
            found.setdefault(ticket.ticket_id, (row.at, row.call["desk"] or "", ticket))
        return list(found.values())[:count]
