"""What is on the boards: one desk's board for staff, the waiting-room display for everybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.departments import Department
from kiosk.domain.desks import Seat
from kiosk.domain.history import may_return
from kiosk.domain.line import suits
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import Phrase
from kiosk.domain.statuses import DepartmentStatus, TicketStatus, status_of
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.office.outlook import Outlook, merge
from kiosk.office.premises import Premises
from kiosk.office.store import Books

LAST_CALLS = 7  # the newest, and six below


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of the line as staff sees it. `callable` is false in a cool-down, and for a
    video ticket whose holder does not knock just now.
    """

    ticket: Ticket
    services: tuple[Phrase, ...]
    waited: timedelta
    callable: bool
    suits: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """A desk with somebody at it: whether a call is open there, or why not."""

    seat: Seat
    desk: Phrase
    number: TicketNumber | None


@dataclass(frozen=True, slots=True)
class DeskBoard:
    """Everything one desk needs on one screen."""

    as_of: datetime
    seat: Seat
    desk: Phrase
    current: Ticket | None
    current_services: tuple[Phrase, ...]
    waiting: tuple[Waiting, ...]
    parked: tuple[Ticket, ...]
    missed: tuple[Ticket, ...]
    longest_wait: timedelta
    colleagues: tuple[Colleague, ...]
    departments: tuple[tuple[Department, DepartmentStatus], ...]


@dataclass(frozen=True, slots=True)
class ShownCall:
    """One call on the waiting-room display: number, where to go, whose line."""

    number: TicketNumber
    desk: Phrase
    room: Phrase
    department: Phrase
    department_key: str
    called_at: datetime
    times: int
    language: str


@dataclass(frozen=True, slots=True)
class DisplayBoard:
    """The display: the newest call first. Calls that are over stay below for a while."""

    as_of: datetime
    calls: tuple[ShownCall, ...]
    departments: tuple[tuple[Phrase, DepartmentStatus], ...]


class Boards:
    """Reads the books and fills the boards."""

    def __init__(self, premises: Premises) -> None:
        self._at = premises
        self._outlook = Outlook(premises)

    def desk(self, account: str, now: datetime) -> DeskBoard | None:
        """Return the board of the desk where this account sits, or None when nowhere."""
        with self._at.store.reading() as books:
            seat = books.seats.of_account(account)
            if seat is None:
                return None
            day = self._at.today(now)
            tickets = books.tickets.open(day, sorted(seat.departments))
            calls = books.tickets.at_desks()
            current = calls.get(seat.desk)
            waiting = self._waiting(books, seat, now)
            statuses = {s.department: status_of(s) for s in self._outlook.standings(books, now)}
            return DeskBoard(
                as_of=now,
                seat=seat,
                desk=self._at.desk(seat.desk).name,
                current=current,
                current_services=self._names(current) if current else (),
                waiting=waiting,
                parked=tuple(t for t in tickets if t.state is TicketState.PARKED),
                missed=tuple(t for t in tickets if may_return(t, now)),
                longest_wait=max((w.waited for w in waiting), default=timedelta(0)),
                colleagues=self._colleagues(books, seat, calls),
                departments=tuple((d, statuses[d.key]) for d in self._at.town.departments),
            )

    def _waiting(self, books: Books, seat: Seat, now: datetime) -> tuple[Waiting, ...]:
        lines = [self._outlook.line(books, key, now) for key in sorted(seat.departments)]
        return tuple(
            Waiting(
                ticket,
                self._names(ticket),
                now - ticket.queued_at,
                ticket.callable_at(now) and self._at.can_come(ticket),
                suits(ticket, seat),
            )
            for ticket in merge(lines, now)
        )

    def _names(self, ticket: Ticket) -> tuple[Phrase, ...]:
        services = self._at.town.catalogue.services
        return tuple(services[w.service].name for w in ticket.wishes if w.service in services)

    def _colleagues(
        self, books: Books, own: Seat, calls: Mapping[str, Ticket]
    ) -> tuple[Colleague, ...]:
        rows = []
        for seat in books.seats.all():
            if seat.desk == own.desk:
                continue
            call = calls.get(seat.desk)
            name = self._at.desk(seat.desk).name
            rows.append(Colleague(seat, name, call.number if call else None))
        return tuple(sorted(rows, key=lambda row: row.seat.desk))

    def display(self, now: datetime, departments: Collection[str] | None = None) -> DisplayBoard:
        """Return the waiting-room display, of some departments or of all."""
        known = {department.key for department in self._at.town.departments}
        shown = known if departments is None else known & set(departments)
        with self._at.store.reading() as books:
            calls = books.calls.last(self._at.today(now), LAST_CALLS, shown)
            standings = self._outlook.standings(books, now)
        return DisplayBoard(
            as_of=now,
            # A desk that is gone since this morning cannot be shown the way to.
            calls=tuple(self._shown(*call) for call in calls if self._at.has(call[1])),
            departments=tuple(
                (self._at.town.department(s.department).sign(), status_of(s))
                for s in standings
                if s.department in shown
            ),
        )

    def _shown(self, at: datetime, desk_key: str, ticket: Ticket) -> ShownCall:
        desk = self._at.desk(desk_key)
        department = self._at.department(ticket.department)
        return ShownCall(
            number=ticket.number,
            desk=desk.name,
            room=desk.room,
            department=department.sign(),
            department_key=department.key,
            called_at=at,
            times=max(1, ticket.calls),
            language=ticket.language,
        )

    def line(self, department: str, now: datetime) -> list[TicketStatus]:
        """Return what the holders of all open tickets of a department may see."""
        with self._at.store.reading() as books:
            return self._outlook.statuses(books, department, now)
