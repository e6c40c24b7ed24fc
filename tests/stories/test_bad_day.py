"""The office dies between touch and answer; the terminal dies before the paper is out."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.terminal.views import Paper
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess
from tests.support.touched_terminal import killed_terminal


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


async def test_numbers_without_the_office_are_delivered_exactly_once(
    office: OfficeProcess, visitor: Visitor
) -> None:
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


@pytest.mark.parametrize("at", ["number", "printing"])
async def test_the_terminal_is_killed_before_the_paper_is_out(
    office: OfficeProcess, tmp_path: Path, at: str
) -> None:
    number = await asyncio.to_thread(killed_terminal, office, tmp_path, at)
    assert number

    async with lobby(office, tmp_path) as visitor:
        assert await visitor.holds() == number
        await visitor.until(
            lambda: visitor.attendant.visit.paper is not Paper.PRINTING, "the word on the paper"
        )
        if visitor.sees("Ist Ihre Marke herausgekommen?"):
            assert not visitor.papers(), "nothing is printed twice"
            await visitor.touches_row("Nein")
        await visitor.takes_the_paper()
        assert len(visitor.papers()) == 1
    assert await asyncio.to_thread(office.waiting, "melden") == 1


async def test_a_terminal_killed_while_it_prints_asks_the_citizen(
    office: OfficeProcess, tmp_path: Path
) -> None:
    await asyncio.to_thread(killed_terminal, office, tmp_path, "printing")
    async with lobby(office, tmp_path) as visitor:
        await visitor.waits_for("Ist Ihre Marke herausgekommen?")
        await visitor.touches_row("Ja")
        await visitor.leaves()
        assert not visitor.papers()


async def test_a_terminal_killed_when_the_paper_is_out_prints_no_second_one(
    office: OfficeProcess, tmp_path: Path
) -> None:
    number = await asyncio.to_thread(killed_terminal, office, tmp_path, "paper")
    async with lobby(office, tmp_path) as visitor:
        assert await visitor.holds() == number
        await visitor.takes_the_paper()
        await visitor.leaves()
        assert len(visitor.papers()) == 1
