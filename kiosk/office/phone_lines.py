"""What keeps the phones up to date: one look at a department's line for all its phones.

Two thousand phones may follow their tickets. A change is computed once per department and laid
into a letter box for each phone; a box holds the newest status only, so it cannot overflow.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from kiosk.domain.errors import Refused, UnknownTicket
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import OPEN
from kiosk.office.hub import Subscription
from kiosk.office.premises import Changed
from kiosk.office.service import OfficeService
from kiosk.office.store import StoreBroken

# Waiting times grow shorter even when nothing happens.
_LOOK_AGAIN_S = 30.0


class LetterBox:
    """The newest status of one phone's ticket. `gone` means: there is no such ticket any more."""

    def __init__(self, status: TicketStatus) -> None:
        self.status = status
        self.gone = False
        self._news = asyncio.Event()

    def put(self, status: TicketStatus) -> None:
        """Lay a status in; the phone is woken only when something has changed."""
        if status.as_of < self.status.as_of:
            return  # an older look that was slower
        changed = replace(status, as_of=self.status.as_of) != self.status
        self.status = status
        if changed:
            self._news.set()

    def put_gone(self) -> None:
        """The day is over: the ticket is not for the phone any more."""
        self.gone = True
        self._news.set()

    async def changed(self, within_s: float) -> bool:
        """Wait for news; False when there were none in time."""
        try:
            await asyncio.wait_for(self._news.wait(), within_s)
        except TimeoutError:
            return False
        self._news.clear()
        return True


class PhoneLines:
    """All phones that follow a ticket now.

    One task carries the changes, as long as there are phones. `fresh` is false while the books
    cannot be read: what the phones show may be old then.
    """

    def __init__(self, service: OfficeService) -> None:
        self.fresh = True
        self._service = service
        self._boxes: dict[str, set[LetterBox]] = {}
        self._listening = ExitStack()
        self._carrier: asyncio.Task[None] | None = None

    @contextmanager
    def following(self, status: TicketStatus) -> Iterator[LetterBox]:
        """Follow a ticket as long as the block runs; whatever changes from now on is told."""
        box = LetterBox(status)
        self._boxes.setdefault(status.ticket_id, set()).add(box)
        if self._carrier is None or self._carrier.done():
            self._listening.close()
            news = self._listening.enter_context(self._service.hub.listening())
            self._carrier = asyncio.create_task(self._carry(news), name="phone-lines")
        try:
            yield box
        finally:
            boxes = self._boxes[status.ticket_id]
            boxes.discard(box)
            if not boxes:
                del self._boxes[status.ticket_id]
            if not self._boxes:
                self._carrier.cancel()
                self._carrier = None
                self._listening.close()

    @property
    def phones(self) -> int:
        """How many phones follow a ticket."""
        return sum(len(boxes) for boxes in self._boxes.values())

    async def _carry(self, news: Subscription) -> None:
        while True:
            try:
                changed = await asyncio.wait_for(news.changed(), _LOOK_AGAIN_S)
            except TimeoutError:
                changed = Changed(departments=self._departments())
            try:
                await self._tell(changed)
                self.fresh = True
            except (StoreBroken, Refused):  # also a department that is gone since this morning
                self.fresh = False

    def _departments(self) -> frozenset[str]:
        return frozenset(
            box.status.department
            for boxes in self._boxes.values()
            for box in boxes
            if box.status.state in OPEN
        )

    async def _tell(self, changed: Changed) -> None:
        departments = self._departments() & changed.departments
        told: set[str] = set()
        for department in departments:
            told |= self._deliver(
                await self._service.ask(
                    self._service.boards.line, department, self._service.clock()
                )
            )
        # Whoever is in no line any more: finished, given back, expired.
        left = {ticket for ticket in self._boxes if self._stood_in(ticket, departments)}
        for ticket in (left | (changed.tickets & self._boxes.keys())) - told:
            await self._look_at(ticket)

    def _stood_in(self, ticket: str, departments: frozenset[str]) -> bool:
        return any(
            box.status.state in OPEN and box.status.department in departments
            for box in self._boxes[ticket]
        )

    def _deliver(self, statuses: Iterable[TicketStatus]) -> set[str]:
        told = set()
        for status in statuses:
            for box in self._boxes.get(status.ticket_id, ()):
                box.put(status)
                told.add(status.ticket_id)
        return told

    async def _look_at(self, ticket: str) -> None:
        service = self._service
        try:
            status = await service.ask(service.counter.status, ticket, service.clock())
        except UnknownTicket:
            for box in self._boxes.get(ticket, ()):
                box.put_gone()
        else:
            self._deliver([status])
