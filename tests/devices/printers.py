"""Printers on a bench: what a test may do to one, whichever kind it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from typing import Protocol

from devices.printer import (
    Able,
    Journal,
    Outcome,
    OutcomeChanged,
    PaperPicture,
    Printer,
    PrinterChange,
    StateChanged,
)
from devices.printer.escpos import EscPosPrinter
from devices.printer.fake.printer import FakePrinter
from devices.printer.jobs import MemoryJournal
from devices.printer.simulated import SimulatedPrinter
from devices.printer.switches import Switch

SCALE = 10  # how much faster than in life the driver waits and the paper runs


class Bench(Protocol):
    """One printer under test and the hands of the tester."""

    printer: Printer

    async def strike(self, trouble: Switch) -> None: ...
    def strike_after(self, rows: int, trouble: Switch) -> None: ...
    async def repair(self) -> None: ...
    def fallen(self) -> list[PaperPicture]: ...
    def close(self) -> None: ...


class SimulatedBench:
    """The simulator: fast paper, real patience divided by 20."""

    def __init__(self, journal: Journal | None = None) -> None:
        self.printer = SimulatedPrinter(None, journal=journal, speed_mm_s=1e5, time_scale=20)

    async def strike(self, trouble: Switch) -> None:
        await self.printer.switch(trouble)

    def strike_after(self, rows: int, trouble: Switch) -> None:
        self.printer.switch_after(rows, trouble)

    async def repair(self) -> None:
        await self.printer.repair()

    def fallen(self) -> list[PaperPicture]:
        return [paper.picture for paper in self.printer.tray.papers]

    def close(self) -> None:
        """There is nothing to give back."""


class FakeBench:
    """The driver on a fake printer, over a real socket; the fake runs as long as the driver."""

    def __init__(self, journal: Journal | None = None) -> None:
        self.fake = FakePrinter(speed_mm_s=200, time_scale=SCALE)
        self.printer = _WithFake(self.fake, journal)

    async def strike(self, trouble: Switch) -> None:
        await self.fake.switch(trouble)

    def strike_after(self, rows: int, trouble: Switch) -> None:
        self.fake.switch_after(rows, trouble)

    async def repair(self) -> None:
        await self.fake.repair()

    def fallen(self) -> list[PaperPicture]:
        return [paper.picture for paper in self.fake.paper.tray.papers]

    def close(self) -> None:
        self.fake.close()


class _WithFake(EscPosPrinter):
    def __init__(self, fake: FakePrinter, journal: Journal | None) -> None:
        super().__init__(fake.address, journal=journal, time_scale=SCALE)
        self._fake = fake

    async def run(self) -> None:
        async with self._fake:
            await super().run()


BENCHES: dict[str, Callable[[Journal | None], Bench]] = {
    "simulated": SimulatedBench,
    "escpos": FakeBench,
}


class RememberingJournal(MemoryJournal):
    """Remembers what it was told, and when compared with the paper."""

    def __init__(self, unfinished: Collection[str] = ()) -> None:
        super().__init__(unfinished)
        self.history: list[str] = []

    async def begin(self, job_id: str) -> None:
        await super().begin(job_id)
        self.history.append(f"begin {job_id}")

    async def end(self, job_id: str, outcome: Outcome) -> None:
        await super().end(job_id, outcome)
        self.history.append(f"end {job_id} {outcome.code}")


def picture(rows: int = 240, width_dots: int = 576, dpi: int = 203) -> PaperPicture:
    """Stripes that differ from row to row."""
    lines = (bytes([row % 255 or 1]) * (width_dots // 8) for row in range(rows))
    return PaperPicture(width_dots, b"".join(lines), dpi)


@asynccontextmanager
async def running(printer: Printer) -> AsyncIterator[AsyncIterator[PrinterChange]]:
    """Run the owner task and give what it tells from when the printer is able.

    When the owner task fails, so does what runs under it, at once.
    """
    changes = printer.changes()
    user = asyncio.current_task()
    assert user is not None
    owner = asyncio.create_task(printer.run(), name="printer")

    def give_up(_: asyncio.Task[None]) -> None:
        user.cancel("the printer's owner task ended")

    owner.add_done_callback(give_up)
    try:
        await state_of(changes, Able)
        yield changes
    finally:
        owner.remove_done_callback(give_up)
        if owner.done():
            user.uncancel()
            owner.result()
            raise AssertionError("the printer's owner task ended by itself")
        owner.cancel()
        with suppress(asyncio.CancelledError):
            await owner


async def state_of(changes: AsyncIterator[PrinterChange], kind: object) -> None:
    """Wait for a state of this kind."""
    async for change in changes:
        if isinstance(change, StateChanged) and isinstance(change.state, kind):  # type: ignore[arg-type]
            return


async def last_word(changes: AsyncIterator[PrinterChange], job_id: str, kind: object) -> Outcome:
    """Wait until the job has an outcome of this kind."""
    async for change in changes:
        match change:
            case OutcomeChanged(told, outcome) if told == job_id and isinstance(
                outcome,
                kind,  # type: ignore[arg-type]
            ):
                return outcome
    raise AssertionError("the printer fell silent")
