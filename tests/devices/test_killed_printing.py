"""The process that prints is killed at a hundred moments; nothing is printed twice."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from devices.printer import PaperPicture
from devices.printer.fake.printer import FakePrinter
from kiosk.terminal.notebook import Notebook
from tests.devices.fault_matrix import ticket
from tests.devices.print_lives import ROWS
from tests.devices.printers import SCALE

KILLS = 100
PRINTING_S = 0.08  # a little longer than such a ticket takes
CHECKOUT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def lives(address: str, notebook: Path) -> AsyncIterator[Process]:
    runner = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.devices.print_lives", address, str(notebook),
        stdin=PIPE, stdout=PIPE, cwd=CHECKOUT,
    )  # fmt: skip
    try:
        yield runner
    finally:
        assert runner.stdin is not None
        runner.stdin.close()
        await runner.wait()


async def live(runner: Process, *line: str) -> tuple[dict[str, str], str]:
    """Live once; return the last word that was said on each job, and how it ended."""
    assert runner.stdin is not None and runner.stdout is not None
    runner.stdin.write((" ".join(line) + "\n").encode())
    said: dict[str, str] = {}
    while True:
        first, second = (await runner.stdout.readline()).decode().split()
        if first == "end":
            return said, second
        said[first] = second


def drained(fake: FakePrinter) -> list[PaperPicture]:
    """Take away what has fallen out."""
    pieces = [p.picture for tray in (fake.paper.tray, fake.paper.scrap) for p in tray.papers]
    fake.paper.tray.papers.clear()
    fake.paper.scrap.papers.clear()
    return pieces


async def test_a_hundred_kills_leave_doubt_and_no_duplicate(tmp_path: Path) -> None:
    dice = Random(8)
    book = tmp_path / "notebook.sqlite3"
    jobs = [f"job-{number}" for number in range(KILLS)]
    paper: list[PaperPicture] = []
    confirmed: list[str] = []
    in_doubt = 0
    async with FakePrinter(time_scale=SCALE) as fake, lives(fake.address, book) as runner:
        unfinished: list[str] = []
        for job_id in jobs:
            said, end = await live(runner, job_id, str(dice.uniform(0, PRINTING_S)))
            assert end == "killed" or said.get(job_id) == "confirmed"
            # What an earlier life left open is told as doubt, and nothing else is.
            assert [job for job, word in said.items() if word == "unknown"] == unfinished
            confirmed += [job for job, word in said.items() if word == "confirmed"]
            notebook = Notebook(book)
            unfinished = notebook.open_jobs()
            notebook.close()
            in_doubt += len(unfinished)
            paper += drained(fake)
        said, end = await live(runner, "last")
        assert said.pop("last") == "confirmed"
        assert list(said) == unfinished and end == "finished"
        await fake.at_rest()
        paper += drained(fake)

    rows = b"|".join(piece.rows for piece in paper)
    found = {job_id: rows.count(ticket(job_id, ROWS).rows) for job_id in [*jobs, "last"]}
    assert max(found.values()) == 1
    assert all(found[job_id] == 1 for job_id in [*confirmed, "last"])
    assert in_doubt > KILLS / 4
