"""What somebody at a desk does with knocks and talks, one method per act."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kiosk.domain.calls import CallState as S
from kiosk.domain.calls import Decline
from kiosk.domain.desks import Seat
from kiosk.domain.errors import NotPossible, UnknownTicket
from kiosk.domain.guests import Leg
from kiosk.domain.line import suits
from kiosk.domain.tickets import Ticket, TicketEvent
from kiosk.office.call_acts import CallActs
from kiosk.office.calls import OfficeCall, changed, declined
from kiosk.office.connections import End, card_closed, card_opened, followed
from kiosk.office.desk_acts import DeskActs
from kiosk.office.legs import leg_told
from kiosk.office.switchboard import Ask, Switchboard


class Answering:
    """Calls as staff meets them. The books decide who was first."""

    def __init__(
        self,
        board: Switchboard,
        acts: CallActs,
        desks: DeskActs,
        ask: Ask,
        clock: Callable[[], datetime],
    ) -> None:
        self._board, self._acts, self._desks = board, acts, desks
        self._ask, self._clock = ask, clock

    # ------------------------------------------------------------------ at the door
    def open_card(self, seat: Seat, ticket_id: str) -> None:
        """Look at a knock; a connection is made that stands by."""
        self._put(card_opened(self._card(seat, ticket_id), seat.desk, self._clock()))

    def close_card(self, seat: Seat, ticket_id: str) -> None:
        """Look no longer; nothing happens when the call is gone already."""
        it = self._board.get(ticket_id)
        if it is not None:
            self._put(card_closed(it, seat.desk))

    def ask_to_wait(self, seat: Seat, ticket_id: str) -> None:
        """Let the citizen read that the knock was seen."""
        it = self._card(seat, ticket_id)
        if it.state is not S.KNOCKING:
            raise NotPossible(str(it.state), "ask_to_wait")
        self._put(changed(it, asked_to_wait_at=self._clock()))

    async def accept(self, seat: Seat, ticket_id: str) -> None:
        """Open the door; raises `NotPossible` for who comes second, `DeskBusy`."""
        async with self._board.one_at_a_time:
            self._card(seat, ticket_id)
            ticket = await self._ask(
                self._desks.call_chosen, seat.account, _key(), ticket_id, self._clock()
            )
            self._follow(ticket)

    async def decline(self, seat: Seat, ticket_id: str, why: Decline) -> None:
        """Say why not."""
        async with self._board.one_at_a_time:
            it = self._card(seat, ticket_id)
            if it.state is not S.KNOCKING:
                raise NotPossible(str(it.state), "decline")
            ticket = await self._ask(self._acts.decline, seat.account, ticket_id, self._clock())
            it = replace(self._board.get(ticket_id) or it, ticket=ticket)
            self._put(declined(it, why, self._clock()))

    # ------------------------------------------------------------------ during the talk
    def hold(self, seat: Seat, ticket_id: str, on: bool) -> None:
        """Let neither picture nor sound pass for a while."""
        self._put(changed(self._own(seat, ticket_id), held=on))

    async def transfer(self, seat: Seat, ticket_id: str, department: str, note: str) -> None:
        """Pass somebody on, with a note; raises `Closed` when nobody there can answer."""
        async with self._board.one_at_a_time:
            self._own(seat, ticket_id)
            await self._ask(self._acts.check_transfer, department, self._clock())
            ticket = await self._ask(
                self._desks.act,
                seat.account,
                _key(),
                TicketEvent.TRANSFER,
                self._clock(),
                ticket_id=ticket_id,
                department=department,
                note=note,
            )
            self._follow(ticket)

    async def end(self, seat: Seat, ticket_id: str) -> None:
        """Hang up: the talk is over and the ticket done."""
        async with self._board.one_at_a_time:
            self._own(seat, ticket_id)
            ticket = await self._ask(
                self._desks.act,
                seat.account,
                _key(),
                TicketEvent.FINISH,
                self._clock(),
                ticket_id=ticket_id,
            )
            self._follow(ticket)

    def media(
        self, seat: Seat, ticket_id: str, generation: int, up: bool, leg: Leg = Leg.TALK
    ) -> None:
        """Hear whether the desk sees the citizen, or the guest; of a call that is gone nothing is
        heard.
        """
        it = self._board.get(ticket_id)
        if it is None:
            return
        if it.call.desk != seat.desk:
            raise UnknownTicket
        self._put(leg_told(it, leg, End.DESK, generation, up, self._clock()))

    # ------------------------------------------------------------------ each
    def _card(self, seat: Seat, ticket_id: str) -> OfficeCall:
        """Return a call that knocks, or has knocked, where this desk serves."""
        it = self._board.get(ticket_id)
        if it is None or not suits(it.ticket, seat):
            raise UnknownTicket
        return it

    def _own(self, seat: Seat, ticket_id: str) -> OfficeCall:
        """Return the call that this desk has answered."""
        it = self._board.get(ticket_id)
        if it is None or it.call.desk != seat.desk or not it.call.answered:
            raise UnknownTicket
        return it

    def _follow(self, ticket: Ticket | None) -> None:
        it = self._board.get(ticket.ticket_id) if ticket else None
        if it is not None and ticket is not None:
            here = self._board.desk_here(ticket.desk)
            self._put(followed(it, ticket, self._clock(), desk_here=here))

    def _put(self, it: OfficeCall) -> None:
        self._board.put(it, self._clock())


def _key() -> str:
    # A page that does not know whether an act was carried out sees it in the next `KnocksNow`.
    return secrets.token_urlsafe(16)
