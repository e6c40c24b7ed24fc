"""Carries out what a visit wants done and answers with the next event."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from devices.printer import Blocked, Clean, Confirmed, Outcome, Printer, Unknown
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
from kiosk.journal import Happened, Key, note
from kiosk.terminal import acts
from kiosk.terminal.acts import Drawn, Effect, Event
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.notebook import Notebook, number_of
from kiosk.terminal.numbers_held import NumbersHeld, issue
from kiosk.terminal.office_link import OfficeLink, refused_with
from kiosk.terminal.paper import MissingGlyph, SlipLayout
from kiosk.terminal.search import Finder
from kiosk.terminal.slips import render_ticket
from kiosk.terminal.ticket_slip import slip_of
from kiosk.terminal.views import Paper
from kiosk.texts import texts

_NUMBER_FIRST_S = 0.15


def paper_of(outcome: Outcome) -> Paper:
    """Return what the citizen is told about a print outcome."""
    match outcome:
        case Confirmed():
            return Paper.TAKE
        case Unknown():
            return Paper.ASK
        case Blocked() | Clean():
            return Paper.BLOCKED


def paper_left(word: str | None) -> Paper | None:
    """Return what is known of the paper of an earlier life; None: print it, or let the printer say.

    The printer's own journal makes sure that a job that was begun is not printed again.
    """
    return {Confirmed.code: Paper.TAKE, Unknown.code: Paper.ASK}.get(word or "")


def job_of(ticket_id: str, reprint: bool) -> str:
    """Return the id of a print job: each copy has its own."""
    return f"{ticket_id}-{2 if reprint else 1}"


def ticket_of(job_id: str) -> tuple[str, bool]:
    """Return the ticket of a print job, and whether it was the second copy."""
    ticket_id, _, copy = job_id.rpartition("-")
    return ticket_id, copy == "2"


@dataclass(slots=True)
class Effects:
    """The hands of the visit. `tell` brings events back; `now` is the terminal's clock."""

    notebook: Notebook
    link: OfficeLink
    numbers: NumbersHeld
    printer: Printer
    lobby: Callable[[], Lobby]
    now: Callable[[], datetime]
    tell: Callable[[Event], None]
    start: Callable[[Coroutine[Any, Any, None], str], None]
    pictures: Path | None = None
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
                self.start(self._print(drawn, reprint), "print")
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

    # ------------------------------------------------------------ paper
    async def _print(self, drawn: Drawn, reprint: bool) -> None:
        # Number first: drawing the paper would take the processor from the frame that shows it.
        await asyncio.sleep(_NUMBER_FIRST_S)
        lobby = self.lobby()
        note(Happened.SLIP_BEGAN, number=drawn.number)
        try:
            if lobby.town is None:
                raise KeyError(drawn.department)
            slip = slip_of(drawn, lobby.town, lobby.pages_url, self.pictures, reprint=reprint)
            picture = await asyncio.to_thread(render_ticket, slip, self.printer.profile, texts)
            outcome = await self.printer.print(job_of(drawn.ticket_id, reprint), picture)
        except (MissingGlyph, SlipLayout, OSError, ValueError, KeyError):
            # A text or picture of the town that cannot be printed: the number counts all the same.
            note(Happened.DEVICE_TROUBLE, device=Key("paper"), code=Key("slip-cannot-be-drawn"))
            self.tell(acts.PaperTold(drawn.ticket_id, Paper.BLOCKED, reprint))
            return
        self.tell(acts.PaperTold(drawn.ticket_id, paper_of(outcome), reprint))

    def printed(self, job_id: str, outcome: Outcome) -> None:
        """Hear the word on a print job from the printer, the first or a later one."""
        paper = paper_of(outcome)
        note(Happened.SLIP_ENDED, outcome=paper)
        ticket_id, reprint = ticket_of(job_id)
        self.tell(acts.PaperTold(ticket_id, paper, reprint))

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
