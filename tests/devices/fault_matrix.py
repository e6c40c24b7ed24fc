"""One printer, one fake, and the three promises that hold after every fault.

No ticket is on paper twice; nothing hangs; CONFIRMED is never said of a ticket that is not there.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from devices.printer import (
    Able,
    Clean,
    Confirmed,
    Outcome,
    OutcomeChanged,
    PaperPicture,
    PlainLine,
    PrinterChange,
    Style,
)
from devices.printer.escpos import EscPosPrinter
from devices.printer.fake.abilities import Abilities
from devices.printer.fake.printer import FakePrinter
from devices.printer.models import MODELS
from tests.devices.printers import SCALE

ROWS = 1_239  # a ticket as long as the real ones: 89 KB
LONGEST_S = 10.0
_LOOK_S = 0.005


def ticket(name: str, rows: int = ROWS) -> PaperPicture:
    """A picture that no other name has, without dots that would be a command."""
    return PaperPicture(576, Random(name).randbytes(72 * rows).replace(b"\x10", b"\x11"), 203)


def plain_ticket(name: str, rows: int = ROWS) -> PaperPicture:
    """The same, with plain lines that no other name has."""
    lines = (PlainLine(f"{name}: Zeile {row:02d}, Grüße") for row in range(12))
    head = PlainLine("Bürgeramt", Style.BOLD), PlainLine(name, Style.LARGE)
    return replace(ticket(name, rows), plain=(*head, *lines))


class Hall:
    """The place where a fault is played, and what was said in it."""

    def __init__(
        self, fake: FakePrinter, printer: EscPosPrinter, make: Callable[[str, int], PaperPicture]
    ) -> None:
        self._make = make
        self.fake = fake
        self.printer = printer
        self.words: dict[str, list[Outcome]] = {}
        self.tickets: dict[str, PaperPicture] = {}
        self._said = asyncio.Condition()

    async def listen(self, changes: AsyncIterator[PrinterChange]) -> None:
        """Note every word that is said on a ticket."""
        async for change in changes:
            if isinstance(change, OutcomeChanged):
                self.words.setdefault(change.job_id, []).append(change.outcome)
            async with self._said:
                self._said.notify_all()

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that the printer tells; it must not be long in coming."""
        async with asyncio.timeout(LONGEST_S), self._said:
            await self._said.wait_for(happened)

    async def shows(self, happened: Callable[[], bool]) -> None:
        """Wait for something that shows on the fake."""
        async with asyncio.timeout(LONGEST_S):
            while not happened():
                await asyncio.sleep(_LOOK_S)

    async def print(self, job_id: str = "job", rows: int = ROWS) -> Outcome:
        """Print a ticket; the first word on it must not be long in coming."""
        picture = self.tickets.setdefault(job_id, self._make(job_id, rows))
        async with asyncio.timeout(LONGEST_S):
            return await self.printer.print(job_id, picture)

    async def ready(self) -> None:
        """Wait until the printer is able again."""
        await self.until(lambda: isinstance(self.printer.state, Able))

    async def becomes(self, outcome: Outcome, job_id: str = "job") -> None:
        """Wait until this is the last word on a ticket."""
        await self.until(lambda: self.words.get(job_id, [None])[-1] == outcome)

    async def settle(self) -> None:
        """Repair everything, let the paper come out, and look whether the promises hold."""
        await self.fake.repair()
        await self.ready()
        await self.fake.at_rest()
        assert await self.print("afterwards", 100) == Confirmed()
        await self.becomes(Confirmed(), "afterwards")
        for job_id, picture in self.tickets.items():
            whole, said = self.fake.whole(picture), self.words[job_id]
            assert whole <= 1, f"{job_id} is on paper {whole} times"
            assert whole == 1 or Confirmed() not in said, f"{job_id} is confirmed and not there"
            assert whole == 0 or not isinstance(said[-1], Clean), f"{job_id} is clean and there"


@asynccontextmanager
async def hall(
    abilities: Abilities | None = None,
    *,
    model: str = "tm-t20iii",
    starts: type = Able,
    roll_mm: float = 80_000,
    speed_mm_s: float = 200.0,
    port: Path | None = None,
    baud: int = 19_200,
    pictures: bool = False,
) -> AsyncIterator[Hall]:
    """Run a driver on a fake; at the end everything is repaired and the promises are checked.

    With a `port` they are on a serial line, and tickets are plain lines unless it is to carry
    `pictures` all the same.
    """
    fake = FakePrinter(
        abilities or Abilities(), time_scale=SCALE, roll_mm=roll_mm, speed_mm_s=speed_mm_s,
        node=port, baud=baud if port else None,
    )  # fmt: skip
    where = fake.address + "&text=no" * pictures
    printer = EscPosPrinter(where, MODELS[model], time_scale=SCALE)
    async with fake:
        here = Hall(fake, printer, plain_ticket if port and not pictures else ticket)
        listening = asyncio.create_task(here.listen(printer.changes()), name="listener")
        owner = asyncio.create_task(printer.run(), name="printer")
        try:
            await here.until(lambda: isinstance(printer.state, starts))
            yield here
            await here.settle()
        finally:
            for task in (owner, listening):
                task.cancel()
            await asyncio.wait((owner, listening))
    for task in (owner, listening):
        if not task.cancelled():
            task.result()
