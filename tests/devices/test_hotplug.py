"""A printer on a cable: its device node appears and vanishes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
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
    async with cable(tmp_path / "ttyACM0") as fake:
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


async def test_a_printer_that_hangs_up_at_once_is_called_ever_more_seldom_and_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "devices.printer")
    clock = asyncio.get_running_loop().time
    calls: list[float] = []
    enough = asyncio.Event()

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append(clock())
        writer.close()
        if len(calls) == 6:
            enough.set()

    async with await asyncio.start_server(hang_up, "127.0.0.1") as server:
        host, port = server.sockets[0].getsockname()
        owner = asyncio.create_task(EscPosPrinter(f"tcp://{host}:{port}", time_scale=50).run())
        async with asyncio.timeout(10):
            await enough.wait()
        owner.cancel()
        await asyncio.wait((owner,))
    pauses = [after - before for before, after in pairwise(calls)]
    assert all(pause >= 0.8 * 0.01 * 2**number for number, pause in enumerate(pauses))
    assert [record.getMessage() for record in caplog.records] == [
        "printer unreachable: no-connection was unreachable: not-started",
        "printer unreachable: not-started was unreachable: no-connection",
    ]


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
