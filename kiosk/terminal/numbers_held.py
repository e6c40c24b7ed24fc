"""The numbers this terminal holds, and the tickets it still owes the office."""

from __future__ import annotations

import asyncio
from datetime import date

from kiosk.domain.messages import (
    CancelTicket,
    IssueTicket,
    LeaseNumbers,
    NumbersLeased,
    TicketIssued,
)
from kiosk.journal import Happened, Key, note
from kiosk.terminal.acts import Drawn
from kiosk.terminal.notebook import Notebook
from kiosk.terminal.office_link import OfficeLink, refused_with

_RUNNING = 1
_RETRY_S = 1.0


def issue(drawn: Drawn, *, late: bool) -> IssueTicket:
    """Return the message that makes the office know a ticket."""
    return IssueTicket(
        id=0,
        ticket_id=drawn.ticket_id,
        code=drawn.code,
        number=drawn.number,
        day=drawn.day,
        department=drawn.department,
        wishes=drawn.wishes,
        language=drawn.language,
        drawn_at=drawn.drawn_at,
        kind=drawn.kind,
        delivered_late=late,
    )


class NumbersHeld:
    """Keeps the hands full while the office is here, and delivers what it has not heard."""

    def __init__(self, notebook: Notebook, link: OfficeLink, reserve: int) -> None:
        self._notebook = notebook
        self._link = link
        self._reserve = reserve
        self._owing = asyncio.Event()

    async def fill(self, day: date, prefix: str, running: int = _RUNNING) -> bool:
        """Ask for what is missing of one letter; return whether a running number is there."""
        hand = self._notebook.hand(day, prefix)
        running = max(0, running - len(hand.running))
        reserve = max(0, self._reserve - len(hand.reserve))
        if not running and not reserve:
            return True
        answer = await self._link.ask(LeaseNumbers(0, day, prefix, running, reserve))
        if not isinstance(answer, NumbersLeased):
            return bool(hand.running)
        # Somebody may have drawn a number meanwhile: look again before adding.
        hand = self._notebook.hand(day, prefix).with_more(answer.running, answer.reserve)
        self._notebook.keep_hand(hand)
        note(Happened.NUMBERS_LEASED, running=len(answer.running), reserve=len(answer.reserve))
        return bool(hand.running)

    def owe(self) -> None:
        """Something has to be delivered."""
        self._owing.set()

    async def deliver_for_ever(self) -> None:
        """Deliver each ticket exactly once, as soon as the office is here."""
        while True:
            await self._owing.wait()
            self._owing.clear()
            if self._link.here and not await self.deliver():
                await asyncio.sleep(_RETRY_S)
                self._owing.set()

    async def deliver(self) -> bool:
        """Tell the office every ticket it does not know; return whether all were taken."""
        for drawn in self._notebook.never_shown():
            if not await self._take_back(drawn):
                return False
        for drawn in self._notebook.undelivered():
            answer = await self._link.ask(issue(drawn, late=True))
            code = refused_with(answer)
            if code == "office-away":
                return False
            if isinstance(answer, TicketIssued):
                note(Happened.TICKET_DELIVERED, number=drawn.number)
            else:
                # Somebody holds this number on paper: a person has to look at it.
                note(Happened.REFUSED, code=Key(code or "unknown"), number=drawn.number)
            self._notebook.told(drawn.ticket_id)
        return True

    async def take_back_later(self, drawn: Drawn) -> None:
        """Take back a number that came for nobody; after a failure the next delivery does it."""
        self._notebook.leave_over(drawn.ticket_id)
        if not await self._take_back(drawn):
            self.owe()

    async def _take_back(self, drawn: Drawn) -> bool:
        """Cancel a ticket that nobody has seen: the terminal was killed before showing it."""
        code = refused_with(await self._link.ask(CancelTicket(0, drawn.ticket_id)))
        if code == "office-away":
            return False
        self._notebook.drop(drawn.ticket_id)
        return True
