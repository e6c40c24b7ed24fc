"""Brings slips to the printer and its word on them back to the visit."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from devices.printer import Blocked, Clean, Confirmed, Outcome, PaperPicture, Printer, Unknown
from kiosk.domain.departments import Town
from kiosk.journal import Happened, Key, note
from kiosk.terminal.acts import Drawn, Event, ListCopy, ListTold, PaperTold, PrintList
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.paper import MissingGlyph, SlipLayout
from kiosk.terminal.print_jobs import check_job, job_of, list_job, ticket_of
from kiosk.terminal.slips import (
    Layout,
    checklist_of,
    print_check_of,
    render_checklist,
    render_print_check,
    render_ticket,
    slip_of,
)
from kiosk.terminal.views import Paper
from kiosk.texts import texts

_NUMBER_FIRST_S = 0.15
_MOST_WORDS = 64  # far more jobs than a printer keeps waiting


class NotDrawn(StrEnum):
    """Why a slip could not be drawn: something of the town is to be mended. Numbers count."""

    NO_TOWN = "no-town"
    UNKNOWN_DEPARTMENT = "unknown-department"
    UNKNOWN_SERVICE = "unknown-service"
    MISSING_GLYPH = "missing-glyph"
    SLIP_LAYOUT = "slip-layout"
    PICTURE_UNREADABLE = "picture-unreadable"


Draw = Callable[[], PaperPicture]
Word = Outcome | NotDrawn


def paper_of(word: Word) -> Paper:
    """Return what the citizen is told about a word on a print job."""
    match word:
        case Confirmed():
            return Paper.TAKE
        case Unknown():
            return Paper.ASK
        case Blocked():
            return Paper.BLOCKED
        case Clean() | NotDrawn():
            return Paper.FAILED


def paper_left(word: str | None) -> Paper | None:
    """Return what is known of the paper of an earlier life; None: print it, or let the printer say.

    The printer's own journal makes sure that a job that was begun is not printed again.
    """
    return {Confirmed.code: Paper.TAKE, Unknown.code: Paper.ASK}.get(word or "")


@dataclass(slots=True)
class Printing:
    """The printer in the hands of the terminal. `tell` brings the word on a slip to the visit.

    Args:
        pictures: arms and plans of the town, None for those that came with Foyer.
        layout: of the tickets.
    """

    printer: Printer
    lobby: Callable[[], Lobby]
    now: Callable[[], datetime]
    tell: Callable[[Event], None]
    pictures: Path | None = None
    layout: Layout = Layout.STANDARD
    _lists: dict[str, ListCopy] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)
    _words: OrderedDict[str, Word] = field(default_factory=OrderedDict)

    async def ticket(self, drawn: Drawn, reprint: bool) -> None:
        """Print a ticket; the same copy never twice."""
        # Number first: drawing the paper would take the processor from the frame that shows it.
        await asyncio.sleep(_NUMBER_FIRST_S)

        def draws(town: Town) -> Draw | NotDrawn:
            if drawn.department not in {department.key for department in town.departments}:
                return NotDrawn.UNKNOWN_DEPARTMENT
            url = self.lobby().pages_url
            slip = slip_of(drawn, town, url, self.pictures, reprint=reprint)
            return partial(render_ticket, slip, self.printer.profile, texts, self.layout)

        note(Happened.SLIP_BEGAN, number=drawn.number)
        await self._print(job_of(drawn.ticket_id, reprint), draws)

    async def checklist(self, wanted: PrintList) -> None:
        """Print what a service needs."""

        def draws(town: Town) -> Draw | NotDrawn:
            service = town.catalogue.services.get(wanted.service)
            if service is None:
                return NotDrawn.UNKNOWN_SERVICE
            local_now = self.now().astimezone(self.lobby().local)
            slip = checklist_of(
                service, wanted.department, town, wanted.language, local_now, self.pictures
            )
            return partial(render_checklist, slip, self.printer.profile, texts)

        job_id = list_job()
        if wanted.copy is not None:
            self._lists[job_id] = wanted.copy
        note(Happened.SLIP_BEGAN)
        await self._print(job_id, draws)

    async def test(self, terminal: str, model: str, paper_left_mm: int | None) -> bool:
        """Print the test print; return whether the printer has taken it."""

        def draws(town: Town) -> Draw:
            local_now = self.now().astimezone(self.lobby().local)
            slip = print_check_of(
                town, terminal, model, self.printer.state, paper_left_mm, local_now, self.pictures
            )
            return partial(render_print_check, slip, self.printer.profile, texts)

        note(Happened.SLIP_BEGAN)
        word = await self._print(check_job(), draws)
        return not isinstance(word, Clean | NotDrawn)

    async def _print(self, job_id: str, draws: Callable[[Town], Draw | NotDrawn]) -> Word:
        self._begun.add(job_id)
        self._words.pop(job_id, None)
        picture = await self._picture(draws)
        if isinstance(picture, NotDrawn):
            note(Happened.SLIP_NOT_DRAWN, code=picture)
            self._heard(job_id, picture)
            return picture
        outcome = await self.printer.print(job_id, picture)
        if job_id not in self._words:
            self._heard(job_id, outcome)
        return outcome

    async def _picture(self, draws: Callable[[Town], Draw | NotDrawn]) -> PaperPicture | NotDrawn:
        town = self.lobby().town
        if town is None:
            return NotDrawn.NO_TOWN
        # What a slip says is gathered here in the loop; only drawing it goes to a thread.
        draw = draws(town)
        if isinstance(draw, NotDrawn):
            return draw
        try:
            return await asyncio.to_thread(draw)
        except MissingGlyph:
            return NotDrawn.MISSING_GLYPH
        except SlipLayout:
            return NotDrawn.SLIP_LAYOUT
        except OSError:
            return NotDrawn.PICTURE_UNREADABLE

    # ------------------------------------------------------------ the printer's word
    def printed(self, job_id: str, outcome: Outcome) -> None:
        """Hear the word on a print job from the printer, the first or a later one."""
        # The first one comes twice, also as the answer to `print`.
        if self._words.get(job_id) != outcome:
            self._heard(job_id, outcome)

    def _heard(self, job_id: str, word: Word) -> None:
        self._words[job_id] = word
        while len(self._words) > _MOST_WORDS:
            self._words.popitem(last=False)
        first = job_id in self._begun
        self._begun.discard(job_id)
        code = "not-drawn" if isinstance(word, NotDrawn) else word.code
        note(Happened.SLIP_ENDED if first else Happened.SLIP_LATE, outcome=Key(code))
        ticket, paper = ticket_of(job_id), paper_of(word)
        if ticket is not None:
            ticket_id, reprint = ticket
            self.tell(PaperTold(ticket_id, paper, reprint))
        elif job_id in self._lists:
            self.tell(ListTold(self._lists[job_id], paper))

    def forget(self) -> None:
        """The visit is over: a late word on a list concerns nobody."""
        self._lists.clear()
