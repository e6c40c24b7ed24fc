"""The fault matrix: the printer is in trouble before a ticket begins."""

from __future__ import annotations

import pytest

from devices.printer import (
    Clean,
    Confirmed,
    CoverOpen,
    CutterJam,
    Defective,
    Gap,
    HeadHot,
    Offline,
    OutOfPaper,
    PaperLow,
    Trouble,
    Unreachable,
)
from devices.printer.fake.abilities import Abilities, Break
from devices.printer.switches import Switch
from devices.printer.transport import address
from tests.devices.fault_matrix import hall

SILENT = Unreachable(Gap.NO_ANSWER)
GONE = Unreachable(Gap.NO_CONNECTION)
TROUBLES = [
    (Switch.PAPER_OUT, OutOfPaper()),
    (Switch.COVER_OPEN, CoverOpen()),
    (Switch.CUTTER_JAM, CutterJam()),
    (Switch.HEAD_HOT, HeadHot()),
    (Switch.OFFLINE, Offline()),
    (Switch.DEFECTIVE, Defective()),
]


@pytest.mark.parametrize("asb", [True, False], ids=["it tells", "it is asked"])
@pytest.mark.parametrize(("trouble", "state"), TROUBLES)
async def test_in_trouble_nothing_is_sent(trouble: Switch, state: Trouble, asb: bool) -> None:
    async with hall(Abilities(asb=asb)) as here:
        await here.fake.switch(trouble)
        if asb:
            await here.until(lambda: here.printer.state == state)
        assert await here.print() == Clean(state)


async def test_all_is_well() -> None:
    async with hall() as here:
        assert await here.print() == Confirmed()


async def test_near_the_end_of_the_roll_it_prints() -> None:
    async with hall() as here:
        await here.fake.switch(Switch.NEAR_END)
        await here.until(lambda: here.printer.state == PaperLow())
        assert await here.print() == Confirmed()


async def test_a_printer_that_is_in_trouble_from_the_start_recovers() -> None:
    async with hall() as here:
        await here.fake.switch(Switch.UNPLUGGED)
        await here.until(lambda: here.printer.state == GONE)
        await here.fake.switch(Switch.COVER_OPEN)
        await here.fake.switch(Switch.UNPLUGGED, on=False)
        await here.until(lambda: here.printer.state == CoverOpen())
        assert await here.print() == Clean(CoverOpen())


async def test_a_line_that_is_refused_is_clean() -> None:
    async with hall() as here:
        await here.fake.switch(Switch.UNPLUGGED)
        await here.until(lambda: here.printer.state == GONE)
        assert await here.print() == Clean(GONE)


async def test_a_line_that_died_in_silence_is_found_before_the_first_byte() -> None:
    async with hall() as here:
        await here.fake.switch(Switch.MUTE)
        assert await here.print() == Clean(SILENT)


async def test_a_printer_that_is_silent_in_trouble_gets_nothing() -> None:
    async with hall(Abilities(silent_offline=True)) as here:
        await here.fake.switch(Switch.COVER_OPEN)
        assert await here.print() == Clean(SILENT)
        await here.fake.switch(Switch.COVER_OPEN, on=False)
        await here.ready()
        assert await here.print() == Confirmed()


@pytest.mark.parametrize("how", [Break.RST, Break.FIN])
async def test_a_line_that_closes_while_nothing_prints_is_opened_anew(how: Break) -> None:
    async with hall() as here:
        here.fake.break_line(how)
        await here.until(lambda: here.printer.state == GONE)
        await here.ready()
        assert await here.print() == Confirmed()


async def test_a_line_that_the_board_closes_after_silence_is_opened_anew() -> None:
    async with hall(Abilities(idle_close_s=5)) as here:
        await here.until(lambda: here.printer.state == GONE)
        await here.ready()


@pytest.mark.parametrize(("refuses", "state"), [(False, SILENT), (True, GONE)])
async def test_a_printer_that_another_computer_holds_is_lost(refuses: bool, state: Trouble) -> None:
    async with hall(Abilities(refuse_second=refuses)) as here:
        await here.fake.switch(Switch.UNPLUGGED)
        await here.until(lambda: here.printer.state == GONE)
        await here.fake.switch(Switch.UNPLUGGED, on=False)
        other = await address(here.fake.address).open()
        try:
            await here.until(lambda: here.printer.state in (state, GONE))
            assert (await here.print()).code == "clean"
        finally:
            other.close()
