"""The contract of a ticket printer, over every printer that there is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from devices.printer import (
    Blocked,
    Clean,
    Confirmed,
    CoverOpen,
    Curable,
    CutterJam,
    Doubt,
    Gap,
    HeadHot,
    Offline,
    OutcomeChanged,
    OutOfPaper,
    Ready,
    StateChanged,
    Unknown,
    Unreachable,
)
from devices.printer.switches import Switch
from tests.devices.printers import (
    BENCHES,
    Bench,
    RememberingJournal,
    last_word,
    picture,
    running,
    state_of,
)

CURABLE = [
    (Switch.PAPER_OUT, OutOfPaper()),
    (Switch.COVER_OPEN, CoverOpen()),
    (Switch.CUTTER_JAM, CutterJam()),
    (Switch.HEAD_HOT, HeadHot()),
    (Switch.OFFLINE, Offline()),
]


@pytest.fixture
def journal() -> RememberingJournal:
    return RememberingJournal()


@pytest.fixture(params=BENCHES)
def bench(request: pytest.FixtureRequest, journal: RememberingJournal) -> Iterator[Bench]:
    bench = BENCHES[request.param](journal)
    yield bench
    bench.close()


async def test_a_ticket_falls_out_whole_and_is_confirmed(bench: Bench) -> None:
    async with running(bench.printer):
        assert await bench.printer.print("job-1", picture()) == Confirmed()
    assert bench.fallen() == [picture()]


async def test_before_the_owner_runs_nothing_is_printed(bench: Bench) -> None:
    assert bench.printer.state == Unreachable(Gap.NOT_STARTED)
    answer = await bench.printer.print("job-1", picture())
    assert answer == Clean(Unreachable(Gap.NOT_STARTED))
    assert bench.fallen() == []


@pytest.mark.parametrize(("trouble", "state"), CURABLE)
async def test_a_printer_in_trouble_answers_clean_and_keeps_nothing(
    bench: Bench, journal: RememberingJournal, trouble: Switch, state: Curable
) -> None:
    async with running(bench.printer) as changes:
        await bench.strike(trouble)
        await state_of(changes, type(state))
        assert await bench.printer.print("job-1", picture()) == Clean(state)
        await bench.repair()
        await state_of(changes, Ready)
        assert await bench.printer.print("job-2", picture()) == Confirmed()
    assert bench.fallen() == [picture()]
    assert journal.history == ["begin job-2", "end job-2 confirmed"]


@pytest.mark.parametrize(("trouble", "state"), CURABLE)
async def test_trouble_in_the_middle_blocks_and_the_repair_confirms(
    bench: Bench, journal: RememberingJournal, trouble: Switch, state: Curable
) -> None:
    async with running(bench.printer) as changes:
        bench.strike_after(100, trouble)
        assert await bench.printer.print("job-1", picture()) == Blocked(state)
        assert bench.fallen() == []
        assert journal.history == ["begin job-1"]
        await bench.repair()
        await last_word(changes, "job-1", Confirmed)
    assert bench.fallen() == [picture()]
    assert journal.history == ["begin job-1", "end job-1 confirmed"]


async def test_jobs_behind_a_blocked_one_are_clean(bench: Bench) -> None:
    async with running(bench.printer):
        bench.strike_after(100, Switch.COVER_OPEN)
        first, second = await asyncio.gather(
            bench.printer.print("job-1", picture()), bench.printer.print("job-2", picture())
        )
        assert (first, second) == (Blocked(CoverOpen()), Clean(CoverOpen()))


async def test_a_line_that_breaks_in_the_middle_leaves_doubt(bench: Bench) -> None:
    async with running(bench.printer) as changes:
        bench.strike_after(100, Switch.UNPLUGGED)
        outcome = await bench.printer.print("job-1", picture())
        assert outcome == Unknown(Doubt.CONNECTION_LOST)
        await bench.repair()
        await state_of(changes, Ready)
        assert await bench.printer.print("job-1", picture()) == outcome
        assert await bench.printer.print("job-1-again", picture()) == Confirmed()
    assert bench.fallen() == [picture()]


async def test_a_lost_answer_leaves_doubt_although_the_ticket_is_there(bench: Bench) -> None:
    async with running(bench.printer):
        await bench.strike(Switch.LOST_ANSWER)
        outcome = await bench.printer.print("job-1", picture())
        assert outcome == Unknown(Doubt.NO_CONFIRMATION)
        await bench.repair()
        assert await bench.printer.print("job-1", picture()) == outcome
    assert bench.fallen() == [picture()]


async def test_a_job_id_prints_once_however_often_it_is_asked(bench: Bench) -> None:
    async with running(bench.printer):
        asked = [bench.printer.print("job-1", picture()) for _ in range(5)]
        assert set(await asyncio.gather(*asked)) == {Confirmed()}
        assert await bench.printer.print("job-1", picture()) == Confirmed()
    assert len(bench.fallen()) == 1


async def test_a_clean_job_may_be_tried_again_with_its_id(bench: Bench) -> None:
    async with running(bench.printer) as changes:
        await bench.strike(Switch.PAPER_OUT)
        await state_of(changes, OutOfPaper)
        assert await bench.printer.print("job-1", picture()) == Clean(OutOfPaper())
        await bench.repair()
        await state_of(changes, Ready)
        assert await bench.printer.print("job-1", picture()) == Confirmed()


async def test_who_stops_waiting_does_not_stop_the_ticket(bench: Bench) -> None:
    async with running(bench.printer) as changes:
        bench.strike_after(100, Switch.COVER_OPEN)
        waiting = asyncio.create_task(bench.printer.print("job-1", picture()))
        await state_of(changes, CoverOpen)
        waiting.cancel()
        await bench.repair()
        await last_word(changes, "job-1", Confirmed)
    assert bench.fallen() == [picture()]


async def test_a_listener_hears_the_present_state_and_then_every_outcome(bench: Bench) -> None:
    async with running(bench.printer):
        changes = bench.printer.changes()
        assert await anext(changes) == StateChanged(Ready())
        await bench.printer.print("job-1", picture())
        await bench.printer.print("job-2", picture())
        for job_id in ("job-1", "job-2"):
            assert await anext(changes) == OutcomeChanged(job_id, Confirmed())


@pytest.mark.parametrize("job_id", ["", "../x", "a b", "x" * 65])
async def test_a_bad_job_id_is_refused(bench: Bench, job_id: str) -> None:
    with pytest.raises(ValueError, match="job id"):
        await bench.printer.print(job_id, picture())


@pytest.mark.parametrize(
    "wrong", [picture(width_dots=512), replace(picture(), dpi=180), picture(rows=9_000)]
)
async def test_a_picture_that_does_not_fit_is_refused(bench: Bench, wrong: object) -> None:
    with pytest.raises(ValueError, match="picture"):
        await bench.printer.print("job-1", wrong)  # type: ignore[arg-type]
