"""Carries out what a visit wants done and answers with the next event."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kiosk.domain import codes, messages
from kiosk.domain.messages import (
    Answer,
    AskForHelp,
    FindTicket,
    HelpCalled,
    Refusal,
    TicketFound,
    TicketIssued,
)
from kiosk.domain.tickets import Kind
from kiosk.terminal import acts
from kiosk.terminal.acts import Drawn, Effect, Event
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.notebook import Notebook, number_of
from kiosk.terminal.numbers_held import NumbersHeld, issue
from kiosk.terminal.office_link import OfficeLink, refused_with
from kiosk.terminal.printing import Printing
from kiosk.terminal.search import Finder


@dataclass(slots=True)
class Effects:
    """The hands of the visit. `tell` brings events back; `now` is the terminal's clock."""

    notebook: Notebook
    link: OfficeLink
    numbers: NumbersHeld
    printing: Printing
    lobby: Callable[[], Lobby]
    now: Callable[[], datetime]
    tell: Callable[[Event], None]
    start: Callable[[Coroutine[Any, Any, None], str], None]
    finder: Finder | None = None

    def carry_out(self, effect: Effect) -> None:
        """Begin an effect; it never blocks and never raises for expected trouble."""
        match effect:
            case acts.DrawNumber():
                self.start(self._draw(effect), "draw")
            case acts.Shown(drawn):
                self._shown(drawn)
            case acts.TakeBack(drawn):
                self.start(self.numbers.take_back_later(drawn), "take back")
            case acts.PrintTicket(drawn, reprint):
                self.start(self.printing.ticket(drawn, reprint), "print")
            case acts.PrintList():
                self.start(self.printing.checklist(effect), "print list")
            case acts.SearchServices(query):
                found = tuple(self.finder.find(query)) if self.finder else ()
                self.tell(acts.ServicesFound(query, found))
            case acts.FindCode(code):
                self.start(self._follow(FindTicket(0, code)), "find")
            case acts.ReactivateTicket(ticket_id):
                self.start(self._follow(messages.ReactivateTicket(0, ticket_id)), "reactivate")
            case acts.CancelTicket(ticket_id):
                self.start(self._follow(messages.CancelTicket(0, ticket_id)), "cancel")
            case acts.AskHelp():
                self.start(self._help(), "help")
            case acts.Forget():
                self.printing.forget()
                self.notebook.clear_glass()

    # ------------------------------------------------------------ drawing a number
    async def _draw(self, wanted: acts.DrawNumber) -> None:
        lobby, now = self.lobby(), self.now()
        if lobby.town is None:
            self.tell(acts.NumberRefused("office-away"))
            return
        day = now.astimezone(lobby.local).date()
        departments = {each.key: each for each in lobby.town.departments}
        if wanted.department not in departments:
            self.tell(acts.NumberRefused("unknown-service"))
            return
        prefix = departments[wanted.department].prefix
        alone = not (self.link.here and await self.numbers.fill(day, prefix))
        if alone and wanted.kind is Kind.VIDEO:
            # Nobody hears a knock that the office does not hear.
            self.tell(acts.NumberRefused("office-away"))
            return
        status = lobby.statuses(now).get(wanted.department)
        if alone and status is not None and not status.takes_tickets:
            self.tell(acts.NumberRefused("closed", status.opens_at))
            return
        drawn = self.notebook.draw(self._new(wanted, prefix, now), alone=alone)
        if drawn is None:
            self.tell(acts.NumberRefused("numbers-exhausted"))
            return
        self._drawn_told(drawn, await self.link.ask(issue(drawn, late=False)))
        await self.numbers.fill(day, prefix)

    def _new(self, wanted: acts.DrawNumber, prefix: str, now: datetime) -> Drawn:
        return Drawn(
            ticket_id=codes.ticket_id(secrets.token_bytes(codes.TICKET_ID_BYTES)),
            code=codes.code(secrets.token_bytes(codes.CODE_BYTES)),
            number=number_of(prefix),
            day=now.astimezone(self.lobby().local).date(),
            department=wanted.department,
            wishes=wanted.wishes,
            language=wanted.language,
            drawn_at=now,
            kind=wanted.kind,
        )

    def _drawn_told(self, drawn: Drawn, answer: Answer | None) -> None:
        match answer:
            case TicketIssued(_, status):
                self.notebook.told(drawn.ticket_id)
                self.tell(acts.NumberDrawn(replace(drawn, status=status)))
            case Refusal(_, code, facts):
                self.notebook.drop(drawn.ticket_id)
                opens = facts.get("opens_at")
                opens_at = datetime.fromisoformat(opens) if isinstance(opens, str) else None
                self.tell(acts.NumberRefused(code, opens_at))
            case _:
                # Nobody answered in time: the number counts all the same, the office hears
                # of it later, and under the same id it cannot become two tickets.
                self.tell(acts.NumberDrawn(drawn))

    def _shown(self, drawn: Drawn) -> None:
        self.notebook.shown(drawn, self.now())
        if drawn.status is None:
            # Only now: what nobody has seen is not delivered, but taken back.
            self.numbers.owe()

    # ------------------------------------------------------------ questions
    async def _follow(
        self, question: FindTicket | messages.ReactivateTicket | messages.CancelTicket
    ) -> None:
        answer = await self.link.ask(question)
        if isinstance(answer, TicketFound):
            self.tell(acts.TicketTold(answer.ticket))
        else:
            self.tell(acts.TicketRefused(refused_with(answer) or "not-possible"))

    async def _help(self) -> None:
        answer = await self.link.ask(AskForHelp(0))
        self.tell(acts.HelpTold(answer.desks if isinstance(answer, HelpCalled) else None))
