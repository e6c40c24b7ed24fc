"""A printer on a cable: its device node appears and vanishes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from devices.printer import Confirmed, Doubt, Gap, PrinterState, Ready, Unknown, Unreachable
from devices.printer.escpos import EscPosPrinter
from devices.printer.fake.abilities import Abilities
from devices.printer.fake.printer import FakePrinter
from devices.printer.switches import Switch
from tests.devices.fault_matrix import ticket
from tests.devices.printers import SCALE, running, state_of

GONE = Unreachable(Gap.NO_CONNECTION)


@asynccontextmanager
async def cable(node: Path, abilities: Abilities | None = None) -> AsyncIterator[FakePrinter]:
    async with FakePrinter(abilities or Abilities(), node=node, time_scale=SCALE) as fake:
        yield fake


@pytest.mark.parametrize("prefix", ["", "serial:"])
async def test_a_ticket_goes_through_a_device_node(tmp_path: Path, prefix: str) -> None:
    async with cable(tmp_path / "lp0") as fake:
        printer = EscPosPrinter(prefix + fake.address, time_scale=SCALE)
        async with running(printer):
            assert printer.told_name == "TM-T20III"
            assert await printer.print("job", ticket("job")) == Confirmed()
        assert [p.picture for p in fake.paper.tray.papers] == [ticket("job")]


async def test_a_printer_that_is_plugged_in_later_is_found_at_once(tmp_path: Path) -> None:
    printer = EscPosPrinter(str(tmp_path / "lp0"), time_scale=1)  # in life it waits 0.5 s
    changes = printer.changes()
    owner = asyncio.create_task(printer.run())
    await state_of(changes, Unreachable)
    clock = asyncio.get_running_loop().time
    async with cable(tmp_path / "lp0"):
        appeared = clock()
        async with asyncio.timeout(5):
            await state_of(changes, Ready)
        assert clock() - appeared < 2
        owner.cancel()
        await asyncio.wait((owner,))


async def test_a_cable_that_is_pulled_and_plugged_in_is_told_so(tmp_path: Path) -> None:
    async with cable(tmp_path / "lp0") as fake:
        printer = EscPosPrinter(fake.address, time_scale=SCALE)
        async with running(printer) as changes:
            seen: list[PrinterState] = []
            for plugged in (False, True, False, True):
                await fake.switch(Switch.UNPLUGGED, on=not plugged)
                await state_of(changes, Ready if plugged else Unreachable)
                seen.append(printer.state)
            assert seen == [GONE, Ready(), GONE, Ready()]
            assert await printer.print("job", ticket("job", 240)) == Confirmed()


@pytest.mark.parametrize("clear", [True, False])
async def test_a_cable_that_is_pulled_within_a_ticket_leaves_doubt(
    tmp_path: Path, clear: bool
) -> None:
    async with cable(tmp_path / "lp0", Abilities(clear=clear)) as fake:
        printer = EscPosPrinter(fake.address, time_scale=SCALE)
        async with running(printer) as changes:
            fake.switch_after(300, Switch.UNPLUGGED)
            assert await printer.print("torn", ticket("torn")) == Unknown(Doubt.CONNECTION_LOST)
            await fake.repair()
            await state_of(changes, Ready)
            assert await printer.print("next", ticket("next")) == Confirmed()
        assert fake.whole(ticket("torn")) == 0
        assert fake.paper.tray.papers[-1].picture == ticket("next")
