"""What a video call does to its ticket, one method per act; all of them synchronous."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from kiosk.domain.errors import Closed, NotPossible, NotSignedIn, UnknownService, UnknownTicket
from kiosk.domain.history import Happening
from kiosk.domain.tickets import OPEN, Kind, Ticket, TicketEvent, TicketState
from kiosk.journal import Happened, note
from kiosk.office.calls import Place
from kiosk.office.outlook import Outlook
from kiosk.office.premises import Changed, Premises
from kiosk.office.store import Books
from kiosk.office.video_doors import answering, check_door, reason

_E, _S = TicketEvent, TicketState
_TRIES = 5
Steps = Mapping[TicketState, tuple[TicketEvent, ...]]

# A ticket that comes to the door; one that is at a desk is talked to already.
_TO_THE_DOOR: Steps = {
    _S.WAITING: (),
    _S.AWAY: (_E.BACK,),
    _S.PARKED: (_E.RESUME, _E.TRANSFER),
    _S.SERVING: (),
}
_FROM_THE_DOOR: Steps = {
    _S.WAITING: (_E.CANCEL,),
    _S.AWAY: (_E.CANCEL,),
    _S.SERVING: (_E.FINISH,),
    **{state: () for state in (*set(TicketState) - OPEN, _S.PARKED)},
}
_KEEPING_THE_PLACE: Steps = {
    _S.WAITING: (_E.LEAVE,),
    _S.AWAY: (),
    _S.SERVING: (_E.TRANSFER, _E.LEAVE),
}
_BACK_INTO_THE_LINE: Steps = {_S.SERVING: (_E.TRANSFER,), _S.WAITING: (), _S.AWAY: (_E.BACK,)}
_NOT_COMING: Steps = {_S.WAITING: (_E.CANCEL,)}


class CallActs:
    """The books as the calls of this office need them."""

    def __init__(self, premises: Premises) -> None:
        self._at = premises
        self._outlook = Outlook(premises)

    # ------------------------------------------------------------------ citizens
    def knock(self, ticket_id: str, terminal: str, now: datetime) -> Ticket:
        """Bring a video ticket of this terminal to the door; one at a desk stays there.

        Raises `UnknownTicket`, `NotPossible`, `Closed`, `UnknownService`.
        """
        with self._at.store.writing() as books:
            ticket = self._of_terminal(books, ticket_id, terminal, now)
            if ticket.state is not TicketState.SERVING:
                self._check_door(books, ticket.department, now)
            before = ticket
            ticket = self._walk(books, ticket, _TO_THE_DOOR, now)
        return self._announced(before, ticket)

    def leave(self, ticket_id: str, keep_place: bool, now: datetime) -> Ticket:
        """Somebody goes away from the door, or hangs up."""
        return self._steps(ticket_id, _KEEPING_THE_PLACE if keep_place else _FROM_THE_DOOR, now)

    def again(self, ticket_id: str, now: datetime) -> Ticket:
        """Knock anew; raises `Closed` when the door is shut meanwhile."""
        with self._at.store.writing() as books:
            ticket = books.tickets.get(ticket_id)
            if ticket is None:
                raise UnknownTicket
            self._check_door(books, ticket.department, now)
            before = ticket
            ticket = self._walk(books, ticket, _BACK_INTO_THE_LINE, now)
        return self._announced(before, ticket)

    # ------------------------------------------------------------------ the clock
    def give_up(self, ticket_id: str, now: datetime) -> Ticket:
        """Put somebody whose pictures did not come back into the line, with the place of before."""
        return self._steps(ticket_id, _BACK_INTO_THE_LINE, now)

    def does_not_come(self, ticket_id: str, now: datetime) -> Ticket:
        """Nobody has knocked (anew) in time; who has kept the place keeps it."""
        return self._steps(ticket_id, _NOT_COMING, now, otherwise=())

    # ------------------------------------------------------------------ desks
    def decline(self, account: str, ticket_id: str, now: datetime) -> Ticket:
        """Decline a knock; raises `NotPossible` when somebody else was faster."""
        with self._at.store.writing() as books:
            seat = books.seats.hold(account)
            if seat is None:
                raise NotSignedIn
            before = books.tickets.get(ticket_id)
            if before is None or before.department not in seat.departments:
                raise UnknownTicket
            ticket = self._walk(books, before, _NOT_COMING, now)
        return self._announced(before, ticket)

    def check_transfer(self, department: str, now: datetime) -> None:
        """Raise `UnknownService` or `Closed` when nobody there can be talked to by video."""
        with self._at.store.reading() as books:
            self._check_door(books, department, now)
            if not answering(self._at.department(department), books.seats.all()):
                raise Closed("unstaffed", None)

    # ------------------------------------------------------------------ looking
    def look(self, ticket_ids: Collection[str], now: datetime) -> dict[str, tuple[Ticket, Place]]:
        """Return tickets as they are now, and what people at the door are told; one reading."""
        seen: dict[str, tuple[Ticket, Place]] = {}
        with self._at.store.reading() as books:
            tickets = [found for each in ticket_ids if (found := books.tickets.get(each))]
            for key in {ticket.department for ticket in tickets}:
                ours = [ticket for ticket in tickets if ticket.department == key]
                seen |= self._look_at(books, key, ours, now)
        return seen

    def _look_at(
        self, books: Books, key: str, tickets: list[Ticket], now: datetime
    ) -> dict[str, tuple[Ticket, Place]]:
        look = self._outlook.look(books, key, now)
        seats, calls = answering(look.department, look.seats), books.tickets.at_desks()
        try:
            check_door(look.department, self._outlook.standing(look), self._at.local, now)
            shut = False
        except (Closed, UnknownService):
            shut = True
        seen = {}
        for ticket in tickets:
            told = self._outlook.status_in(look, ticket)
            why = "closed" if shut else reason(seats, calls, told.people_ahead)
            place = Place(told.people_ahead, told.low_min, told.high_min, why, len(seats))
            seen[ticket.ticket_id] = (ticket, place)
        return seen

    # ------------------------------------------------------------------ inside a transaction
    def _of_terminal(self, books: Books, ticket_id: str, terminal: str, now: datetime) -> Ticket:
        ticket, today = books.tickets.get(ticket_id), self._at.today(now)
        if ticket is None or ticket.kind is not Kind.VIDEO or ticket.day != today:
            raise UnknownTicket
        number = ticket.number
        if not books.numbers.held_by(terminal, ticket.day, number.prefix, number.value):
            raise UnknownTicket
        return ticket

    def _check_door(self, books: Books, department: str, now: datetime) -> None:
        look = self._outlook.look(books, department, now)
        check_door(look.department, self._outlook.standing(look), self._at.local, now)

    def _steps(
        self,
        ticket_id: str,
        steps: Steps,
        now: datetime,
        otherwise: tuple[TicketEvent, ...] | None = None,
    ) -> Ticket:
        with self._at.store.writing() as books:
            before = books.tickets.get(ticket_id)
            if before is None:
                raise UnknownTicket
            ticket = self._walk(books, before, steps, now, otherwise)
        return self._announced(before, ticket)

    def _walk(
        self,
        books: Books,
        ticket: Ticket,
        steps: Steps,
        now: datetime,
        otherwise: tuple[TicketEvent, ...] | None = None,
    ) -> Ticket:
        """Move a ticket by what its state asks for, looking again when somebody was faster."""
        for _ in range(_TRIES):
            events = steps.get(ticket.state, otherwise)
            if events is None:
                raise NotPossible(str(ticket.state), "knock")
            moved: Ticket | None = ticket
            for event in events:
                if moved is not None:
                    moved = books.tickets.move(moved, Happening(event, now))
            if moved is not None:
                return moved
            found = books.tickets.get(ticket.ticket_id)
            if found is None:
                raise UnknownTicket
            ticket = found
        raise NotPossible(str(ticket.state), "knock")

    def _announced(self, before: Ticket, after: Ticket) -> Ticket:
        """Tell everybody after the commit, when anything has changed."""
        if after.version != before.version:
            note(Happened.TICKET_MOVED, number=after.number, state=after.state)
            departments = frozenset({before.department, after.department})
            self._at.announce(Changed(departments, frozenset({after.ticket_id}), desks=True))
        return after
