"""Attends to citizens, one at a time: visit, lobby, office and printer come together here."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from devices.printer import Able, OutcomeChanged, Printer, StateChanged
from kiosk import __version__
from kiosk.config import TerminalConfig
from kiosk.domain.departments import Town
from kiosk.domain.messages import LineChanged, Push, TownChanged, Welcome
from kiosk.journal import Happened, note
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
from kiosk.terminal.print_check import printer_name
from kiosk.terminal.print_jobs import ticket_of
from kiosk.terminal.printing import Printing, paper_left
from kiosk.terminal.showing import view_of
from kiosk.terminal.situations import Situation
from kiosk.terminal.ticket_slip import Layout
from kiosk.terminal.town_copy import TownCopy, finder_for
from kiosk.terminal.views import Intent, View
from kiosk.terminal.visit import Limits, Visit, advance

_TICK_S = 0.25


class Shows(Protocol):
    """Something a view can be put on: the glass, or a test that remembers."""

    def show(self, view: View) -> None:
        """Replace what is shown."""


class Attendant:
    """Attends to one citizen at a time. Everything goes through `happen`, in one loop.

    Args:
        now: the terminal's clock.
        call_arguments: how the call process is started; empty when no calls can be made here.
        trial: some device is only simulated, and the glass says so.
    """

    def __init__(
        self,
        config: TerminalConfig,
        notebook: Notebook,
        printer: Printer,
        now: Callable[[], datetime],
        call_arguments: Sequence[str] = (),
        trial: bool = False,
    ) -> None:
        self.now = now
        self.limits = Limits(config.idle_after, config.warn_for)
        self.visit = Visit()
        self.lobby = Lobby(trial=trial)
        self.notebook = notebook
        self.printer = CountedPrinter(printer)
        self.glass: Shows | None = None
        self._shown: View | None = None
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
            self.printer,
            self.link,
            self.notebook,
            self.now,
            config.paper_roll_mm,
            own_cable=config.printer_on_own_cable,
        )
        self.printing = Printing(
            self.printer,
            lambda: self.lobby,
            self.now,
            self.happen,
            config.pictures,
            Layout(config.paper.layout),
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
        self._name, self._model = config.name, printer_name(config)
        self._morning = MorningPrint(config.test_print_at, notebook, self._test_print)
        self.town_copy = TownCopy(notebook, self.link, self._settle)
        self.town_copy.recall()
        self.lobby = replace(self.lobby, line=self.town_copy.line())

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
    def _settle(self, town: Town, pages_url: str) -> None:
        self.lobby = replace(self.lobby, town=town, pages_url=pages_url)
        self.effects.finder = finder_for(town)

    def _welcome(self, welcome: Welcome) -> None:
        self.lobby = replace(self.lobby, office_here=True)
        note(Happened.OFFICE_BACK)
        self._start(self._greeted(welcome), "greeted")

    async def _greeted(self, welcome: Welcome) -> None:
        self.town_copy.keep_pages(welcome.pages_url)
        self.lobby = replace(self.lobby, pages_url=welcome.pages_url)
        self.numbers.owe()
        self.news.owe()
        self.calls.greeted()
        await self._know(welcome.town_version)
        await self._fill_hands()

    async def _know(self, version: str) -> None:
        await self.town_copy.know(version)
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
            self.town_copy.keep_line(self.lobby.line)
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
        able = isinstance(self.printer.state, Able)
        if self._morning.due(local_now, self.lobby.town, resting=resting, able=able):
            self._start(self._morning.print(local_now), "test print")

    async def _test_print(self) -> bool:
        left_mm = self.news.news.paper_left_mm if self.news.news else None
        return await self.printing.test(self._name, self._model, left_mm)

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
            job = ticket_of(left.job_id) if left.job_id is not None else None
            reprint = job is not None and job[1]
            self.happen(Resumed(left.drawn, paper_left(left.word), reprint))
