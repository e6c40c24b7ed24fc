"""The bench itself: a printer that stops must not let its test wait for ever."""

from __future__ import annotations

import asyncio

import pytest

from devices.printer import Able
from devices.printer.simulated import SimulatedPrinter
from tests.devices.printers import running, state_of


class Broken(SimulatedPrinter):
    async def run(self) -> None:
        raise LookupError("broken")


class Lazy(SimulatedPrinter):
    async def run(self) -> None:
        """Own nothing."""


class Dying(SimulatedPrinter):
    def __init__(self) -> None:
        super().__init__(None)
        self.dies = asyncio.Event()

    async def run(self) -> None:
        alive = asyncio.create_task(super().run())
        await self.dies.wait()
        alive.cancel()
        raise LookupError("dead")


@pytest.mark.parametrize(("kind", "error"), [(Broken, LookupError), (Lazy, AssertionError)])
async def test_a_printer_whose_owner_ends_fails_its_test_at_once(
    kind: type[SimulatedPrinter], error: type[Exception]
) -> None:
    async with asyncio.timeout(5):
        with pytest.raises(error):
            async with running(kind(None)):
                raise RuntimeError("it was never able")


async def test_a_printer_whose_owner_dies_later_fails_its_test_at_once() -> None:
    printer = Dying()
    async with asyncio.timeout(5):
        with pytest.raises(LookupError, match="dead"):
            async with running(printer) as changes:
                printer.dies.set()
                while True:
                    await state_of(changes, Able)
        await asyncio.sleep(0)  # and whoever waited goes on
