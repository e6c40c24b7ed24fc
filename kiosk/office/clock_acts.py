"""What the office does by itself when the time has come."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.domain.history import Happening
from kiosk.domain.tickets import Ticket, TicketEvent, TicketState, overdue
from kiosk.journal import Happened, note
from kiosk.office.premises import Changed, Premises

# A browser sends an act again for some minutes at most, also when the office was restarted.
_REMEMBERED = timedelta(days=1)
# Raw events are for the accuracy report and the statistics of the last weeks, then they go.
KEPT = timedelta(days=60)


class ClockActs:
    """The office as its clock drives it."""

    def __init__(self, premises: Premises) -> None:
        self._at = premises

    def tick(self, now: datetime) -> None:
        """Do what is due: recall or give up unanswered calls, end yesterday."""
        day = self._at.today(now)
        with self._at.store.reading() as books:
            late = [
                (ticket, event)
                for ticket in books.tickets.with_state(day, TicketState.CALLED)
                if (event := overdue(ticket, now)) is not None
            ]
            old = books.tickets.open_before(day)
        for ticket, event in late:
            self._due(ticket, event, now)
        for ticket in old:
            self._due(ticket, TicketEvent.CLOSE_DAY, now)

    def _due(self, ticket: Ticket, event: TicketEvent, now: datetime) -> None:
        with self._at.store.writing() as books:
            # None: the desk was faster, and the ticket is where the desk has put it.
            due = Happening(event, now, desk=ticket.desk)
            moved = books.tickets.move(ticket, due, wait=False)
        if moved is not None:
            note(Happened.TICKET_MOVED, number=moved.number, state=moved.state)
            self._at.announce(
                Changed(frozenset({moved.department}), frozenset({moved.ticket_id}), desks=True)
            )

    def new_day(self, now: datetime) -> None:
        """Forget what belonged to earlier days: number series, seats, acts nobody sends again.

        Afterwards nothing of it is on the disk any more (SQLite; PostgreSQL has its vacuum).
        """
        with self._at.store.writing() as books:
            books.numbers.forget_before(self._at.today(now))
            books.acts.forget_before(now - _REMEMBERED)
            books.tickets.forget_before(self._at.today(now) - KEPT)
            for seat in books.seats.all():
                if self._at.today(seat.since) < self._at.today(now) or not self._at.has(seat.desk):
                    books.seats.leave(seat.desk)
        self._at.store.fold()
