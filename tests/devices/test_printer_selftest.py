"""The three questions to a real printer, asked to fakes that answer differently."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from devices.printer import CoverOpen, OutOfPaper, Ready
from devices.printer.fake.abilities import Abilities
from devices.printer.fake.printer import FakePrinter
from devices.printer.findings import (
    ConfirmsAfterCut,
    Finding,
    NotReached,
    Reached,
    RecoversFromTorn,
    Recovery,
    SilentWithOpenCover,
    TakesNothing,
)
from devices.printer.line import Line
from devices.printer.selftest import selftest
from devices.printer.switches import Switch
from tests.devices.printers import SCALE


async def findings(abilities: Abilities, *, opens: bool = True) -> list[Finding]:
    fake = FakePrinter(abilities, time_scale=SCALE)

    async def cover_is_open() -> bool:
        if opens:
            await fake.switch(Switch.COVER_OPEN)
        return opens

    async with fake:
        return [
            finding
            async for finding in selftest(
                fake.address, cover_is_open=cover_is_open, time_scale=SCALE
            )
        ]


async def test_a_good_printer_passes() -> None:
    reached, confirms, recovers, silent = await findings(Abilities())
    assert reached == Reached("TM-T20III", Ready())
    assert isinstance(confirms, ConfirmsAfterCut) and confirms.confirms
    assert recovers == RecoversFromTorn(Recovery.CLEARED, True)
    assert silent == SilentWithOpenCover(False)


async def test_a_clone_is_found_out() -> None:
    abilities = Abilities(process_id=False, clear=False, silent_offline=True, name="")
    reached, confirms, recovers, silent = await findings(abilities)
    assert reached == Reached(None, Ready())
    assert confirms == ConfirmsAfterCut(False, None)
    assert recovers == RecoversFromTorn(Recovery.PADDED, False)
    assert silent == SilentWithOpenCover(True)


async def test_a_printer_without_the_clear_command_is_padded() -> None:
    _, _, recovers, _ = await findings(Abilities(clear=False))
    assert recovers == RecoversFromTorn(Recovery.PADDED, True)


async def test_a_printer_on_a_slow_line_is_asked_with_plain_lines(tmp_path: Path) -> None:
    async with FakePrinter(node=tmp_path / "ttyS0", baud=19_200, time_scale=SCALE) as fake:
        found = [finding async for finding in selftest(fake.address, time_scale=SCALE)]
        assert fake.paper.tray.papers[-1].picture.plain[-1].text == "07 |||||||"
    assert [finding.code for finding in found] == [
        "reached", "confirms-after-cut", "recovers-from-torn",
    ]  # fmt: skip
    assert isinstance(found[1], ConfirmsAfterCut) and found[1].confirms
    assert found[2] == RecoversFromTorn(Recovery.CLEARED, True)


async def test_a_selftest_that_is_stopped_while_it_stops_gives_its_line_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draining = asyncio.Event()

    async def for_ever(_: Line, within_s: float) -> bool:
        draining.set()
        return await asyncio.Event().wait()

    monkeypatch.setattr(Line, "drained", for_ever)
    async with FakePrinter(time_scale=SCALE) as fake:
        asking = selftest(fake.address, time_scale=SCALE)
        assert await anext(asking) == Reached("TM-T20III", Ready())
        stopping = asyncio.create_task(asking.aclose())
        await draining.wait()
        (answers,) = (task for task in asyncio.all_tasks() if task.get_name() == "selftest answers")
        stopping.cancel()
        await asyncio.wait((stopping,))
        async with asyncio.timeout(5):
            await asyncio.wait((answers,))
    assert stopping.cancelled()


async def test_nobody_opens_the_cover() -> None:
    assert (await findings(Abilities(), opens=False))[-1] == SilentWithOpenCover(None)


async def test_a_printer_that_stops_within_a_ticket_takes_nothing() -> None:
    async with FakePrinter(time_scale=SCALE) as fake, asyncio.timeout(20):
        fake.switch_after(20, Switch.PAPER_OUT)
        found = [finding async for finding in selftest(fake.address, time_scale=SCALE)]
    assert found[1:] == [TakesNothing(OutOfPaper())]


@pytest.mark.parametrize("buffer_bytes", [45, 65_536])
async def test_paper_that_runs_out_is_not_taken_for_a_missing_answer(buffer_bytes: int) -> None:
    abilities = Abilities(buffer_bytes=buffer_bytes)
    async with FakePrinter(abilities, time_scale=SCALE) as fake, asyncio.timeout(20):
        fake.switch_after(230, Switch.PAPER_OUT)
        found = [finding async for finding in selftest(fake.address, time_scale=SCALE)]
    assert found[1:] == [TakesNothing(OutOfPaper())]


async def test_a_mechanism_that_dies_before_the_torn_picture_takes_nothing() -> None:
    async with FakePrinter(Abilities(clear=False), time_scale=SCALE) as fake, asyncio.timeout(20):
        found: list[Finding] = []
        async for finding in selftest(fake.address, time_scale=SCALE):
            found.append(finding)
            if isinstance(finding, ConfirmsAfterCut):
                fake.become(cut_s=1e6)
    assert found[2:] == [TakesNothing(Ready())]


async def test_a_mute_printer_is_not_reached() -> None:
    async with FakePrinter(time_scale=SCALE) as fake:
        await fake.switch(Switch.MUTE)
        (finding,) = [finding async for finding in selftest(fake.address, time_scale=SCALE)]
    assert isinstance(finding, NotReached)


async def test_a_printer_in_trouble_is_not_tested_further() -> None:
    async with FakePrinter(time_scale=SCALE) as fake:
        await fake.switch(Switch.COVER_OPEN)
        found = [finding async for finding in selftest(fake.address, time_scale=SCALE)]
    assert found == [Reached(None, CoverOpen())]


async def test_a_printer_that_is_not_there_is_not_reached() -> None:
    fake = FakePrinter(time_scale=SCALE)
    fake.close()
    (finding,) = [finding async for finding in selftest(fake.address, time_scale=SCALE)]
    assert isinstance(finding, NotReached)
