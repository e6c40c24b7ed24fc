"""Everything somebody at a desk (Schalter) can do, one method per act.

Each act carries a key made by the browser; sent twice it is carried out once and answers the
same. Durations are never kept per person (works council).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.availability import Override
from kiosk.domain.desks import Break, Seat
from kiosk.domain.errors import (
    DeskBusy,
    NotPossible,
    NotSignedIn,
    UnknownService,
    UnknownTicket,
)
from kiosk.domain.history import Happening
from kiosk.domain.line import candidates
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import Phrase
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Kind, Ticket, TicketEvent, TicketState, Wish, overdue
from kiosk.office.counter import persist
from kiosk.office.outlook import Outlook, merge
from kiosk.office.premises import Changed, Premises
from kiosk.office.store import Books
from kiosk.office.store.act_rows import Done, act_key

_TRIES = 5
# A browser sends an act again for some minutes at most, also when the office was restarted.
_REMEMBERED = timedelta(days=1)
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

    # ------------------------------------------------------------------ sitting down
    def sign_in(self, account: str, desk: str, skills: frozenset[str], now: datetime) -> Seat:
        """Sit down at a desk. `skills` are service keys; empty means all of the desk.

        Raises `NotSignedIn` when somebody else sits there.
        """
        place = self._at.desk(desk)
        seat = Seat(
            desk=desk,
            account=account,
            departments=frozenset(place.departments),
            takes_lobby=place.takes_lobby,
            takes_video=place.takes_video,
            since=now,
            skills=skills,
            seen_at=now,
        )
        with self._at.store.writing() as books:
            before = books.seats.hold(account)
            if before is not None:
                self._check_no_open_call(books, before.desk)
                books.seats.leave(before.desk)
            books.seats.take(seat)
        self._announce(seat.departments)
        return seat

    def sign_out(self, account: str, now: datetime) -> None:
        """Get up from the desk; raises `DeskBusy` while a call is open."""
        with self._at.store.writing() as books:
            seat = books.seats.hold(account)
            if seat is None:
                return
            self._check_no_open_call(books, seat.desk)
            books.seats.leave(seat.desk)
        self._announce(seat.departments)

    def pause(self, account: str, why: Break, back_at: datetime | None, now: datetime) -> Seat:
        """Go on a break; raises `DeskBusy` while a call is open."""
        return self._reseat(account, lambda s: replace(s, paused=why, back_at=back_at), now)

    def back_to_work(self, account: str, now: datetime) -> Seat:
        """End the break."""
        return self._reseat(account, lambda s: replace(s, paused=None, back_at=None), now)

    def _reseat(self, account: str, change: Callable[[Seat], Seat], now: datetime) -> Seat:
        with self._at.store.writing() as books:
            seat = self._seat(books, account)
            self._check_no_open_call(books, seat.desk)
            changed = replace(change(seat), seen_at=now)
            books.seats.keep(changed)
        self._announce(changed.departments)
        return changed

    @staticmethod
    def _seat(books: Books, account: str) -> Seat:
        seat = books.seats.hold(account)
        if seat is None:
            raise NotSignedIn
        return seat

    @staticmethod
    def _check_no_open_call(books: Books, desk: str) -> None:
        current = books.tickets.at_desk(desk)
        if current is not None:
            raise DeskBusy(str(current.number))

    # ------------------------------------------------------------------ calling
    def call_next(self, account: str, key: str, now: datetime) -> Ticket | None:
        """Call whoever is next for this desk; None when nobody waits.

        Raises `DeskBusy` while a call is open, `NotSignedIn`.
        """
        return self._once(account, key, now, self._take_next)

    def _take_next(self, books: Books, seat: Seat, now: datetime) -> Ticket | None:
        self._check_no_open_call(books, seat.desk)
        call = Happening(TicketEvent.CALL, now, desk=seat.desk)
        for _ in range(_TRIES):
            waiting = self._candidates(books, seat, now)
            for ticket in waiting:
                moved = books.tickets.move(ticket, call, wait=False)
                if moved is not None:
                    return moved
            if not waiting:
                return None
        return None

    def _candidates(self, books: Books, seat: Seat, now: datetime) -> list[Ticket]:
        """Merge the lines of a desk's departments, each in its own order."""
        return merge(
            [
                candidates(self._outlook.line(books, department, now), seat, now)
                for department in sorted(seat.departments)
            ],
            now,
        )

    def call_chosen(self, account: str, key: str, ticket_id: str, now: datetime) -> Ticket | None:
        """Call a certain waiting ticket, out of order."""

        def act(books: Books, seat: Seat, now: datetime) -> Ticket:
            self._check_no_open_call(books, seat.desk)
            ticket = books.tickets.get(ticket_id)
            if ticket is None or ticket.department not in seat.departments:
                raise UnknownTicket
            if not ticket.callable_at(now):
                raise NotPossible(str(ticket.state), str(TicketEvent.CALL))
            moved = books.tickets.move(ticket, Happening(TicketEvent.CALL, now, desk=seat.desk))
            if moved is None:
                raise NotPossible(str(TicketState.CALLED), str(TicketEvent.CALL))
            return moved

        return self._once(account, key, now, act)

    def act(
        self,
        account: str,
        key: str,
        event: TicketEvent,
        now: datetime,
        *,
        department: str | None = None,
        note: str = "",
        rendered: tuple[Wish, ...] = (),
    ) -> Ticket | None:
        """Do something with the open call of this desk.

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
            self._check_no_open_call(books, seat.desk)
            ticket = books.tickets.get(ticket_id)
            if ticket is None or ticket.department not in seat.departments:
                raise UnknownTicket
            resume = Happening(TicketEvent.RESUME, now, desk=seat.desk)
            return persist(books, ticket, lambda _: resume)

        return self._once(account, key, now, act)

    def bring_back(self, account: str, key: str, ticket_id: str, now: datetime) -> Ticket | None:
        """Let somebody whose call was missed join the line again, at the desk."""

        def act(books: Books, seat: Seat, now: datetime) -> Ticket:
            ticket = books.tickets.get(ticket_id)
            if ticket is None or ticket.department not in seat.departments:
                raise UnknownTicket
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
            seat = self._seat(books, account)
            done = books.acts.find(act_id)
            if done is not None:
                return books.tickets.get(done.ticket) if done.ticket else None
            ticket = act(books, seat, now)
            books.acts.remember(act_id, Done(ticket.ticket_id if ticket else None), now)
        if ticket is not None:
            departments = seat.departments | {ticket.department}
            self._at.announce(Changed(departments, frozenset({ticket.ticket_id}), desks=True))
        return ticket

    def staffed(self) -> int:
        """Return how many desks have somebody at them."""
        with self._at.store.reading() as books:
            return len(books.seats.all())

    # ------------------------------------------------------------------ the house
    def close_department(
        self, department: str, until: datetime, reason: Phrase, now: datetime
    ) -> None:
        """Close a department by hand for a while (lead only); it opens again by itself."""
        self._at.department(department)
        if until <= now:
            raise ValueError("the end lies in the past")
        with self._at.store.writing() as books:
            books.seats.override(Override(department, until, reason))
        self._announce(frozenset({department}))

    def open_department(self, department: str) -> None:
        """End a closure by hand."""
        with self._at.store.writing() as books:
            books.seats.end_override(department)
        self._announce(frozenset({department}))

    def _announce(self, departments: frozenset[str]) -> None:
        self._at.announce(Changed(departments, desks=True))

    # ------------------------------------------------------------------ the clock
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
            self._at.announce(
                Changed(frozenset({moved.department}), frozenset({moved.ticket_id}), desks=True)
            )

    def new_day(self, now: datetime) -> None:
        """Forget what belonged to earlier days: number series, seats, acts nobody sends again."""
        with self._at.store.writing() as books:
            books.numbers.forget_before(self._at.today(now))
            books.acts.forget_before(now - _REMEMBERED)
            for seat in books.seats.all():
                if self._at.today(seat.since) < self._at.today(now) or not self._at.has(seat.desk):
                    books.seats.leave(seat.desk)
