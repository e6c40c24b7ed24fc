"""Everything a citizen can ask of the office, one method per act.

All methods are synchronous and take the time; they run in the office's own threads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from kiosk.domain.availability import Standing
from kiosk.domain.errors import Closed, LineFull, NumberTaken, UnknownTicket
from kiosk.domain.history import Happening
from kiosk.domain.messages import IssueTicket, LineChanged, TicketStatus, status_of
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.tickets import Ticket, TicketEvent
from kiosk.office.outlook import Outlook
from kiosk.office.premises import Changed, Premises
from kiosk.office.store import Books

_TRIES = 5


class Counter:
    """The counter of the office, as citizens meet it."""

    def __init__(self, premises: Premises) -> None:
        self._at = premises
        self._outlook = Outlook(premises)

    def issue_ticket(self, ask: IssueTicket, terminal: str, now: datetime) -> TicketStatus:
        """Give out a number; idempotent under the ticket's id.

        Raises `Closed`, `LineFull`, `UnknownService`, `NumberTaken`. A ticket that the
        citizen holds already (`delivered_late`) is refused for none of the first two.
        """
        department = self._at.department(ask.department)
        self._at.check_wishes(department, ask.wishes)
        with self._at.store.writing() as books:
            known = books.tickets.get(ask.ticket_id)
            if known is not None:
                return self._outlook.status(books, known, now)
            standing = self._outlook.standing(books, department, now)
            if not ask.delivered_late:
                self._check_open(standing, department.line_limit)
            self._check_number(books, ask, terminal)
            ticket = self._new_ticket(books, ask, now)
            if ticket.day < self._at.today(now):
                # Drawn on a day that is over: it is kept for the books, not for the line.
                ticket = self._move(books, ticket, Happening(TicketEvent.CLOSE_DAY, now))
            status = self._outlook.status(books, ticket, now)
        self._at.announce(Changed(frozenset({ask.department}), frozenset({ask.ticket_id})))
        return status

    def _check_open(self, standing: Standing, limit: int) -> None:
        status = status_of(standing)
        if status.state == "closed":
            raise Closed(status.reason or "closed", status.opens_at, status.phrase)
        if status.waiting >= limit:
            raise LineFull(limit)
        if not standing.takes_tickets:
            raise Closed("last_ticket", standing.closes_at)

    def _check_number(self, books: Books, ask: IssueTicket, terminal: str) -> None:
        number = ask.number
        if number.prefix != self._at.department(ask.department).prefix:
            raise NumberTaken(str(number))
        lent = books.numbers.held_by(terminal, ask.day, number.prefix, number.value)
        if not lent and not ask.delivered_late:
            raise NumberTaken(str(number))

    def _new_ticket(self, books: Books, ask: IssueTicket, now: datetime) -> Ticket:
        department = self._at.department(ask.department)
        ticket = Ticket(
            ticket_id=ask.ticket_id,
            code=ask.code,
            number=ask.number,
            day=ask.day if ask.delivered_late else self._at.today(now),
            kind=ask.kind,
            department=department.key,
            wishes=ask.wishes,
            priority=ask.priority,
            language=ask.language,
            queued_at=min(ask.drawn_at, now) if ask.delivered_late else now,
            estimate=self._outlook.estimate_for_next(books, department, now),
        )
        books.tickets.add(ticket, self._at.planned(ask.wishes))
        return ticket

    def lease_numbers(
        self, terminal: str, day: date, prefix: str, *, running: int, reserve: int
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Lend a terminal numbers of one letter; raises `NumbersExhausted`."""
        TicketNumber(prefix, 1)  # a letter that is none of ours raises here
        with self._at.store.writing() as books:
            return books.numbers.lease(
                terminal,
                day,
                prefix,
                self._at.town.blocked_numbers,
                running=running,
                reserve=reserve,
            )

    def find(self, code: str, now: datetime) -> TicketStatus:
        """Return today's ticket with this code; raises `UnknownTicket`."""
        with self._at.store.reading() as books:
            ticket = books.tickets.by_code(code, self._at.today(now))
            if ticket is None:
                raise UnknownTicket
            return self._outlook.status(books, ticket, now)

    def status(self, ticket_id: str, now: datetime) -> TicketStatus:
        """Return a ticket of today; raises `UnknownTicket`."""
        with self._at.store.reading() as books:
            ticket = books.tickets.get(ticket_id)
            if ticket is None or ticket.day != self._at.today(now):
                raise UnknownTicket
            return self._outlook.status(books, ticket, now)

    def reactivate(self, ticket_id: str, now: datetime) -> TicketStatus:
        """Join the line again after a missed call; once, within 15 minutes."""
        return self._act(ticket_id, TicketEvent.REACTIVATE, now)

    def cancel(self, ticket_id: str, now: datetime) -> TicketStatus:
        """Give the number back."""
        return self._act(ticket_id, TicketEvent.CANCEL, now)

    def leave(self, ticket_id: str, now: datetime) -> TicketStatus:
        """Step away and keep the place."""
        return self._act(ticket_id, TicketEvent.LEAVE, now)

    def come_back(self, ticket_id: str, now: datetime) -> TicketStatus:
        """Be back in the waiting room."""
        return self._act(ticket_id, TicketEvent.BACK, now)

    def _act(self, ticket_id: str, event: TicketEvent, now: datetime) -> TicketStatus:
        with self._at.store.writing() as books:
            ticket = books.tickets.get(ticket_id)
            if ticket is None or ticket.day != self._at.today(now):
                raise UnknownTicket
            moved = self._move(books, ticket, Happening(event, now))
            status = self._outlook.status(books, moved, now)
        self._at.announce(Changed(frozenset({moved.department}), frozenset({ticket_id})))
        return status

    def _move(self, books: Books, ticket: Ticket, happening: Happening) -> Ticket:
        return persist(books, ticket, lambda _: happening)

    def departments_now(self, now: datetime) -> LineChanged:
        """Return every department as it is now."""
        with self._at.store.reading() as books:
            standings = self._outlook.standings(books, now)
        return LineChanged(now, tuple(status_of(standing) for standing in standings))


def persist(books: Books, ticket: Ticket, what: Callable[[Ticket], Happening]) -> Ticket:
    """Move a ticket, looking again whenever somebody else was faster."""
    current: Ticket | None = ticket
    for _ in range(_TRIES):
        if current is None:
            raise UnknownTicket
        moved = books.tickets.move(current, what(current))
        if moved is not None:
            return moved
        current = books.tickets.get(ticket.ticket_id)
    raise UnknownTicket
