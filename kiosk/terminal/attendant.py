"""Attends to citizens, one at a time: visit, lobby, office and printer come together here."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from devices.printer import Able, OutcomeChanged, Printer, StateChanged
from kiosk import __version__
from kiosk.config import TerminalConfig
from kiosk.domain.messages import LineChanged, Push, TownChanged, Welcome
from kiosk.domain.town_json import town_from_json
from kiosk.domain.wire import BadMessage, build, plain
from kiosk.journal import Happened, Key, note
from kiosk.terminal.acts import Event, FindCode, Present, Resumed, Tick, Touched
from kiosk.terminal.call_acts import CallEffect
from kiosk.terminal.conversations import Conversations
from kiosk.terminal.counted_printer import CountedPrinter
from kiosk.terminal.device_news import DeviceNews
from kiosk.terminal.effects import Effects
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.morning_print import MorningPrint
from kiosk.terminal.notebook import Notebook
from kiosk.terminal.numbers_held import NumbersHeld
from kiosk.terminal.office_link import OfficeLink
from kiosk.terminal.printing import Printing, paper_left, ticket_of
from kiosk.terminal.showing import view_of
from kiosk.terminal.situations import Situation
from kiosk.terminal.town_copy import fetch_town, finder_for
from kiosk.terminal.views import Intent, View
from kiosk.terminal.visit import Limits, Visit, advance

_TICK_S = 0.25
_SWEEP_RARELY = (50_000, 50, 100)
_FETCH_AGAIN_S = 1.0
_TOWN, _LINE, _VERSION, _PAGES = "town", "line", "version", "pages_url"
_TESTED = "test_print"


class Shows(Protocol):
    """Something a view can be put on: the glass, or a test that remembers."""

    def show(self, view: View) -> None:
        """Replace what is shown."""


class Attendant:
    """Attends to one citizen at a time. Everything goes through `happen`, in one loop.

    Args:
        now: the terminal's clock.
        call_arguments: how the call process is started; empty when no calls can be made here.
    """

    def __init__(
        self,
        config: TerminalConfig,
        notebook: Notebook,
        printer: Printer,
        now: Callable[[], datetime],
        call_arguments: Sequence[str] = (),
    ) -> None:
        self.now = now
        self.limits = Limits(config.idle_after, config.warn_for)
        self.visit = Visit()
        self.lobby = Lobby()
        self.notebook = notebook
        self.printer = CountedPrinter(printer)
        self.glass: Shows | None = None
        self._shown: View | None = None
        self._wanted = ""
        self._tasks: asyncio.TaskGroup | None = None
        self.link = OfficeLink(
            config.office_url,
            config.name,
            __version__,
            config.answer_within,
            on_welcome=self._welcome,
            on_push=self._hear,
            on_lost=self._office_lost,
        )
        self.numbers = NumbersHeld(self.notebook, self.link, config.reserve_numbers)
        self.news = DeviceNews(
            self.printer, self.link, self.notebook, self.now, config.paper_roll_mm
        )
        self.printing = Printing(
            self.printer, lambda: self.lobby, self.now, self.happen, config.pictures
        )
        self.effects = Effects(
            self.notebook,
            self.link,
            self.numbers,
            self.printing,
            lambda: self.lobby,
            self.now,
            self.happen,
            self._start,
        )
        self.calls = Conversations(
            call_arguments,
            self.link,
            lambda: self.visit,
            self.happen,
            self._start,
            self._calls_here,
        )
        self._name = config.name
        tested = notebook.known(_TESTED)
        self._morning = MorningPrint(
            config.test_print_at, date.fromisoformat(tested) if tested else None
        )
        self._recall()

    # ------------------------------------------------------------ what happens
    def happen(self, event: Event) -> None:
        """Let the visit advance, carry out what it wants, and show what it is now."""
        before = self.visit
        self.visit, effects = advance(before, event, self.now(), self.limits)
        self._note_visit(before)
        # First the lease: who has said no is not filmed while the rest is done.
        self.calls.process.renew()
        for effect in effects:
            if isinstance(effect, CallEffect):
                self.calls.effects.carry_out(effect)
            else:
                self.effects.carry_out(effect)
        self.refresh()

    def _note_visit(self, before: Visit) -> None:
        resting = Situation.STANDBY
        if before.situation is resting and self.visit.situation is not resting:
            note(Happened.VISIT_BEGAN)
        elif before.situation is not resting and self.visit.situation is resting:
            note(Happened.VISIT_ENDED)
            gc.collect()  # while nobody looks

    def touched(self, intent: Intent) -> None:
        """Hear what a touch asks for."""
        self.happen(Touched(intent))

    def somebody_there(self) -> None:
        """Hear that the glass was touched, also beside a button."""
        self.happen(Present())

    def refresh(self) -> None:
        """Show the view of this moment, if it differs from what is on the glass."""
        view = view_of(self.visit, self.lobby, self.now(), self.limits)
        if view != self._shown and self.glass is not None:
            self._shown = view
            self.glass.show(view)

    # ------------------------------------------------------------ the office
    def _recall(self) -> None:
        """Take the last known town and line from the notebook."""
        text, line = self.notebook.known(_TOWN), self.notebook.known(_LINE)
        try:
            if text is not None:
                self._settle(text, "")
            if line is not None:
                told = build(LineChanged, json.loads(line))
                self.lobby = replace(self.lobby, line=told)
        except (BadMessage, ValueError):
            pass  # of another version: the office will tell it anew

    def _settle(self, text: str, pages_url: str) -> None:
        town = town_from_json(json.loads(text))
        pages = pages_url or self.notebook.known(_PAGES) or town.pages_url
        self.lobby = replace(self.lobby, town=town, pages_url=pages)
        self.effects.finder = finder_for(town)
        # A town is a hundred thousand objects. Looking through them for garbage takes 150 ms,
        # and would do so in front of a citizen: they are set aside, the rest is swept at rest.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_SWEEP_RARELY)

    def _welcome(self, welcome: Welcome) -> None:
        self.lobby = replace(self.lobby, office_here=True)
        note(Happened.OFFICE_BACK)
        self._start(self._greeted(welcome), "greeted")

    async def _greeted(self, welcome: Welcome) -> None:
        self.notebook.keep(_PAGES, welcome.pages_url)
        self.lobby = replace(self.lobby, pages_url=welcome.pages_url)
        self.numbers.owe()
        self.news.owe()
        self.calls.greeted()
        await self._know(welcome.town_version)
        await self._fill_hands()

    async def _know(self, version: str) -> None:
        """Fetch the town if it is another one; tried again for as long as the office is here."""
        self._wanted = version
        while self.lobby.town is None or self.notebook.known(_VERSION) != version:
            text = await fetch_town(self.link, version)
            if self._wanted != version:
                return  # there is a newer one, and somebody else fetches it
            if text is not None:
                try:
                    self._settle(text, self.lobby.pages_url)
                except (BadMessage, ValueError):
                    # An office of another version: what is known already goes on.
                    note(Happened.REFUSED, code=Key("town-unreadable"))
                    return
                self.notebook.keep(_TOWN, text)
                self.notebook.keep(_VERSION, version)
            elif self.link.here:
                await asyncio.sleep(_FETCH_AGAIN_S)
            else:
                return
        self.refresh()

    async def _fill_hands(self) -> None:
        if self.lobby.town is None:
            return
        day = self.now().astimezone(self.lobby.local).date()
        self.notebook.forget_hands_before(day)
        for department in self.lobby.town.departments:
            await self.numbers.fill(day, department.prefix)
        for department in self.lobby.town.departments:
            # If the office does not come back before midnight, the morning has numbers, too.
            await self.numbers.fill(day + timedelta(days=1), department.prefix, running=0)

    def _hear(self, push: Push) -> None:
        match push:
            case LineChanged():
                self.lobby = replace(self.lobby, line=push)
                if self.visit.situation is Situation.FOLLOWED:
                    self.effects.carry_out(FindCode(self.visit.code))
            case TownChanged(version):
                self._start(self._know(version), "town")
            case _:
                self.calls.hear(push)
        self.refresh()

    def _office_lost(self) -> None:
        note(Happened.OFFICE_LOST)
        if self.lobby.line is not None:
            self.notebook.keep(_LINE, json.dumps(plain(self.lobby.line)))
        self.lobby = replace(self.lobby, office_here=False)
        self.refresh()

    def _calls_here(self, here: bool) -> None:
        self.lobby = replace(self.lobby, calls_here=here)

    # ------------------------------------------------------------ the printer
    async def _follow_printer(self) -> None:
        async for change in self.printer.changes():
            match change:
                case StateChanged(state):
                    self.lobby = replace(self.lobby, printer=state)
                case OutcomeChanged(job_id, outcome):
                    self.printing.printed(job_id, outcome)

    # ------------------------------------------------------------ running
    def _start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        if self._tasks is None:
            work.close()  # not running: nobody would wait for it
            return
        self._tasks.create_task(work, name=name)

    async def _tick(self) -> None:
        day = None
        while True:
            await asyncio.sleep(_TICK_S)
            if self.visit.situation is Situation.STANDBY:
                self.refresh()  # compares only: nothing is drawn while nothing changes
            else:
                self.happen(Tick())
            today = self.now().astimezone(self.lobby.local).date()
            if day is not None and today != day and self.link.here:
                self._start(self._fill_hands(), "new day")
            day = today
            self._print_in_the_morning()

    def _print_in_the_morning(self) -> None:
        local_now = self.now().astimezone(self.lobby.local)
        resting = self.visit.situation is Situation.STANDBY
        able = isinstance(self.printer.state, Able) and self.lobby.town is not None
        if self._morning.due(local_now, resting=resting, able=able):
            self.notebook.keep(_TESTED, local_now.date().isoformat())
            left_mm = self.news.news.paper_left_mm if self.news.news else None
            self._start(self.printing.test(self._name, left_mm), "test print")

    async def run(self) -> None:
        """Work until cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                tasks.create_task(self.printer.run(), name="printer")
                tasks.create_task(self._follow_printer(), name="printer changes")
                tasks.create_task(self.news.run(), name="device news")
                tasks.create_task(self.link.run(), name="office link")
                tasks.create_task(self.numbers.deliver_for_ever(), name="deliveries")
                tasks.create_task(self.calls.run(), name="call process")
                tasks.create_task(self._tick(), name="clock")
                self._resume()
        finally:
            self._tasks = None

    def _resume(self) -> None:
        """Show the ticket again that was on the glass when the terminal was killed."""
        left = self.notebook.on_the_glass(self.now())
        if left is not None and self.lobby.town is not None:
            reprint = left.job_id is not None and ticket_of(left.job_id)[1]
            self.happen(Resumed(left.drawn, paper_left(left.word), reprint))
