"""The fault matrix: trouble comes while a ticket is being printed."""

from __future__ import annotations

import asyncio

import pytest

from devices.printer import (
    Blocked,
    Confirmed,
    CoverOpen,
    CutterJam,
    Doubt,
    HeadHot,
    Offline,
    OutOfPaper,
    Trouble,
    Unknown,
)
from devices.printer.fake.abilities import Abilities, Break
from devices.printer.switches import Switch
from tests.devices.fault_matrix import ROWS, hall

CURABLE = [
    (Switch.PAPER_OUT, OutOfPaper()),
    (Switch.COVER_OPEN, CoverOpen()),
    (Switch.CUTTER_JAM, CutterJam()),
    (Switch.HEAD_HOT, HeadHot()),
    (Switch.OFFLINE, Offline()),
]
WHERE = [1, 600, ROWS]


@pytest.mark.parametrize("rows", WHERE)
@pytest.mark.parametrize(("trouble", "state"), CURABLE)
async def test_the_ticket_waits_in_the_printer_and_comes_out_after_the_repair(
    trouble: Switch, state: Trouble, rows: int
) -> None:
    async with hall() as here:
        here.fake.switch_after(rows, trouble)
        assert await here.print() == Blocked(state)
        await here.fake.repair()
        await here.becomes(Confirmed())
        assert here.words["job"] == [Blocked(state), Confirmed()]


async def test_a_cover_that_is_closed_again_at_once_is_no_news() -> None:
    async with hall() as here:
        here.fake.switch_after(600, Switch.COVER_OPEN)
        waiting = asyncio.create_task(here.print())
        await here.until(lambda: here.printer.state == CoverOpen())
        await here.fake.switch(Switch.COVER_OPEN, on=False)
        assert await waiting == Confirmed()
        assert here.words["job"] == [Confirmed()]


async def test_a_roll_that_ends_within_a_ticket_is_replaced() -> None:
    async with hall(roll_mm=100) as here:
        assert await here.print() == Blocked(OutOfPaper())
        await here.fake.load_roll()
        await here.becomes(Confirmed())


async def test_a_printer_that_is_too_slow_for_the_first_word_is_confirmed_later() -> None:
    async with hall(speed_mm_s=12) as here:
        assert await here.print() == Unknown(Doubt.NO_CONFIRMATION)
        await here.becomes(Confirmed())


async def test_one_trouble_after_the_other_is_told_one_after_the_other() -> None:
    async with hall() as here:
        here.fake.switch_after(600, Switch.PAPER_OUT)
        assert await here.print() == Blocked(OutOfPaper())
        await here.fake.switch(Switch.COVER_OPEN)
        await here.becomes(Blocked(CoverOpen()))
        await here.fake.repair()
        await here.becomes(Confirmed())


async def test_a_printer_that_is_only_asked_is_blocked_when_it_has_the_whole_ticket() -> None:
    async with hall(Abilities(asb=False, buffer_bytes=65_536)) as here:
        here.fake.switch_after(100, Switch.COVER_OPEN)
        assert await here.print(rows=240) == Blocked(CoverOpen())
        await here.fake.repair()
        await here.becomes(Confirmed())


@pytest.mark.parametrize("trouble", [Switch.PAPER_OUT, Switch.COVER_OPEN])
async def test_a_printer_that_cannot_be_asked_within_a_picture_leaves_doubt(
    trouble: Switch,
) -> None:
    async with hall(Abilities(asb=False)) as here:
        here.fake.switch_after(300, trouble)
        assert await here.print() == Unknown(Doubt.STALLED)


async def test_a_printer_that_falls_silent_with_an_open_cover_leaves_doubt() -> None:
    async with hall(Abilities(silent_offline=True)) as here:
        here.fake.switch_after(300, Switch.COVER_OPEN)
        assert await here.print() == Unknown(Doubt.STALLED)
        await here.fake.repair()
        await here.ready()
        assert await here.print("second") == Confirmed()


@pytest.mark.parametrize("after", [9, 1_000, 30_000, 89_500])
@pytest.mark.parametrize("how", list(Break))
async def test_a_line_that_breaks_leaves_doubt(how: Break, after: int) -> None:
    doubt = Doubt.STALLED if how is Break.STALL else Doubt.CONNECTION_LOST
    async with hall() as here:
        here.fake.break_line(how, 12 + after)  # 12 bytes ask for the state
        outcome = await here.print()
        assert outcome in (Unknown(doubt), Unknown(Doubt.NO_CONFIRMATION))
        await here.fake.repair()
        await here.ready()
        assert await here.print() == outcome
        assert await here.print("reprint") == Confirmed()


@pytest.mark.parametrize("rows", WHERE)
@pytest.mark.parametrize(
    ("trouble", "doubts"),
    [
        (Switch.POWER_CUT, {Doubt.CONNECTION_LOST}),
        (Switch.UNPLUGGED, {Doubt.CONNECTION_LOST}),
        (Switch.DEFECTIVE, {Doubt.DEFECTIVE}),
        (Switch.MUTE, {Doubt.STALLED, Doubt.NO_CONFIRMATION}),
    ],
)
async def test_a_printer_that_is_lost_leaves_doubt(
    trouble: Switch, doubts: set[Doubt], rows: int
) -> None:
    async with hall() as here:
        here.fake.switch_after(rows, trouble)
        outcome = await here.print()
        assert isinstance(outcome, Unknown) and outcome.reason in doubts
        await here.fake.repair()
        await here.ready()
        assert await here.print("reprint") == Confirmed()
