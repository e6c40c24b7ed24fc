"""The contract of a ticket printer when the terminal stops or crashes."""

from __future__ import annotations

import asyncio

import pytest

from devices.printer import Doubt, Gap, Unknown, Unreachable
from devices.printer.switches import Switch
from tests.devices.printers import BENCHES, Bench, RememberingJournal, last_word, picture, running


@pytest.fixture(params=BENCHES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def bench_with(kind: str, journal: RememberingJournal) -> Bench:
    return BENCHES[kind](journal)


async def test_a_job_that_a_crash_cut_off_is_told_as_unknown(kind: str) -> None:
    bench = bench_with(kind, RememberingJournal(unfinished=["job-1"]))
    changes = bench.printer.changes()
    async with running(bench.printer):
        outcome = await last_word(changes, "job-1", Unknown)
        assert outcome == Unknown(Doubt.INTERRUPTED)
        assert await bench.printer.print("job-1", picture()) == outcome
    assert bench.fallen() == []


async def test_stopping_in_the_middle_leaves_the_job_in_the_journal(kind: str) -> None:
    journal = RememberingJournal()
    bench = bench_with(kind, journal)
    async with running(bench.printer):
        bench.strike_after(100, Switch.COVER_OPEN)
        await bench.printer.print("job-1", picture())
    assert bench.printer.state == Unreachable(Gap.NOT_STARTED)
    assert await journal.unfinished() == ("job-1",)
    assert journal.history == ["begin job-1"]


async def test_stopping_answers_whoever_waits(kind: str) -> None:
    bench = bench_with(kind, RememberingJournal())
    async with running(bench.printer) as changes:
        bench.strike_after(100, Switch.COVER_OPEN)
        waiting = asyncio.create_task(bench.printer.print("job-1", picture()))
        await anext(changes)
    assert (await waiting).code in {"unknown", "clean", "blocked"}


async def test_nothing_reaches_the_paper_before_the_journal_has_it(kind: str) -> None:
    class Reluctant(RememberingJournal):
        async def begin(self, job_id: str) -> None:
            assert bench.fallen() == []
            await super().begin(job_id)
            raise RuntimeError("the disk is full")

    bench = bench_with(kind, Reluctant())
    owner = asyncio.create_task(bench.printer.run())
    changes = bench.printer.changes()
    await anext(changes)
    await anext(changes)
    waiting = asyncio.create_task(bench.printer.print("job-1", picture()))
    with pytest.raises(RuntimeError, match="disk"):
        await owner
    assert (await waiting).code == "unknown"
    assert bench.fallen() == []
