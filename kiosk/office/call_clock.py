"""What happens to calls by itself: tickets that move, doors that close, time that is over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.domain.calls import CALL_AGAIN_WITHIN, CONNECT_WITHIN, CallEvent, CallState
from kiosk.domain.errors import Refused
from kiosk.office.call_acts import CallActs
from kiosk.office.call_dues import Due, due
from kiosk.office.calls import OfficeCall, happened, seen
from kiosk.office.connections import followed, lost, retried
from kiosk.office.hub import Hub
from kiosk.office.premises import Changed
from kiosk.office.store import StoreBroken
from kiosk.office.switchboard import Ask, Switchboard

# Waiting times grow shorter even when nothing happens.
_LOOK_AGAIN_S = 15.0
_CONFLATE_S = 0.1
# Nothing has ticked for so long: the office could not read its books, or was stopped.
_STOPPED_S = 5.0


class CallClock:
    """Drives the calls of an office: by news from the books, and by the time."""

    def __init__(
        self,
        board: Switchboard,
        acts: CallActs,
        hub: Hub,
        ask: Ask,
        clock: Callable[[], datetime],
    ) -> None:
        self._board, self._acts, self._hub = board, acts, hub
        self._ask, self._clock = ask, clock
        self._ticked_at, self._stopped_until = float("inf"), datetime.min.replace(tzinfo=UTC)

    async def run(self) -> None:
        """Follow the tickets of all calls, for ever."""
        with self._hub.listening() as news:
            while True:
                try:
                    async with asyncio.timeout(_LOOK_AGAIN_S):
                        while not self._concerns(await news.changed()):
                            pass
                    await asyncio.sleep(_CONFLATE_S)
                except TimeoutError:
                    pass
                try:
                    await self.look()
                except StoreBroken:
                    continue  # whoever asks is told; the next look may be better
                self._board.wake()

    def _concerns(self, changed: Changed) -> bool:
        """Whether a call may stand in another place now."""
        return any(it.ticket.department in changed.departments for it in self._board.all())

    async def look(self) -> None:
        """Look at the ticket of every call and at its door."""
        async with self._board.one_at_a_time:
            ids = [it.call.ticket_id for it in self._board.all()]
            if not ids:
                return
            looked = await self._ask(self._acts.look, ids, self._clock())
            for ticket_id, (ticket, place) in looked.items():
                it, now = self._board.get(ticket_id), self._clock()
                if it is not None:
                    here = self._board.desk_here(ticket.desk)
                    it = followed(it, ticket, now, desk_here=here)
                    self._board.put(seen(it, place, now), now)

    async def tick(self) -> None:
        """Do what is due; called once a second. Raises `StoreBroken`."""
        ticked_at, self._ticked_at = self._ticked_at, asyncio.get_running_loop().time()
        if self._ticked_at - ticked_at > _STOPPED_S:
            self._stopped_until = self._clock()
        for each in self._board.all():
            # Other acts go on while the books are waited for: look at each as it is now.
            it, now = self._board.get(each.call.ticket_id), self._clock()
            if it is None:
                continue
            if due(it, now) is None:
                self._board.put(retried(it, now), now)
                continue
            async with self._board.one_at_a_time:
                await self._carry_out(it.call.ticket_id)
        await self._clear_up()

    async def _carry_out(self, ticket_id: str) -> None:
        it, now = self._board.get(ticket_id), self._clock()
        if it is None:
            return
        match due(it, now):
            case Due.GONE | Due.LOST | Due.GIVE_UP if now - self._stopped_until < CONNECT_WITHIN:
                pass  # the books were away, and the lines with them: they come back first
            case Due.GONE:
                self._board.put(happened(it, CallEvent.LEAVE, now), now)
            case Due.NOBODY:
                self._board.put(happened(it, CallEvent.NOBODY, now), now)
            case Due.LOST:
                self._board.put(lost(it, now), now)
            case Due.GIVE_UP:
                await self._give_up(it)
            case Due.FORGET:
                await self._does_not_come(ticket_id)
                self._board.forget(it, now)
            case None:
                pass

    async def _give_up(self, it: OfficeCall) -> None:
        ticket_id = it.call.ticket_id
        try:
            ticket = await self._ask(self._acts.give_up, ticket_id, self._clock())
        except Refused:
            return  # somebody was faster; the next look follows the ticket
        now, it = self._clock(), self._board.get(ticket_id) or it
        if it.state is CallState.CONNECTING:
            it = happened(replace(it, ticket=ticket), CallEvent.GIVE_UP, now)
        else:  # the pictures came back in the last moment
            it = followed(it, ticket, now, desk_here=False)
        self._board.put(it, now)

    async def _clear_up(self) -> None:
        """Give back the numbers of those who were given one and never knocked."""
        for ticket_id, since in tuple(self._board.awaited.items()):
            if self._clock() - since >= CALL_AGAIN_WITHIN:
                await self._does_not_come(ticket_id)
                self._board.awaited.pop(ticket_id, None)

    async def _does_not_come(self, ticket_id: str) -> None:
        try:
            await self._ask(self._acts.does_not_come, ticket_id, self._clock())
        except Refused:
            pass  # it is where somebody else has put it
