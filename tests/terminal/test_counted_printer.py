"""The printer that remembers how long its pictures are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from devices.printer import (
    Blocked,
    Clean,
    Confirmed,
    Doubt,
    Gap,
    OutOfPaper,
    PaperPicture,
    Ready,
    StateChanged,
    Unknown,
    Unreachable,
)
from devices.printer.simulated import SimulatedPrinter
from devices.printer.switches import Switch
from kiosk.terminal.counted_printer import CountedPrinter

# 20.3 mm a hundred rows and more: 8 rows are a millimetre.
PICTURE = PaperPicture(576, b"\0" * 72 * 160, 203)
LENGTH_MM = PICTURE.length_mm


@pytest.fixture
def real() -> SimulatedPrinter:
    return SimulatedPrinter(time_scale=100)


@pytest.fixture
async def printer(real: SimulatedPrinter) -> AsyncIterator[CountedPrinter]:
    """A printer that runs and is ready."""
    counted = CountedPrinter(real)
    running = asyncio.create_task(counted.run())
    async for change in counted.changes():
        if change == StateChanged(Ready()):
            break
    yield counted
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_it_is_the_printer_that_it_counts_for(
    real: SimulatedPrinter, printer: CountedPrinter
) -> None:
    assert (printer.profile, printer.state) == (real.profile, Ready())
    assert await printer.print("job", PICTURE) == Confirmed()
    await real.switch(Switch.PAPER_OUT)
    assert await printer.print("next", PICTURE) == Clean(OutOfPaper())


async def test_what_came_out_is_counted_once(printer: CountedPrinter) -> None:
    outcome = await printer.print("job", PICTURE)
    assert printer.used_mm("job", outcome) == LENGTH_MM
    assert printer.used_mm("job", outcome) == 0


async def test_a_ticket_that_waits_in_the_printer_is_counted_when_it_is_out(
    printer: CountedPrinter,
) -> None:
    await printer.print("job", PICTURE)
    assert printer.used_mm("job", Blocked(OutOfPaper())) == 0
    assert printer.used_mm("job", Confirmed()) == LENGTH_MM


async def test_what_may_have_come_out_is_counted_and_not_again_when_it_has(
    printer: CountedPrinter,
) -> None:
    await printer.print("job", PICTURE)
    assert printer.used_mm("job", Unknown(Doubt.CONNECTION_LOST)) == LENGTH_MM
    assert printer.used_mm("job", Confirmed()) == 0


async def test_what_was_never_printed_takes_no_paper(printer: CountedPrinter) -> None:
    await printer.print("job", PICTURE)
    assert printer.used_mm("job", Clean(Unreachable(Gap.NO_ANSWER))) == 0
    assert printer.used_mm("of an earlier life", Confirmed()) == 0


async def test_jobs_without_a_last_word_do_not_fill_the_memory(
    real: SimulatedPrinter, printer: CountedPrinter
) -> None:
    await real.switch(Switch.PAPER_OUT)
    for number in range(200):
        await printer.print(f"job-{number}", PICTURE)
    counted = [printer.used_mm(f"job-{number}", Confirmed()) for number in range(200)]
    assert 0 < sum(map(bool, counted)) < 100
    assert counted[-1] == LENGTH_MM
