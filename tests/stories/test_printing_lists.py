"""Somebody takes lists home, in their own language, and then draws a number."""

from __future__ import annotations

import shutil
from pathlib import Path

from devices.printer import PROFILES
from devices.printer.fake.printer import FakePrinter
from kiosk.texts import texts
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess
from tests.support.readers import Reader

ENGLISH = texts("en")
DPI = PROFILES["80mm-203dpi"].dpi
SERVICE = "Change your registered address"


async def prints_a_list(visitor: Visitor, nth: int) -> Path:
    """Touch "Print list" and wait until the glass says that it lies there."""
    await visitor.touches_row(ENGLISH._("Liste drucken"))
    await visitor.until(lambda: visitor.attendant.visit.lists == nth, "a list")
    await visitor.waits_for(ENGLISH._("Bitte Liste entnehmen."))
    assert len(visitor.papers()) == nth
    return visitor.papers()[-1]


def copied(paper: Path, folder: Path) -> Path:
    """Return a copy to read: whoever reads closely lays enlargements beside it."""
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(paper, folder))


async def test_two_lists_and_a_ticket_fall_out_in_the_language_of_the_visit(
    office: OfficeProcess, tmp_path: Path
) -> None:
    async with FakePrinter(paper_dir=tmp_path / "paper") as fake:
        there = {"printer": "escpos", "printer_address": fake.address}
        async with lobby(office, tmp_path, **there) as visitor:
            await visitor.wakes_it()
            await visitor.touches_row("English")
            await visitor.touches_row(ENGLISH._("Nummer ziehen"))
            await visitor.touches_row(SERVICE)
            first = await prints_a_list(visitor, 1)
            second = await prints_a_list(visitor, 2)
            for paper in (first, second):
                english = Reader(copied(paper, tmp_path / "read"), DPI, "en")
                assert english.reads(ENGLISH._("Merkzettel"))
                assert english.reads(SERVICE)
                assert english.reads(ENGLISH._("Das brauchen Sie"))

            await visitor.touches_row(ENGLISH._("Nummer ziehen"))
            await visitor.holds()
            await visitor.waits_for(ENGLISH._("Bitte Marke entnehmen."))
            assert len(visitor.papers()) == 3
            assert visitor.address().startswith("/T/")

            await visitor.touches_row(ENGLISH._("Fertig"))
            await visitor.waits_for("Zum Beginnen")
            await visitor.until(lambda: visitor.attendant.notebook.open_jobs() == [], "last words")
            await visitor.draws("Wohnsitz ummelden")
            assert not visitor.sees(ENGLISH._("Bitte Liste entnehmen."))
