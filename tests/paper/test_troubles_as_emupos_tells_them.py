"""The states of a printer, told by an emulator that we did not write and read by our driver."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from devices.printer import (
    PROFILES,
    Clean,
    Confirmed,
    CoverOpen,
    Offline,
    OutOfPaper,
    PaperLow,
    PrinterState,
    Ready,
)
from devices.printer.escpos import EscPosPrinter
from devices.printer.models import MODELS
from tests.devices.printers import picture, running, state_of
from tests.support.emupos import NAME, Emupos

# Making the environment of the emulator takes its time, once.
pytestmark = pytest.mark.timeout(300)

PAPER = "80mm-203dpi"
HASTE = 1.5  # how much faster than in life the driver waits
STOPPING = {
    "paper-out": OutOfPaper(),
    "cover-open": CoverOpen(),
    "offline": Offline(),
}


def printer_at(emupos: Emupos, **abilities: bool) -> EscPosPrinter:
    model = replace(MODELS["tm-t20iii"], process_id=False, **abilities)
    assert model.profile == PROFILES[PAPER]
    return EscPosPrinter(emupos.address(PAPER), model, time_scale=HASTE)


async def test_every_trouble_is_pushed_and_so_is_its_end(emupos: Emupos) -> None:
    printer = printer_at(emupos)
    async with running(printer) as changes:
        assert printer.told_name == NAME
        for fault, state in {"paper-near-end": PaperLow(), **STOPPING}.items():
            with emupos.trouble(PAPER, fault):
                await state_of(changes, type(state))
                assert printer.state == state
            await state_of(changes, Ready)


async def test_what_hides_the_other_is_shown(emupos: Emupos) -> None:
    printer = printer_at(emupos)
    async with running(printer) as changes:
        with emupos.trouble(PAPER, "paper-out"):
            await state_of(changes, OutOfPaper)
            with emupos.trouble(PAPER, "cover-open"):
                await state_of(changes, CoverOpen)
            await state_of(changes, OutOfPaper)


async def test_a_trouble_that_nobody_pushed_is_asked_for_before_a_ticket(emupos: Emupos) -> None:
    emupos.take(PAPER)
    printer = printer_at(emupos, pushes_status=False)
    async with running(printer) as changes:
        for fault, state in STOPPING.items():
            with emupos.trouble(PAPER, fault):
                assert await printer.print(fault, picture()) == Clean(state)
            await state_of(changes, Ready)
        with emupos.trouble(PAPER, "paper-near-end"):
            assert await printer.print("near-end", picture()) == Confirmed()
            assert printer.state == PaperLow()
    assert len(emupos.take(PAPER)) == 1


@pytest.mark.parametrize("fault", STOPPING)
async def test_a_printer_found_in_trouble_says_which_and_prints_after_it(
    emupos: Emupos, fault: str
) -> None:
    emupos.take(PAPER)
    printer = printer_at(emupos)

    async def seen() -> PrinterState:
        with emupos.trouble(PAPER, fault):
            await state_of(printer.changes(), type(STOPPING[fault]))
            return printer.state

    first = asyncio.create_task(seen(), name="somebody beside the printer")
    async with running(printer):
        assert await first == STOPPING[fault]
        assert await printer.print("after-it", picture()) == Confirmed()
    (fallen,) = emupos.take(PAPER)
    assert fallen.rows == picture().rows
