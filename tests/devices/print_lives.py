"""A process that prints and is killed, again and again: one life per line of its input.

A line is `<job> <seconds>`: how long after the job was written down the life is killed with
SIGKILL; without seconds it may finish. What a life says comes out as lines.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from devices.printer import OutcomeChanged, PrinterChange
from devices.printer.encoder import Encoder
from devices.printer.escpos import EscPosPrinter
from devices.printer.models import MODELS
from kiosk.terminal.notebook import Notebook, PrintJournal
from tests.devices.fault_matrix import ticket
from tests.devices.printers import SCALE, running

ROWS = 620


def say(*words: str) -> None:
    """Say it in one piece: it is out, even when the next thing is the end."""
    os.write(1, (" ".join(words) + "\n").encode())


class TellingJournal(PrintJournal):
    """The real journal; it rings when the job is durable and no byte has gone out."""

    def __init__(self, notebook: Notebook, bell: int) -> None:
        super().__init__(notebook)
        self._bell = bell

    async def begin(self, job_id: str) -> None:
        await super().begin(job_id)
        os.write(self._bell, b"!")


async def live(address: str, notebook: Path, job_id: str, bell: int) -> None:
    """Start, tell what became of earlier jobs, print one ticket."""
    journal = TellingJournal(Notebook(notebook), bell)
    printer = EscPosPrinter(address, journal=journal, time_scale=SCALE)
    telling = asyncio.create_task(tell(printer.changes(), job_id))
    async with running(printer):
        await printer.print(job_id, ticket(job_id, ROWS))
        await telling


async def tell(changes: AsyncIterator[PrinterChange], job_id: str) -> None:
    """Say every word at once, until there is one on this job."""
    async for change in changes:
        if isinstance(change, OutcomeChanged):
            say(change.job_id, change.outcome.code)
            if change.job_id == job_id:
                return


def one_life(address: str, notebook: Path, job_id: str, left_s: float | None) -> None:
    """Live in a process of its own, so that it can be killed."""
    hears, bell = os.pipe()
    child = os.fork()
    if not child:
        asyncio.run(live(address, notebook, job_id, bell))
        os._exit(0)
    os.close(bell)
    if left_s is not None:
        os.read(hears, 1)
        select.select([], [], [], left_s)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(hears)
    say("end", "killed" if os.WIFSIGNALED(status) else "finished")


def main() -> None:
    address, notebook = sys.argv[1], Path(sys.argv[2])
    Encoder(MODELS["tm-t20iii"])  # what all lives need is loaded once
    for line in sys.stdin:
        job_id, *left_s = line.split()
        one_life(address, notebook, job_id, float(left_s[0]) if left_s else None)


if __name__ == "__main__":
    main()
