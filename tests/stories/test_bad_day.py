"""The office dies between touch and answer; the terminal dies before the paper is out."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kiosk.terminal.notebook import Notebook
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess


async def test_the_office_is_killed_between_touch_and_answer(
    office: OfficeProcess, visitor: Visitor
) -> None:
    await visitor.wakes_it()
    await visitor.touches_row("Nummer ziehen")
    await visitor.touches_row("Wohnsitz ummelden")
    await asyncio.to_thread(office.kill)
    await visitor.touches_row("Nummer ziehen")
    number = await visitor.holds()
    await visitor.takes_the_paper()
    assert visitor.attendant.notebook.undelivered()

    await asyncio.to_thread(office.start)
    await visitor.until(lambda: not visitor.attendant.notebook.undelivered(), "the delivery")
    assert await asyncio.to_thread(office.waiting, "melden") == 1
    assert len(visitor.papers()) == 1
    assert number.startswith("A")


async def test_an_hour_without_the_office(office: OfficeProcess, visitor: Visitor) -> None:
    await visitor.waits_for("Zum Beginnen")
    await visitor.until(
        lambda: (
            len(visitor.attendant.notebook.hand(visitor.attendant.now().date(), "L").reserve) > 0
        ),
        "numbers in reserve",
    )
    await asyncio.to_thread(office.kill)
    await visitor.until(lambda: not visitor.attendant.lobby.office_here, "the loss of the office")
    numbers = []
    for _ in range(3):
        numbers.append(await visitor.draws_alone("Wohnsitz ummelden"))
        await visitor.takes_the_paper()
        await visitor.leaves()
    assert len(set(numbers)) == 3

    await asyncio.to_thread(office.start)
    await visitor.until(lambda: not visitor.attendant.notebook.undelivered(), "the delivery")
    assert await asyncio.to_thread(office.waiting, "melden") == 3


async def test_the_terminal_is_killed_before_the_paper_is_out(
    office: OfficeProcess, tmp_path: Path
) -> None:
    async with lobby(office, tmp_path, speed_mm_s=5) as visitor:
        number = await visitor.draws("Wohnsitz ummelden")
        # What a SIGKILL leaves behind: the notebook as it is, and no end of anything.
        left = tmp_path / "killed"
        left.mkdir()
        notebook = visitor.attendant.notebook
        await visitor.until(lambda: bool(notebook.open_jobs()), "the first byte")
        copy_of(tmp_path / "notebook.sqlite3", left / "notebook.sqlite3")

    async with lobby(office, left) as visitor:
        assert await visitor.holds() == number
        await visitor.waits_for("Ist Ihre Marke herausgekommen?")
        assert not visitor.papers(), "nothing is printed twice"
        await visitor.touches_row("Nein")
        await visitor.takes_the_paper()
        assert len(visitor.papers()) == 1
    assert await asyncio.to_thread(office.waiting, "melden") == 1


def copy_of(source: Path, target: Path) -> None:
    """Copy a notebook with everything that is already durable."""
    import sqlite3

    with sqlite3.connect(source) as before, sqlite3.connect(target) as after:
        before.backup(after)
    before.close()
    after.close()
    Notebook(target).close()
