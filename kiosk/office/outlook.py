"""How things stand: departments, the line and its waiting time, read from the books."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.domain.availability import Override, Standing, standing
from kiosk.domain.departments import Department
from kiosk.domain.desks import Seat
from kiosk.domain.history import may_return
from kiosk.domain.line import ahead_of, effective_class, in_line_since, in_order
from kiosk.domain.priorities import PolicyKind, Priority
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import AT_DESK, Ticket, TicketState
from kiosk.domain.waiting import Estimate, estimate
from kiosk.office.premises import Premises
from kiosk.office.store import Books

_RECENT_CALLS = 12
_IN_LINE = (TicketState.WAITING, TicketState.AWAY)


@dataclass(frozen=True, slots=True)
class Look:
    """One department at one moment: its open tickets, its desks, its last calls.

    `waiting` and `serving` are the planned times of those in line and of those at a desk.
    """

    department: Department
    now: datetime
    tickets: Sequence[Ticket]
    waiting: Sequence[timedelta]
    serving: Sequence[timedelta]
    seats: Sequence[Seat]
    override: Override | None
    recent: Sequence[Priority]

    @property
    def ours(self) -> list[Seat]:
        """The desks of this department where somebody is signed in, also on a break."""
        return [seat for seat in self.seats if self.department.key in seat.departments]

    def wait(self, ahead: Sequence[timedelta]) -> Estimate:
        """Estimate the wait of somebody behind so much planned work."""
        return estimate(ahead, self.serving, sum(1 for seat in self.ours if seat.working))

    def told_wait(self, ahead: Sequence[timedelta]) -> Estimate | None:
        """Return what people are told of the wait: nothing while nobody is there to begin."""
        return self.wait(ahead) if self.ours else None

    def ordered(self, joins: Ticket | None = None) -> list[Ticket]:
        """Return the waiting tickets in the order of their calls, as if one joined as it is."""
        tickets = self.tickets
        if joins is not None:
            tickets = [t for t in tickets if t.ticket_id != joins.ticket_id]
            tickets.append(joins)
        return in_order(tickets, self.department.policy, self.now, self.recent)


def merge(lines: Iterable[Sequence[Ticket]], now: datetime) -> list[Ticket]:
    """Merge the lines of several departments, each in its own order, for a desk of them all."""
    left = [list(reversed(line)) for line in lines if line]
    merged: list[Ticket] = []
    while left:
        best = min(left, key=lambda line: (effective_class(line[-1], now), in_line_since(line[-1])))
        merged.append(best.pop())
        left = [line for line in left if line]
    return merged


class Outlook:
    """Reads the books and tells how long and how many."""

    def __init__(self, premises: Premises) -> None:
        self._at = premises

    def look(self, books: Books, department: str, now: datetime) -> Look:
        """Read everything that matters for the line of one department, once."""
        place, day = self._at.department(department), self._at.today(now)
        by_turns = place.policy.kind is PolicyKind.RATIO
        tickets = books.tickets.open(day, [department])
        seats, overrides = books.seats.house(now)
        return Look(
            place,
            now,
            tickets,
            [self._at.planned(t.wishes) for t in tickets if t.state in _IN_LINE],
            [self._at.planned(t.wishes) for t in tickets if t.state in AT_DESK],
            seats,
            next((each for each in overrides if each.department == department), None),
            books.calls.recent(department, day, _RECENT_CALLS) if by_turns else (),
        )

    # ------------------------------------------------------------------ departments
    def standings(self, books: Books, now: datetime) -> tuple[Standing, ...]:
        """Return every department as it is now, in the town's order."""
        seats, in_force = books.seats.house(now)
        overrides = {override.department: override for override in in_force}
        waiting: dict[str, list[timedelta]] = {}
        serving: dict[str, list[timedelta]] = {}
        for load in books.tickets.loads(self._at.today(now)):
            side = waiting if load.state in _IN_LINE else serving
            side.setdefault(load.department, []).extend([load.planned] * load.count)
        return tuple(
            standing(
                department,
                now,
                self._at.local,
                seats=seats,
                waiting=waiting.get(department.key, ()),
                serving=serving.get(department.key, ()),
                override=overrides.get(department.key),
            )
            for department in self._at.town.departments
        )

    def standing(self, look: Look) -> Standing:
        """Return one department as it is now."""
        return standing(
            look.department,
            look.now,
            self._at.local,
            seats=look.seats,
            waiting=look.waiting,
            serving=look.serving,
            override=look.override,
        )

    # ------------------------------------------------------------------ the line
    @staticmethod
    def estimate_for_next(look: Look) -> Estimate:
        """Estimate the wait of somebody who joins the line now."""
        return look.wait(look.waiting)

    def line(self, books: Books, department: str, now: datetime) -> list[Ticket]:
        """Return the waiting tickets of a department in the order of their calls."""
        return self.look(books, department, now).ordered()

    def status(self, books: Books, ticket: Ticket, now: datetime) -> TicketStatus:
        """Return what the holder of a ticket may see."""
        if ticket.state not in _IN_LINE:
            return self._told(ticket, now, 0, None)
        return self.status_in(self.look(books, ticket.department, now), ticket)

    def status_in(self, look: Look, ticket: Ticket) -> TicketStatus:
        """Return what the holder of a ticket may see, who may just have joined this line."""
        if ticket.state not in _IN_LINE:
            return self._told(ticket, look.now, 0, None)
        # Who stepped away keeps the place: look as if the ticket were waiting.
        as_waiting = replace(ticket, state=TicketState.WAITING)
        ordered = look.ordered(as_waiting)
        ahead = [self._at.planned(t.wishes) for t in ordered[: ahead_of(as_waiting, ordered)]]
        return self._told(ticket, look.now, len(ahead), look.told_wait(ahead))

    def statuses(self, books: Books, department: str, now: datetime) -> list[TicketStatus]:
        """Return what the holders of all open tickets of a department may see; one reading."""
        look = self.look(books, department, now)
        ahead: list[timedelta] = []
        told: dict[str, TicketStatus] = {}
        for ticket in look.ordered():
            wait = look.told_wait(ahead)
            told[ticket.ticket_id] = self._told(ticket, now, len(ahead), wait)
            ahead.append(self._at.planned(ticket.wishes))
        for ticket in look.tickets:
            if ticket.ticket_id not in told:
                told[ticket.ticket_id] = self.status_in(look, ticket)
        return list(told.values())

    def _told(
        self, ticket: Ticket, now: datetime, ahead: int, wait: Estimate | None
    ) -> TicketStatus:
        low, high = wait.shown() if wait else (None, None)
        desk = self._at.desk(ticket.desk) if ticket.desk else None
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
