"""A terminal that only prints, on the simulated printer, and the visit that hears its word."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from devices.printer import OutcomeChanged
from devices.printer.simulated import SimulatedPrinter
from kiosk.terminal.acts import Event, Forget, ListTold, PaperTold, PrintList, PrintTicket
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.printing import Printing
from kiosk.terminal.situations import Situation
from kiosk.terminal.visit import Visit, advance
from tests.domain.situations import NOON
from tests.terminal.other_slips import TOWN
from tests.terminal.visits import DRAWN, touch

SERVICE = "wohnsitz-ummelden"
PAGES = "https://marke.musterstadt.de"
TICKET = replace(DRAWN, status=None, wishes=())


class PrintingHouse:
    """`visit` is the present one; `told` is every word that came, in order."""

    def __init__(self, pictures: Path | None = None) -> None:
        self.printer = SimulatedPrinter(time_scale=1_000)
        self.lobby = Lobby(town=TOWN, pages_url=PAGES)
        self.printing = Printing(
            self.printer, lambda: self.lobby, lambda: NOON, self.hear, pictures
        )
        self.told: list[ListTold | PaperTold] = []
        self.visit = Visit()
        self._tasks: asyncio.TaskGroup | None = None

    def hear(self, event: Event) -> None:
        """Hear a word of the printer, or a touch."""
        if isinstance(event, ListTold | PaperTold):
            self.told.append(event)
        self.visit, effects = advance(self.visit, event, NOON)
        for effect in effects:
            match effect:
                case PrintList():
                    self._start(self.printing.checklist(effect))
                case PrintTicket(drawn, reprint):
                    self._start(self.printing.ticket(drawn, reprint))
                case Forget():
                    self.printing.forget()

    def reads(self, number: int, service: str = SERVICE, language: str = "de") -> None:
        """Put a visitor before the card of a service."""
        self.visit = Visit(
            number, Situation.SERVICE, service=service, language=language, touched_at=NOON
        )

    def touches(self, *touched: object) -> None:
        self.hear(touch(*touched))  # type: ignore[arg-type]

    def _start(self, work) -> None:  # type: ignore[no-untyped-def]
        assert self._tasks is not None
        self._tasks.create_task(work)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as self._tasks:
            self._tasks.create_task(self.printer.run())
            async for change in self.printer.changes():
                if isinstance(change, OutcomeChanged):
                    self.printing.printed(change.job_id, change.outcome)

    async def until(self, is_true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        async with asyncio.timeout(10):
            while not is_true():
                await asyncio.sleep(0)


@asynccontextmanager
async def printing_house(pictures: Path | None = None) -> AsyncIterator[PrintingHouse]:
    """Run the printer and its listener."""
    house = PrintingHouse(pictures)
    running = asyncio.create_task(house.run())
    await house.until(lambda: house.printer.state.code == "ready")
    try:
        yield house
    finally:
        running.cancel()
        (ended,) = await asyncio.gather(running, return_exceptions=True)
        if not isinstance(ended, asyncio.CancelledError) and ended is not None:
            raise ended
