"""Brings slips to the printer and its word on them back to the visit."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from devices.printer import Blocked, Clean, Confirmed, Outcome, PaperPicture, Printer, Unknown
from kiosk import __version__
from kiosk.domain.departments import Town
from kiosk.domain.phrases import Phrase
from kiosk.journal import Happened, Key, note
from kiosk.terminal.acts import Drawn, Event, ListTold, PaperTold, PrintList
from kiosk.terminal.checklist_slip import checklist_of, render_checklist
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.paper import MissingGlyph, SlipLayout
from kiosk.terminal.slips import render_ticket
from kiosk.terminal.test_slip import TestSlip, render_test
from kiosk.terminal.ticket_slip import slip_of
from kiosk.terminal.views import Paper
from kiosk.texts import texts

_NUMBER_FIRST_S = 0.15
_LIST, _TEST = "list-", "test-"
# A text or picture of the town that cannot be printed: the number counts all the same.
_NOT_DRAWN = (MissingGlyph, SlipLayout, OSError, ValueError, KeyError)


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
class Printing:
    """The printer in the hands of the terminal. `tell` brings the word on a slip to the visit.

    Args:
        pictures: arms and plans of the town, None for those that came with Foyer.
    """

    printer: Printer
    lobby: Callable[[], Lobby]
    now: Callable[[], datetime]
    tell: Callable[[Event], None]
    pictures: Path | None = None
    _lists: dict[str, str] = field(default_factory=dict)

    async def ticket(self, drawn: Drawn, reprint: bool) -> None:
        """Print a ticket; the same copy never twice."""
        # Number first: drawing the paper would take the processor from the frame that shows it.
        await asyncio.sleep(_NUMBER_FIRST_S)
        job_id = job_of(drawn.ticket_id, reprint)
        note(Happened.SLIP_BEGAN, number=drawn.number)

        def draw(town: Town, pages_url: str) -> PaperPicture:
            slip = slip_of(drawn, town, pages_url, self.pictures, reprint=reprint)
            return render_ticket(slip, self.printer.profile, texts)

        paper = await self._print(job_id, draw)
        self.tell(PaperTold(drawn.ticket_id, paper, reprint))

    async def checklist(self, wanted: PrintList) -> None:
        """Print what a service needs."""
        job_id = f"{_LIST}{secrets.token_hex(8)}"
        self._lists[job_id] = wanted.service
        note(Happened.SLIP_BEGAN)

        def draw(town: Town, _: str) -> PaperPicture:
            service = town.catalogue.services[wanted.service]
            local_now = self.now().astimezone(self.lobby().local)
            slip = checklist_of(
                service, wanted.department, town, wanted.language, local_now, self.pictures
            )
            return render_checklist(slip, self.printer.profile, texts)

        self.tell(ListTold(wanted.service, await self._print(job_id, draw)))

    async def test(self, terminal: str, paper_left_mm: int | None) -> None:
        """Print the test print of the morning."""

        def draw(town: Town, _: str) -> PaperPicture:
            slip = TestSlip(
                office=Phrase(f"{town.office.de} · {town.name.de}"),
                printed_at=self.now().astimezone(self.lobby().local),
                terminal=terminal,
                version=__version__,
                printer=self.printer.profile.name,
                state=self.printer.state.code,
                paper_left_m=None if paper_left_mm is None else paper_left_mm // 1_000,
            )
            return render_test(slip, self.printer.profile, texts)

        note(Happened.SLIP_BEGAN)
        await self._print(f"{_TEST}{secrets.token_hex(8)}", draw)

    async def _print(self, job_id: str, draw: Callable[[Town, str], PaperPicture]) -> Paper:
        lobby = self.lobby()
        if lobby.town is None:
            return Paper.BLOCKED
        try:
            picture = await asyncio.to_thread(draw, lobby.town, lobby.pages_url)
            return paper_of(await self.printer.print(job_id, picture))
        except _NOT_DRAWN:
            note(Happened.DEVICE_TROUBLE, device=Key("paper"), code=Key("slip-cannot-be-drawn"))
            return Paper.BLOCKED

    def printed(self, job_id: str, outcome: Outcome) -> None:
        """Hear the word on a print job from the printer, the first or a later one."""
        paper = paper_of(outcome)
        note(Happened.SLIP_ENDED, outcome=paper)
        if job_id.startswith(_TEST):
            return
        if job_id.startswith(_LIST):
            if job_id in self._lists:
                self.tell(ListTold(self._lists[job_id], paper))
            return
        ticket_id, reprint = ticket_of(job_id)
        self.tell(PaperTold(ticket_id, paper, reprint))

    def forget(self) -> None:
        """The visit is over: a late word on a list concerns nobody."""
        self._lists.clear()
