"""The printer, with an eye on how much paper each job takes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator

from devices.printer import (
    Confirmed,
    Outcome,
    PaperPicture,
    Printer,
    PrinterChange,
    PrinterState,
    Profile,
    Unknown,
)

_MOST_JOBS = 64  # far more than a printer keeps waiting


class CountedPrinter:
    """A `Printer` that remembers how long the pictures are until their last word."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        self._lengths_mm: OrderedDict[str, float] = OrderedDict()

    @property
    def profile(self) -> Profile:
        return self._printer.profile

    @property
    def state(self) -> PrinterState:
        return self._printer.state

    async def print(self, job_id: str, picture: PaperPicture) -> Outcome:
        self._lengths_mm[job_id] = picture.length_mm
        while len(self._lengths_mm) > _MOST_JOBS:
            self._lengths_mm.popitem(last=False)
        return await self._printer.print(job_id, picture)

    def changes(self) -> AsyncIterator[PrinterChange]:
        return self._printer.changes()

    async def run(self) -> None:
        await self._printer.run()

    def used_mm(self, job_id: str, outcome: Outcome) -> float:
        """Return how much paper a word on a job is about: each job once, 0 for no paper.

        What may have come out counts as paper: the roll is rather shorter than longer.
        """
        if not isinstance(outcome, Confirmed | Unknown):
            return 0
        return self._lengths_mm.pop(job_id, 0)
