"""How things stand: departments, the line and its waiting time, read from the books."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.availability import Override, Standing, standing
from kiosk.domain.departments import Department
from kiosk.domain.desks import Seat
from kiosk.domain.history import may_return
from kiosk.domain.line import ahead_of, in_order
from kiosk.domain.messages import TicketStatus
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import AT_DESK, Ticket, TicketState
from kiosk.domain.waiting import Estimate, estimate
from kiosk.office.premises import Premises
from kiosk.office.store import Books
from kiosk.office.store.ticket_rows import Load

_RECENT_CALLS = 12
_IN_LINE = (TicketState.WAITING, TicketState.AWAY)


class Outlook:
    """Reads the books and tells how long and how many."""

    def __init__(self, premises: Premises) -> None:
        self._at = premises

    def standings(self, books: Books, now: datetime) -> tuple[Standing, ...]:
        """Return every department as it is now, in the town's order."""
        loads = books.tickets.loads(self._at.today(now))
        seats = books.seats.all()
        overrides = {o.department: o for o in books.seats.overrides(now)}
        return tuple(
            self._standing(d, now, loads, seats, overrides) for d in self._at.town.departments
        )

    def standing(self, books: Books, department: Department, now: datetime) -> Standing:
        """Return one department as it is now."""
        loads = books.tickets.loads(self._at.today(now), department.key)
        overrides = {o.department: o for o in books.seats.overrides(now)}
        return self._standing(department, now, loads, books.seats.all(), overrides)

    def _standing(
        self,
        department: Department,
        now: datetime,
        loads: Sequence[Load],
        seats: Sequence[Seat],
        overrides: Mapping[str, Override],
    ) -> Standing:
        waiting, serving = _split(load for load in loads if load.department == department.key)
        return standing(
            department,
            now,
            self._at.local,
            seats=seats,
            waiting=waiting,
            serving=serving,
            override=overrides.get(department.key),
        )

    def estimate_for_next(self, books: Books, department: Department, now: datetime) -> Estimate:
        """Estimate the wait of somebody who joins the line of a department now."""
        waiting, serving = _split(books.tickets.loads(self._at.today(now), department.key))
        return estimate(waiting, serving, self._desks(books, department.key))

    def line(self, books: Books, department: str, now: datetime) -> list[Ticket]:
        """Return the waiting tickets of a department in the order of their calls."""
        day = self._at.today(now)
        return in_order(
            books.tickets.open(day, [department]),
            self._at.department(department).policy,
            now,
            books.tickets.recent_calls(department, day, _RECENT_CALLS),
        )

    def status(self, books: Books, ticket: Ticket, now: datetime) -> TicketStatus:
        """Return what the holder of a ticket may see."""
        if ticket.state not in _IN_LINE:
            return self._told(ticket, now, 0, None)
        day = self._at.today(now)
        everybody = books.tickets.open(day, [ticket.department])
        recent = books.tickets.recent_calls(ticket.department, day, _RECENT_CALLS)
        serving = [self._at.planned_for(t) for t in everybody if t.state in AT_DESK]
        desks = self._desks(books, ticket.department)
        return self._in_line(ticket, everybody, recent, serving, desks, now)

    def statuses(self, books: Books, department: str, now: datetime) -> list[TicketStatus]:
        """Return what the holders of all open tickets of a department may see; one reading."""
        day = self._at.today(now)
        everybody = books.tickets.open(day, [department])
        recent = books.tickets.recent_calls(department, day, _RECENT_CALLS)
        serving = [self._at.planned_for(t) for t in everybody if t.state in AT_DESK]
        desks = self._desks(books, department)
        ordered = in_order(everybody, self._at.department(department).policy, now, recent)
        ahead: list[timedelta] = []
        told: dict[str, TicketStatus] = {}
        for ticket in ordered:
            wait = estimate(ahead, serving, desks)
            told[ticket.ticket_id] = self._told(ticket, now, len(ahead), wait)
            ahead.append(self._at.planned_for(ticket))
        for ticket in everybody:
            if ticket.state is TicketState.AWAY:
                status = self._in_line(ticket, everybody, recent, serving, desks, now)
                told[ticket.ticket_id] = status
            elif ticket.ticket_id not in told:
                told[ticket.ticket_id] = self._told(ticket, now, 0, None)
        return list(told.values())

    def _in_line(
        self,
        ticket: Ticket,
        everybody: Sequence[Ticket],
        recent: Sequence[Priority],
        serving: Sequence[timedelta],
        desks: int,
        now: datetime,
    ) -> TicketStatus:
        # Who stepped away keeps the place: look as if the ticket were waiting.
        as_waiting = replace(ticket, state=TicketState.WAITING)
        others = [t for t in everybody if t.ticket_id != ticket.ticket_id]
        policy = self._at.department(ticket.department).policy
        ordered = in_order([*others, as_waiting], policy, now, recent)
        place = ahead_of(as_waiting, ordered)
        wait = estimate([self._at.planned_for(t) for t in ordered[:place]], serving, desks)
        return self._told(ticket, now, place, wait)

    def _told(
        self, ticket: Ticket, now: datetime, ahead: int, wait: Estimate | None
    ) -> TicketStatus:
        low, high = wait.shown() if wait else (None, None)
        desk = self._at.town.desk(ticket.desk) if ticket.desk else None
        return TicketStatus(
            ticket_id=ticket.ticket_id,
            code=ticket.code,
            number=ticket.number,
            department=ticket.department,
            wishes=ticket.wishes,
            kind=ticket.kind,
            state=ticket.state,
            language=ticket.language,
            queued_at=ticket.queued_at,
            people_ahead=ahead,
            low_min=low,
            high_min=high,
            desk=desk.name if desk else None,
            desk_room=desk.room if desk else None,
            called_at=ticket.called_at,
            may_return=may_return(ticket, now),
            as_of=now,
        )

    def _desks(self, books: Books, department: str) -> int:
        seats = books.seats.all()
        return sum(1 for seat in seats if department in seat.departments and seat.working)


def _split(loads: Iterable[Load]) -> tuple[list[timedelta], list[timedelta]]:
    waiting: list[timedelta] = []
    serving: list[timedelta] = []
    for load in loads:
        (waiting if load.state in _IN_LINE else serving).append(load.planned)
    return waiting, serving
