"""Every ticket through an emulator that we did not write: dot for dot what was drawn.

emupos keeps all that a command prints and leaves out only the feed at the end of a receipt, so
nothing is cropped here and no dot may differ.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.printer import PROFILES, Confirmed, Doubt, PaperPicture, Profile, Unknown
from devices.printer.escpos import EscPosPrinter
from devices.printer.models import MODELS, Cut
from kiosk.domain.phrases import LANGUAGES
from kiosk.terminal.slips import Layout, render_ticket
from tests.devices.printers import running
from tests.support.emupos import BUILT_IN, Emupos
from tests.terminal.slip_samples import sample, texts

# Making the environment of the emulator takes its time, once.
pytestmark = pytest.mark.timeout(300)

# The model that a technician would choose for each paper; emupos does not know GS ( H.
MODEL_FOR = {
    "80mm-203dpi": replace(MODELS["tm-t20iii"], process_id=False),
    "80mm-180dpi": replace(MODELS["tm-t88v"], process_id=False),
    "58mm-203dpi": MODELS["generic-58mm"],
}
FED_WITHOUT_A_BLADE = 6 * 30  # ESC d 6, and a line is 30 dots high

Tickets = dict[str, PaperPicture]


def tickets(profile: Profile, drawings: dict[str, Path]) -> Tickets:
    return {
        f"{language}-{layout}": render_ticket(sample(language, **drawings), profile, texts, layout)
        for language in LANGUAGES
        for layout in Layout
    }


def dots(paper: PaperPicture) -> tuple[int, bytes]:
    return paper.width_dots, paper.rows


@pytest.mark.parametrize("paper", ["80mm-203dpi", "80mm-180dpi"])
async def test_every_ticket_falls_out_as_it_was_drawn(
    emupos: Emupos, drawings: dict[str, Path], paper: str
) -> None:
    printer = EscPosPrinter(emupos.address(paper), MODEL_FOR[paper])
    drawn = tickets(PROFILES[paper], drawings)
    async with running(printer):
        said = [await printer.print(name, picture) for name, picture in drawn.items()]
    assert said == [Confirmed()] * len(drawn)
    fallen = emupos.take(paper)
    assert len(fallen) == len(drawn)
    pairs = zip(drawn.items(), fallen, strict=True)
    assert [name for (name, picture), seen in pairs if dots(seen) != dots(picture)] == []


async def test_without_a_blade_all_hang_in_one_strip_to_be_torn_off(
    emupos: Emupos, drawings: dict[str, Path]
) -> None:
    paper = "58mm-203dpi"
    printer = EscPosPrinter(emupos.address(paper), MODEL_FOR[paper])
    assert MODEL_FOR[paper].cut is Cut.NONE
    drawn = tickets(PROFILES[paper], drawings)
    async with running(printer):
        said = [await printer.print(name, picture) for name, picture in drawn.items()]
    assert said == [Confirmed()] * len(drawn)
    (strip,) = emupos.take(paper)
    assert strip.width_dots == PROFILES[paper].width_dots
    rest = strip.rows + bytes(FED_WITHOUT_A_BLADE * strip.bytes_per_row)
    for name, picture in drawn.items():
        piece = picture.rows + bytes(FED_WITHOUT_A_BLADE * strip.bytes_per_row)
        assert rest.startswith(piece), name
        rest = rest.removeprefix(piece)
    assert rest == b""


async def test_a_printer_that_promises_more_than_it_does_leaves_a_doubt(
    emupos: Emupos, drawings: dict[str, Path]
) -> None:
    """It calls itself a TM-T20III and does not know GS ( H: printed, and not confirmed."""
    printer = EscPosPrinter(emupos.address(BUILT_IN), MODELS["generic"], time_scale=2)
    drawn = render_ticket(sample(**drawings), printer.profile, texts)
    async with running(printer):
        assert printer.told_name == "TM-T20III"
        assert await printer.print("A042", drawn) == Unknown(Doubt.NO_CONFIRMATION)
    (fallen,) = emupos.take(BUILT_IN)
    assert dots(fallen) == dots(drawn)
