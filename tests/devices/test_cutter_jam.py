"""The fault matrix: a cutter that jams, and printers that must be told that it was freed."""

from __future__ import annotations

import pytest

from devices.printer import (
    Blocked,
    Clean,
    Confirmed,
    CoverOpen,
    CutterJam,
    OutOfPaper,
    PaperLow,
    PrinterState,
    Ready,
)
from devices.printer.fake.abilities import Abilities
from devices.printer.jam import JamWatch
from devices.printer.switches import Switch
from tests.devices.fault_matrix import ROWS, Hall, hall

JAM, OPEN, OUT, READY = CutterJam(), CoverOpen(), OutOfPaper(), Ready()
_POLL_BYTES = 12
BOTH = pytest.mark.parametrize("asb", [True, False], ids=["it tells", "it is asked"])


async def cover_opened(here: Hall, *, frees: bool) -> None:
    """A technician opens the cover, perhaps frees the cutter, and closes it again."""
    await here.fake.switch(Switch.COVER_OPEN)
    await here.until(lambda: here.printer.state == OPEN)
    if frees:
        await here.fake.switch(Switch.CUTTER_JAM, on=False)
    await here.fake.switch(Switch.COVER_OPEN, on=False)


async def jam_told_again(here: Hall) -> None:
    """Let the printer say several times that it is jammed, pushed or asked."""
    for on in (True, False):
        await here.fake.switch(Switch.NEAR_END, on)
    if here.fake.abilities.asb:
        await here.fake.at_rest()
    else:
        seen = here.fake.board.taken + 3 * _POLL_BYTES
        await here.shows(lambda: here.fake.board.taken >= seen)


@BOTH
async def test_a_printer_that_waits_for_a_word_gets_it_once(asb: bool) -> None:
    async with hall(Abilities(needs_enq=True, asb=asb)) as here:
        here.fake.switch_after(ROWS, Switch.CUTTER_JAM)
        assert await here.print() == Blocked(JAM)
        await cover_opened(here, frees=True)
        await here.becomes(Confirmed())
        assert here.fake.board.recoveries == 1


@BOTH
async def test_a_jam_that_was_not_cleared_is_not_asked_again_and_again(asb: bool) -> None:
    async with hall(Abilities(needs_enq=True, asb=asb)) as here:
        here.fake.switch_after(ROWS, Switch.CUTTER_JAM)
        assert await here.print() == Blocked(JAM)
        await cover_opened(here, frees=False)
        await here.until(lambda: here.printer.state == JAM)
        assert await here.print("other", 100) == Clean(JAM)
        await here.shows(lambda: here.fake.board.recoveries > 0)
        await jam_told_again(here)
        assert here.fake.board.recoveries == 1
        await cover_opened(here, frees=True)
        await here.becomes(Confirmed())
        assert here.fake.board.recoveries == 2


async def test_a_jam_without_a_ticket_is_ended_too() -> None:
    async with hall(Abilities(needs_enq=True)) as here:
        await here.fake.switch(Switch.CUTTER_JAM)
        await here.until(lambda: here.printer.state == JAM)
        await cover_opened(here, frees=True)
        await here.ready()
        assert here.fake.board.recoveries == 1


async def test_a_printer_that_goes_on_by_itself_is_told_nothing() -> None:
    async with hall() as here:
        here.fake.switch_after(ROWS, Switch.CUTTER_JAM)
        assert await here.print() == Blocked(JAM)
        await cover_opened(here, frees=True)
        await here.becomes(Confirmed())
        assert here.fake.board.recoveries == 0


async def test_nothing_is_said_within_a_picture() -> None:
    async with hall(Abilities(needs_enq=True)) as here:
        here.fake.switch_after(300, Switch.CUTTER_JAM)
        assert await here.print() == Blocked(JAM)
        await cover_opened(here, frees=True)
        await here.until(lambda: here.printer.state == JAM)
        await here.fake.at_rest()
        assert here.fake.board.recoveries == 0
        await here.fake.repair()
        await here.becomes(Confirmed())


@pytest.mark.parametrize(
    ("states", "freed", "freed_by_one_more_jam"),
    [
        ([JAM], False, False),
        ([JAM, JAM], False, False),
        ([OPEN, JAM], False, False),
        ([JAM, OPEN], False, True),
        ([JAM, OPEN, JAM], True, False),
        ([JAM, OPEN, OUT, JAM], True, False),
        ([JAM, OPEN, JAM, OPEN], False, True),
        ([JAM, OPEN, READY, JAM], False, False),
        ([JAM, OPEN, PaperLow(), OPEN, JAM], False, False),
    ],
)
def test_the_cutter_was_freed_when_the_cover_was_closed_over_it(
    states: list[PrinterState], freed: bool, freed_by_one_more_jam: bool
) -> None:
    watch = JamWatch()
    for state in states:
        watch.saw(state)
    assert watch.freed is freed
    watch.told()
    watch.saw(JAM)
    assert watch.freed is freed_by_one_more_jam
