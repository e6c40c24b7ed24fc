"""Tells the office how the printer is, so that somebody comes; a visit never waits for that."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta

from devices.printer import Gap, OutcomeChanged, PrinterState, StateChanged, Unreachable
from kiosk.domain.devices import PrinterCondition, PrinterNews
from kiosk.domain.messages import PrinterNoted, Refusal, ReportPrinter
from kiosk.domain.wire import BadMessage, build, plain
from kiosk.journal import Happened, Key, note
from kiosk.terminal.counted_printer import CountedPrinter
from kiosk.terminal.notebook import Notebook
from kiosk.terminal.office_link import OfficeLink
from kiosk.terminal.paper_roll import PaperRoll

# What is over within this time is not told: a cover that is closed again, a printer that starts.
SETTLES_WITHIN = timedelta(seconds=1)
_AGAIN_AFTER = 5  # times as long, when the office has not answered
_WORTH_TELLING_MM = 1_000
_ROLL = "paper_roll"
_NOT_STARTED = Unreachable(Gap.NOT_STARTED)
_PRINTER = Key("printer")


class DeviceNews:
    """Follows the printer and keeps one thing to tell: how it is now.

    Args:
        now: the terminal's clock.
        roll_mm: length of a new roll; 0 does not count paper.
        own_cable: the printer hangs on this machine, with no network in between.
        settles_within: how long everything waits before it is told.
    """

    def __init__(
        self,
        printer: CountedPrinter,
        link: OfficeLink,
        notebook: Notebook,
        now: Callable[[], datetime],
        roll_mm: float,
        *,
        own_cable: bool = False,
        settles_within: timedelta = SETTLES_WITHIN,
    ) -> None:
        self._printer = printer
        self._link = link
        self._notebook = notebook
        self._now = now
        self._own_cable = own_cable
        self._settles_within_s = settles_within.total_seconds()
        self._roll = self._recalled(roll_mm) if roll_mm else None
        self._condition: PrinterCondition | None = None
        self._noted: PrinterCondition | None = None
        self._since = now()
        self._told: PrinterNews | None = None
        self._something = asyncio.Event()

    @property
    def news(self) -> PrinterNews | None:
        """What there is to tell; None until the printer was heard for the first time."""
        if self._condition is None:
            return None
        left_mm = None if self._roll is None else self._roll.left_mm
        return PrinterNews(self._condition, self._since, left_mm)

    def owe(self) -> None:
        """The office has greeted: it knows nothing of the printer any more."""
        self._told = None
        self._something.set()

    async def run(self) -> None:
        """Follow and tell, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._follow(), name="follow printer")
            tasks.create_task(self._tell_for_ever(), name="tell of printer")

    # ------------------------------------------------------------ the printer
    async def _follow(self) -> None:
        async for change in self._printer.changes():
            match change:
                case StateChanged(state):
                    self._heard(state)
                case OutcomeChanged(job_id, outcome):
                    used_mm = self._printer.used_mm(job_id, outcome)
                    if self._roll is not None and used_mm:
                        self._keep(self._roll.fed(used_mm))
            self._something.set()

    def _heard(self, state: PrinterState) -> None:
        if state == _NOT_STARTED:
            return  # this is about the terminal, not about the printer
        if self._roll is not None:
            self._keep(self._roll.heard(state, own_cable=self._own_cable))
        before, self._condition = self._condition, PrinterCondition(state.code)
        if self._condition is not before:
            self._since = self._now()

    def _note(self, condition: PrinterCondition) -> None:
        """Write down how the printer is, where that is another state than before."""
        before, self._noted = self._noted, condition
        if condition is before:
            return
        match condition:
            case PrinterCondition.READY:
                if before is not None:
                    note(Happened.DEVICE_WELL, device=_PRINTER)
            case PrinterCondition.PAPER_LOW:
                note(Happened.DEVICE_LOW, device=_PRINTER, code=condition)
            case _:
                note(Happened.DEVICE_TROUBLE, device=_PRINTER, code=condition)

    # ------------------------------------------------------------ the roll
    def _recalled(self, length_mm: float) -> PaperRoll:
        kept = self._notebook.known(_ROLL)
        try:
            roll = build(PaperRoll, json.loads(kept)) if kept else PaperRoll(length_mm)
        except (BadMessage, ValueError):
            return PaperRoll(length_mm)  # of another version
        return PaperRoll(length_mm, roll.used_mm, roll.said, roll.opened)

    def _keep(self, roll: PaperRoll) -> None:
        if roll != self._roll:
            self._roll = roll
            self._notebook.keep(_ROLL, json.dumps(plain(roll)))

    # ------------------------------------------------------------ the office
    async def _tell_for_ever(self) -> None:
        while True:
            await self._something.wait()
            await asyncio.sleep(self._settles_within_s)
            self._something.clear()
            news = self.news
            if news is not None:
                self._note(news.condition)
            if news is None or not self._worth_telling(news) or not self._link.here:
                continue  # a change, or the next welcome, brings us back here
            question = ReportPrinter(0, news.condition, news.since, news.paper_left_mm)
            answer = await self._link.ask(question)
            if isinstance(answer, PrinterNoted | Refusal):
                # An office that does not want it is not asked again before its next welcome.
                self._told = news
            elif self._link.here:
                await asyncio.sleep(self._settles_within_s * _AGAIN_AFTER)
                self._something.set()

    def _worth_telling(self, news: PrinterNews) -> bool:
        told = self._told
        if told is None or news.condition is not told.condition:
            return True
        if news.paper_left_mm is None or told.paper_left_mm is None:
            return False
        return abs(news.paper_left_mm - told.paper_left_mm) >= _WORTH_TELLING_MM
