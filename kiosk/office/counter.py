"""Everything a citizen can ask of the office, one method per act.

All methods are synchronous and take the time; they run in the office's own threads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from kiosk.domain.availability import Standing
from kiosk.domain.errors import (
    Closed,
    LineFull,
    NotPossible,
    NumbersExhausted,
    NumberTaken,
    Refused,
    UnknownService,
    UnknownTicket,
)
from kiosk.domain.history import Happening
from kiosk.domain.messages import IssueTicket, LineChanged
from kiosk.domain.statuses import TicketStatus, status_of
from kiosk.domain.tickets import Kind, Ticket, TicketEvent
from kiosk.office.outlook import Look, Outlook
from kiosk.office.premises import Changed, Premises
from kiosk.office.store import Books
from kiosk.office.video_doors import check_takes_video

_TRIES = 5
_OLDEST = timedelta(days=31)

MOST_HELD = 250  # above the largest reserve that can be configured


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
            look = self._outlook.look(books, department.key, now)
            try:
                ticket = self._add(books, look, ask, terminal, now)
            except Refused:
                # Whatever speaks against a new ticket does not speak against an old one.
                known = books.tickets.get(ask.ticket_id)
                if known is None:
                    raise
                return self._outlook.status(books, known, now)
            status = self._outlook.status_in(look, ticket)
        self._at.announce(Changed(frozenset({ask.department}), frozenset({ask.ticket_id})))
        return status

    def _add(
        self, books: Books, look: Look, ask: IssueTicket, terminal: str, now: datetime
    ) -> Ticket:
        if not ask.delivered_late and ask.kind is Kind.VIDEO:
            check_takes_video(look.department)
        if not ask.delivered_late:
            self._check_open(self._outlook.standing(look), look.department.line_limit)
        self._check_number(books, ask, terminal, now)
        ticket = self._new_ticket(look, ask, now)
        books.tickets.add(ticket, self._at.planned(ask.wishes))
        if ticket.day < self._at.today(now):
            # Drawn on a day that is over: it is kept for the books, not for the line.
            ticket = self._move(books, ticket, Happening(TicketEvent.CLOSE_DAY, now))
        return ticket

    def _check_open(self, standing: Standing, limit: int) -> None:
        status = status_of(standing)
        if status.state == "closed":
            raise Closed(status.reason or "closed", status.opens_at, status.phrase)
        if status.waiting >= limit:
            raise LineFull(limit)
        if not standing.takes_tickets:
            raise Closed("last_ticket", standing.closes_at)

    def _check_number(self, books: Books, ask: IssueTicket, terminal: str, now: datetime) -> None:
        number = ask.number
        if number.prefix != self._at.department(ask.department).prefix:
            raise NumberTaken(str(number))
        if ask.delivered_late:
            return
        # A number belongs to the day it was lent for, also when a clock is some seconds ahead.
        today = ask.day == self._at.today(now)
        if not today or not books.numbers.held_by(terminal, ask.day, number.prefix, number.value):
            raise NumberTaken(str(number))

    def _new_ticket(self, look: Look, ask: IssueTicket, now: datetime) -> Ticket:
        return Ticket(
            ticket_id=ask.ticket_id,
            code=ask.code,
            number=ask.number,
            day=self._day_of(ask, now),
            kind=ask.kind,
            department=ask.department,
            wishes=ask.wishes,
            priority=ask.priority,
            language=ask.language,
            queued_at=self._queued_at(ask, now),
            estimate=self._outlook.estimate_for_next(look),
        )

    def _day_of(self, ask: IssueTicket, now: datetime) -> date:
        # A clock may be ahead by seconds around midnight; one that is days ahead is wrong, and
        # who holds such a number waits today. Months back it is wrong, too.
        today = self._at.today(now)
        ahead = ask.day > today + timedelta(days=1)
        return today if ahead else max(ask.day, today - _OLDEST)

    def _queued_at(self, ask: IssueTicket, now: datetime) -> datetime:
        if not ask.delivered_late:
            return now
        # Nobody has queued before the day began, whatever a terminal's clock says.
        midnight = datetime.combine(self._day_of(ask, now), time.min, self._at.local)
        return min(max(ask.drawn_at, midnight), now)

    def lease_numbers(
        self, terminal: str, day: date, prefix: str, *, running: int, reserve: int
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Lend a terminal numbers of one letter.

        Raises `NumbersExhausted`, `UnknownService` for a letter of no department.
        """
        if not self._at.has_letter(prefix):
            raise UnknownService(prefix)
        with self._at.store.writing() as books:
            held = books.numbers.unused_by(terminal, day, prefix)
            if held + running + reserve > MOST_HELD:
                # Who holds many and uses none would take them from everybody.
                raise NumbersExhausted(prefix)
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
    raise NotPossible(str(ticket.state), str(what(ticket).event))
