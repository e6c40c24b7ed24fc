"""What a citizen at a terminal does with a call, one method per act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kiosk.domain.call_messages import CallAgain, CallNow, Knock, LeaveCall, TellMedia
from kiosk.domain.calls import CALL_AGAIN_WITHIN, CallEvent
from kiosk.domain.errors import NotPossible, TooLate, UnknownTicket
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.office.call_acts import CallActs
from kiosk.office.calls import OfficeCall, changed, happened, knocked, knocked_anew, rebuilt, seen
from kiosk.office.connections import End, terminal_back
from kiosk.office.legs import leg_told
from kiosk.office.switchboard import Ask, Switchboard

_COMES_LATER = frozenset({TicketState.AWAY, TicketState.PARKED})


class Knocking:
    """Calls as citizens meet them. A terminal can touch its own calls only."""

    def __init__(
        self, board: Switchboard, acts: CallActs, ask: Ask, clock: Callable[[], datetime]
    ) -> None:
        self._board, self._acts, self._ask, self._clock = board, acts, ask, clock

    def expects(self, ticket_id: str) -> None:
        """A video ticket was given out; who never knocks does not wait in the line for ever."""
        self._board.awaited[ticket_id] = self._clock()

    async def knock(self, terminal: str, ask: Knock) -> CallNow:
        """Stand at the door, for the first time or again after a lost line.

        Raises `UnknownTicket`, `NotPossible`, `Closed`, `UnknownService`.
        """
        async with self._board.one_at_a_time:
            known = self._board.get(ask.ticket_id)
            if known is not None and known.call.terminal != terminal:
                raise UnknownTicket
            comes_later = known is not None and known.ticket.state in _COMES_LATER
            if known is None or comes_later:
                return await self._first(terminal, ask, known)
            now = self._clock()
            if not known.over:
                back = terminal_back(known, ask.state, ask.generation, now)
                self._board.put(changed(back, wanted=ask.wanted), now)
            return self._told(ask.ticket_id)

    async def _first(self, terminal: str, ask: Knock, known: OfficeCall | None) -> CallNow:
        ticket = await self._ask(self._acts.knock, ask.ticket_id, terminal, self._clock())
        now = self._clock()
        if ticket.state is TicketState.SERVING:
            it = rebuilt(ticket, terminal, ask.wanted, ask.state, ask.generation, now)
        else:
            generation = max(ask.generation, known.call.generation if known else 0)
            it = knocked(ticket, terminal, ask.wanted, generation, now)
        if self._board.desk_here(it.call.desk):
            it = replace(it, desk_gone_at=None)
        self._board.awaited.pop(ask.ticket_id, None)
        self._board.put(await self._looked(it), now)
        return self._told(ask.ticket_id)

    async def _looked(self, it: OfficeCall) -> OfficeCall:
        """Return a new call with what is told at the door."""
        now, ticket_id = self._clock(), it.call.ticket_id
        looked = await self._ask(self._acts.look, (ticket_id,), now)
        return seen(it, looked[ticket_id][1], now) if ticket_id in looked else it

    async def leave(self, terminal: str, ask: LeaveCall) -> CallNow:
        """Go away from the door, or hang up."""
        async with self._board.one_at_a_time:
            if not self._own(terminal, ask.ticket_id).over:
                ticket = await self._ask(
                    self._acts.leave, ask.ticket_id, ask.keep_place, self._clock()
                )
                self._moved(ticket, CallEvent.LEAVE)
            return self._told(ask.ticket_id)

    async def again(self, terminal: str, ask: CallAgain) -> CallNow:
        """Knock anew after a call that broke off; raises `TooLate`, `Closed`, `NotPossible`."""
        async with self._board.one_at_a_time:
            it = self._own(terminal, ask.ticket_id)
            if not it.over:
                return self._told(ask.ticket_id)  # the answer was lost, and it is asked again
            if it.call.ended_at and self._clock() - it.call.ended_at >= CALL_AGAIN_WITHIN:
                raise TooLate(CALL_AGAIN_WITHIN)
            if not it.again(self._clock()):
                raise NotPossible(str(it.state), str(CallEvent.AGAIN))
            ticket = await self._ask(self._acts.again, ask.ticket_id, self._clock())
            it = knocked_anew(self._own(terminal, ask.ticket_id), ticket, self._clock())
            self._board.put(await self._looked(it), self._clock())
            return self._told(ask.ticket_id)

    def media(self, terminal: str, ask: TellMedia) -> CallNow:
        """Hear whether the terminal sees the desk, or the guest."""
        it, now = self._own(terminal, ask.ticket_id), self._clock()
        self._board.put(leg_told(it, ask.leg, End.TERMINAL, ask.generation, ask.up, now), now)
        return self._told(ask.ticket_id)

    def _moved(self, ticket: Ticket, event: CallEvent) -> None:
        it, now = self._board.get(ticket.ticket_id), self._clock()
        if it is not None and not it.over:
            self._board.put(happened(replace(it, ticket=ticket), event, now), now)

    def _own(self, terminal: str, ticket_id: str) -> OfficeCall:
        it = self._board.get(ticket_id)
        if it is None or it.call.terminal != terminal:
            raise UnknownTicket
        return it

    def _told(self, ticket_id: str) -> CallNow:
        it = self._board.get(ticket_id)
        if it is None:
            raise UnknownTicket
        return self._board.told(it, self._clock())
