"""The real driver on a real TCP line: what the citizen is told is what fell out."""

from __future__ import annotations

from pathlib import Path

from devices.printer.fake.printer import FakePrinter
from devices.printer.switches import Switch
from tests.support.lobby import lobby
from tests.support.office_process import OfficeProcess


async def test_a_ticket_through_the_driver_and_paper_that_runs_out(
    office: OfficeProcess, tmp_path: Path
) -> None:
    async with FakePrinter(paper_dir=tmp_path / "paper") as fake:
        there = {"printer": "escpos", "printer_address": fake.address}
        async with lobby(office, tmp_path, **there) as visitor:
            await visitor.draws("Wohnsitz ummelden")
            await visitor.takes_the_paper()
            assert visitor.address().startswith("/T/")
            await visitor.leaves()

            await fake.switch(Switch.PAPER_OUT)
            number = await visitor.draws("Wohnsitz ummelden")
            await visitor.waits_for("Es kommt keine Marke heraus")
            assert visitor.sees(number), "the number counts without paper"
            await visitor.leaves()
            assert len(visitor.papers()) == 1
