"""The paper runs out within a ticket: the citizen keeps the number, the desk sends somebody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from devices.printer.fake.printer import FakePrinter
from devices.printer.switches import Switch
from tests.support.browser import Browser
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess

ROWS_OF_HALF_A_TICKET = 600


async def beside(act: Callable[..., object], *arguments: object) -> None:
    """Do something in a browser while the glass goes on living."""
    await asyncio.to_thread(act, *arguments)


@pytest.fixture
async def fake(tmp_path: Path) -> AsyncIterator[FakePrinter]:
    """A printer of software behind a real TCP port."""
    async with FakePrinter(paper_dir=tmp_path / "paper") as printer:
        yield printer


@pytest.fixture
async def visitor(
    office: OfficeProcess, fake: FakePrinter, tmp_path: Path
) -> AsyncIterator[Visitor]:
    """Somebody in front of a terminal with that printer."""
    there = {"printer": "escpos", "printer_address": fake.address, "name": "halle-1"}
    async with lobby(office, tmp_path, **there) as somebody:
        yield somebody


async def test_the_roll_ends_within_a_ticket_and_somebody_brings_a_new_one(
    visitor: Visitor, fake: FakePrinter, anna: Browser
) -> None:
    terminals, alarm = "#part-terminals", ".alarm.device"
    await beside(anna.sees, "halle-1", terminals)
    await beside(anna.sees, "Drucker bereit, noch etwa 80 m Papier", terminals)

    await fake.switch(Switch.NEAR_END)
    await beside(anna.sees, "Papier geht zu Ende, noch etwa 4 m", terminals)
    assert anna.all(alarm) == [], "it still prints"

    fake.switch_after(ROWS_OF_HALF_A_TICKET, Switch.PAPER_OUT)
    number = await visitor.draws("Wohnsitz ummelden")
    await visitor.waits_for("Ihre Marke kommt von selbst heraus")
    assert visitor.sees(number)
    assert visitor.sees("Platz in der Reihe auf dem Handy verfolgen"), "beside the QR code"
    await beside(anna.sees, "Terminal halle-1: Papier leer", alarm)
    await beside(anna.sees, "Bitte eine neue Rolle einlegen.", alarm)

    await visitor.leaves()
    await visitor.waits_for("Zum Beginnen")
    assert visitor.papers() == []
    await beside(anna.clicks, "#do-next")
    await beside(anna.sees, number, "#part-current")

    await fake.load_roll()
    await visitor.until(lambda: len(visitor.papers()) == 1, "the rest of the ticket")
    assert visitor.address().startswith("/T/"), "it is whole"
    await beside(anna.until, lambda: not anna.all(alarm), "no alarm")
    await beside(anna.sees, "Drucker bereit, noch etwa 80 m Papier", terminals)
    await visitor.until(lambda: visitor.attendant.notebook.open_jobs() == [], "its last word")
    assert anna.complaints() == []
