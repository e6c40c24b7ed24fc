"""Everything somebody at a desk (Schalter) can do, one method per act.

Each act carries a key made by the browser; sent twice it is carried out once and answers the
same. Durations are never kept per person (works council).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kiosk.domain.desks import Seat
from kiosk.domain.errors import NotPossible, NotSignedIn, UnknownService, UnknownTicket
from kiosk.domain.history import Happening
from kiosk.domain.line import candidates
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Kind, Ticket, TicketEvent, TicketState, Wish
from kiosk.journal import Happened, note
from kiosk.office.counter import persist
from kiosk.office.outlook import Outlook, merge
from kiosk.office.premises import Changed, Premises
from kiosk.office.seat_acts import check_no_open_call
from kiosk.office.store import Books
from kiosk.office.store.act_rows import Done, act_key
from kiosk.office.video_doors import check_takes_video

_TRIES = 5
WITH_THE_OPEN_CALL = frozenset(
    {
        TicketEvent.RECALL,
        TicketEvent.APPEAR,
        TicketEvent.GIVE_UP,
        TicketEvent.PUT_BACK,
        TicketEvent.PARK,
        TicketEvent.TRANSFER,
        TicketEvent.FINISH,
        TicketEvent.CANCEL,
    }
)


class DeskActs:
    """The office as its staff meets it."""

    def __init__(self, premises: Premises) -> None:
        self._at = premises
        self._outlook = Outlook(premises)

    def call_next(self, account: str, key: str, now: datetime) -> Ticket | None:
        """Call whoever is next for this desk; None when nobody waits.

        Raises `DeskBusy` while a call is open, `NotSignedIn`.
        """
        return self._once(account, key, now, self._take_next)

    def _take_next(self, books: Books, seat: Seat, now: datetime) -> Ticket | None:
        check_no_open_call(books, seat.desk)
        call = Happening(TicketEvent.CALL, now, desk=seat.desk)
        for _ in range(_TRIES):
            waiting = self._candidates(books, seat, now)
            for ticket in waiting:
                moved = books.tickets.move(ticket, call, wait=False)
                if moved is not None:
                    return self._begun(books, moved, now)
            if not waiting:
                return None
        return None

    def _candidates(self, books: Books, seat: Seat, now: datetime) -> list[Ticket]:
        """Merge the lines of a desk's departments, each in its own order."""
        return merge(
            [
                [
                    ticket
                    for ticket in candidates(self._outlook.line(books, department, now), seat, now)
                    if self._at.can_come(ticket)
                ]
                for department in sorted(seat.departments)
            ],
            now,
        )

    def call_chosen(self, account: str, key: str, ticket_id: str, now: datetime) -> Ticket | None:
        """Call a certain waiting ticket, out of order."""

        def act(books: Books, seat: Seat, now: datetime) -> Ticket:
            check_no_open_call(books, seat.desk)
            ticket = self._ours(books, seat, ticket_id, now)
            video = ticket.kind is Kind.VIDEO
            sees = self._at.can_come(ticket) and (seat.takes_video or not video)
            if not ticket.callable_at(now) or not sees:
                raise NotPossible(str(ticket.state), str(TicketEvent.CALL))
            moved = books.tickets.move(ticket, Happening(TicketEvent.CALL, now, desk=seat.desk))
            if moved is None:
                raise NotPossible(str(TicketState.CALLED), str(TicketEvent.CALL))
            return self._begun(books, moved, now)

        return self._once(account, key, now, act)

    def _begun(self, books: Books, called: Ticket, now: datetime) -> Ticket:
        """Whoever knocks by video is there already: to be called is to be served."""
        if called.kind is not Kind.VIDEO:
            return called
        return persist(books, called, lambda _: Happening(TicketEvent.APPEAR, now, called.desk))

    def _ours(self, books: Books, seat: Seat, ticket_id: str, now: datetime) -> Ticket:
        """Return a ticket of today that this desk may serve; raises `UnknownTicket`."""
        ticket = books.tickets.get(ticket_id)
        if ticket is None or ticket.department not in seat.departments:
            raise UnknownTicket
        if ticket.day != self._at.today(now):
            raise UnknownTicket
        return ticket

    def act(
        self,
        account: str,
        key: str,
        event: TicketEvent,
        now: datetime,
        *,
        ticket_id: str | None = None,
        department: str | None = None,
        note: str = "",
        rendered: tuple[Wish, ...] = (),
    ) -> Ticket | None:
        """Do something with the open call of this desk.

        `ticket_id` is the ticket that the browser showed: another one is left alone.
        RECALL, APPEAR, GIVE_UP ("did not appear"), PUT_BACK, PARK, TRANSFER (to
        `department`, with `note`), FINISH (with the services `rendered`), CANCEL.
        """
        if event not in WITH_THE_OPEN_CALL:
            raise ValueError(f"{event} is nothing a desk does with its open call")
        if event is TicketEvent.TRANSFER:
            self._at.department(department or "")
        for wish in rendered:
            if wish.service not in self._at.town.catalogue.services or wish.quantity < 1:
                raise UnknownService(wish.service)

        def change(books: Books, seat: Seat, now: datetime) -> Ticket:
            current = books.tickets.at_desk(seat.desk)
            if current is None:
                raise UnknownTicket
            if ticket_id is not None and current.ticket_id != ticket_id:
                raise NotPossible(str(current.state), str(event))
            if event is TicketEvent.TRANSFER and current.kind is Kind.VIDEO:
                check_takes_video(self._at.department(department or ""))
            happening = Happening(event, now, seat.desk, department, note[:200], rendered)

            def still_here(ticket: Ticket) -> Happening:
                if ticket.desk != seat.desk:  # the clock was faster and has given the call up
                    raise NotPossible(str(ticket.state), str(event))
                return happening

            return persist(books, current, still_here)

        return self._once(account, key, now, change)

    def resume(self, account: str, key: str, ticket_id: str, now: datetime) -> Ticket | None:
        """Take somebody back who was parked."""

        def act(books: Books, seat: Seat, now: datetime) -> Ticket:
            check_no_open_call(books, seat.desk)
            ticket = self._ours(books, seat, ticket_id, now)
            if ticket.kind is Kind.VIDEO:  # comes back by knocking, not by being fetched
                raise NotPossible(str(ticket.state), str(TicketEvent.RESUME))
            resume = Happening(TicketEvent.RESUME, now, desk=seat.desk)
            return persist(books, ticket, lambda _: resume)

        return self._once(account, key, now, act)

    def bring_back(self, account: str, key: str, ticket_id: str, now: datetime) -> Ticket | None:
        """Let somebody whose call was missed join the line again, at the desk."""

        def act(books: Books, seat: Seat, now: datetime) -> Ticket:
            ticket = self._ours(books, seat, ticket_id, now)
            return persist(books, ticket, lambda _: Happening(TicketEvent.REACTIVATE, now))

        return self._once(account, key, now, act)

    def admit(
        self,
        account: str,
        key: str,
        department: str,
        wishes: tuple[Wish, ...],
        language: str,
        priority: Priority,
        now: datetime,
    ) -> Ticket | None:
        """Give a number to somebody who stands at the desk (walk-in made by staff)."""
        place = self._at.department(department)
        self._at.check_wishes(place, wishes)

        def act(books: Books, seat: Seat, now: datetime) -> Ticket:
            day = self._at.today(now)
            (value,) = books.numbers.take(day, place.prefix, self._at.town.blocked_numbers, 1)
            ticket_id, code = self._at.new_names()
            look = self._outlook.look(books, department, now)
            ticket = Ticket(
                ticket_id=ticket_id,
                code=code,
                number=TicketNumber(place.prefix, value),
                day=day,
                kind=Kind.WALK_IN,
                department=department,
                wishes=wishes,
                priority=priority,
                language=language,
                queued_at=now,
                estimate=self._outlook.estimate_for_next(look),
            )
            books.tickets.add(ticket, self._at.planned(wishes))
            return ticket

        return self._once(account, key, now, act)

    def _once(
        self,
        account: str,
        key: str,
        now: datetime,
        act: Callable[[Books, Seat, datetime], Ticket | None],
    ) -> Ticket | None:
        """Carry an act out once under its key, and tell everybody after the commit."""
        act_id = act_key(account, key)
        with self._at.store.writing() as books:
            # First the seat: the same act, sent twice at once, waits here for its own answer.
            seat = books.seats.hold(account)
            done = books.acts.find(act_id)
            if done is not None:
                return books.tickets.get(done.ticket) if done.ticket else None
            if seat is None:
                raise NotSignedIn
            ticket = act(books, seat, now)
            books.acts.remember(act_id, Done(ticket.ticket_id if ticket else None), now)
        if ticket is not None:
            note(Happened.TICKET_MOVED, number=ticket.number, state=ticket.state)
            departments = seat.departments | {ticket.department}
            self._at.announce(Changed(departments, frozenset({ticket.ticket_id}), desks=True))
        return ticket
