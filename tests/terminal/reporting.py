"""A terminal that only reports its printer, and the office that hears it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from devices.printer.simulated import SimulatedPrinter
from kiosk.domain.devices import PrinterCondition
from kiosk.domain.messages import Answer, PrinterNoted, Question, Refusal, ReportPrinter
from kiosk.terminal.counted_printer import CountedPrinter
from kiosk.terminal.device_news import DeviceNews
from kiosk.terminal.notebook import Notebook
from tests.domain.situations import NOON

SETTLES_WITHIN = timedelta(milliseconds=20)


@dataclass(slots=True)
class Office:
    """The other end of the line; remembers, and may be away, dumb or unwilling."""

    here: bool = False
    dumb: bool = False
    unwilling: bool = False
    heard: list[ReportPrinter] = field(default_factory=list)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def ask(self, question: Question) -> Answer | None:
        assert isinstance(question, ReportPrinter)
        async with self._news:
            self.heard.append(question)
            self._news.notify_all()
        if self.unwilling:
            return Refusal(1, "not-possible", {})
        return None if self.dumb else PrinterNoted(1)

    async def has_heard(self, *conditions: PrinterCondition) -> list[ReportPrinter]:
        """Wait until so much was reported, and see that it is this."""
        async with asyncio.timeout(5), self._news:
            await self._news.wait_for(lambda: len(self.heard) >= len(conditions))
        assert [each.condition for each in self.heard] == list(conditions)
        return self.heard


@dataclass(slots=True)
class Terminal:
    """Printer, notebook and news of one terminal, without citizens."""

    notebook: Notebook
    roll_mm: int = 80_000
    office: Office = field(default_factory=Office)
    now: datetime = NOON
    printer: SimulatedPrinter = field(default_factory=lambda: SimulatedPrinter(time_scale=1_000))
    counted: CountedPrinter = field(init=False)
    reports: DeviceNews = field(init=False)

    def __post_init__(self) -> None:
        self.counted = CountedPrinter(self.printer)
        self.reports = DeviceNews(
            self.counted,
            self.office,
            self.notebook,
            lambda: self.now,
            self.roll_mm,
            settles_within=SETTLES_WITHIN,
        )

    def greet(self) -> None:
        """The office is here and says welcome."""
        self.office.here = True
        self.reports.owe()

    async def knows(self, condition: PrinterCondition) -> int | None:
        """Wait until the printer is like this; return how much paper is left."""
        await until(lambda: self.reports.news is not None)
        await until(lambda: self.reports.news.condition is condition)
        return self.reports.news.paper_left_mm

    async def settled(self) -> int:
        """Let as much time pass as news need to settle; return how often the office has heard."""
        await asyncio.sleep(SETTLES_WITHIN.total_seconds())
        return len(self.office.heard)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.counted.run())
            tasks.create_task(self.reports.run())


@asynccontextmanager
async def reporting(folder: Path, roll_mm: int = 80_000) -> AsyncIterator[Terminal]:
    """Run a terminal on the notebook in a folder."""
    terminal = Terminal(Notebook(folder / "notebook.sqlite3"), roll_mm)
    running = asyncio.create_task(terminal.run())
    try:
        yield terminal
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        terminal.notebook.close()


async def until(is_true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(5):
        while not is_true():
            await asyncio.sleep(0)
