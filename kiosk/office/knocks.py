"""The knocks at the doors of one desk, in the order of the line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.domain.calls import CallState, Wanted
from kiosk.domain.desk_messages import KnockCard, KnocksNow
from kiosk.domain.desks import Seat
from kiosk.domain.line import suits
from kiosk.domain.phrases import Phrase
from kiosk.domain.tickets import Kind, Ticket
from kiosk.office.calls import OfficeCall, changed, knocked
from kiosk.office.guests import guest_now
from kiosk.office.outlook import Outlook, merge
from kiosk.office.premises import Premises
from kiosk.office.store import Books


class Knocks:
    """Reads the books and lays out the cards of a desk."""

    def __init__(self, premises: Premises) -> None:
        self._at = premises
        self._outlook = Outlook(premises)

    def now(
        self, account: str, calls: Sequence[OfficeCall], now: datetime
    ) -> tuple[Seat, KnocksNow] | None:
        """Return where this account sits and who knocks there; None when it sits nowhere.

        Args:
            calls: all calls of this office.
        """
        with self._at.store.reading() as books:
            seat = books.seats.of_account(account)
            if seat is None:
                return None
            current = books.tickets.at_desk(seat.desk)
            knocking = {
                it.call.ticket_id: it for it in calls if it.at_the_door and suits(it.ticket, seat)
            }
            ordered = self._ordered(books, seat, now) if knocking else []
        mine = [it for it in calls if it.call.answered and it.call.desk == seat.desk]
        if not mine and current is not None and current.kind is Kind.VIDEO:
            mine = [_unknown(current)]
        line = [found for each in ordered if (found := knocking.get(each.ticket_id))]
        may = seat.working
        cards = [
            self._card(
                it, seat, may and (current is None or current.ticket_id == it.ticket.ticket_id)
            )
            for it in (*mine, *line)
        ]
        return seat, KnocksNow(now, tuple(cards))

    def _ordered(self, books: Books, seat: Seat, now: datetime) -> list[Ticket]:
        return merge(
            [self._outlook.line(books, department, now) for department in sorted(seat.departments)],
            now,
        )

    def _card(self, it: OfficeCall, seat: Seat, may_accept: bool) -> KnockCard:
        call, ticket = it.call, it.ticket
        services = self._at.town.catalogue.services
        key = next((wish.service for wish in ticket.wishes if wish.service in services), "")
        ours = call.desk == seat.desk
        return KnockCard(
            ticket_id=call.ticket_id,
            number=str(ticket.number),
            state=call.state,
            department=call.department,
            department_name=self._name(call.department),
            service=key,
            service_name=services[key].name if key else Phrase(""),
            terminal=call.terminal,
            language=call.language,
            wanted=call.wanted,
            knocked_at=call.knocked_at,
            generation=call.generation,
            mine=ours and call.answered,
            warm=ours and not call.answered,
            held=call.held,
            asked_to_wait=call.asked_to_wait_at is not None,
            may_accept=may_accept,
            note=ticket.note,
            guest=guest_now(it.guest) if ours and call.answered else None,
        )

    def _name(self, key: str) -> Phrase:
        # A talk outlives a restart, and with it perhaps its department.
        named = (each.name for each in self._at.town.departments if each.key == key)
        return next(named, Phrase(key))


def _unknown(ticket: Ticket) -> OfficeCall:
    """Return the call of a ticket that is talked to, when the office has forgotten the call.

    It was started again, and the terminal has not come back yet: the page must not hang up.
    """
    it = knocked(ticket, "", Wanted(), 0, ticket.called_at or ticket.queued_at)
    return changed(it, state=CallState.CONNECTING, desk=ticket.desk)
