"""The last word on a job: it is durable before it is told, and CONFIRMED stays."""

from __future__ import annotations

import asyncio

import pytest

from devices.printer import (
    PROFILES,
    Blocked,
    Confirmed,
    CoverOpen,
    Doubt,
    Outcome,
    OutcomeChanged,
    PrinterChange,
    Unknown,
)
from devices.printer.jobs import Jobs
from tests.devices.printers import BENCHES, Bench, RememberingJournal, picture

IN_DOUBT = Unknown(Doubt.NO_CONFIRMATION)
CUT_OFF = Unknown(Doubt.INTERRUPTED)
PROFILE = PROFILES["80mm-203dpi"]


class SlowJournal(RememberingJournal):
    """Writes for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.may_write = asyncio.Event()

    async def end(self, job_id: str, outcome: Outcome) -> None:
        await self.may_write.wait()
        await super().end(job_id, outcome)


class DyingJournal(RememberingJournal):
    """The process ends while the word is written: before, or after it is durable."""

    def __init__(self, durable: bool) -> None:
        super().__init__()
        self._durable = durable

    async def end(self, job_id: str, outcome: Outcome) -> None:
        if self._durable:
            await super().end(job_id, outcome)
        raise RuntimeError("the power went")


@pytest.mark.parametrize("late", [IN_DOUBT, Blocked(CoverOpen())])
async def test_a_word_that_comes_while_confirmed_is_written_does_not_replace_it(
    late: Outcome,
) -> None:
    journal = SlowJournal()
    jobs = Jobs(PROFILE, journal)
    words = asyncio.gather(jobs.settle("job", Confirmed()), jobs.settle("job", late))
    await asyncio.sleep(0)
    journal.may_write.set()
    await words
    assert journal.history == ["end job confirmed"]
    assert await jobs.ask("job", picture(), CoverOpen()) == Confirmed()


async def test_nobody_hears_a_word_before_it_is_durable() -> None:
    journal = SlowJournal()
    jobs = Jobs(PROFILE, journal)
    heard = jobs.listen(CoverOpen())
    await anext(heard)
    settling = asyncio.create_task(jobs.settle("job", Confirmed()))
    hearing = asyncio.create_task(anext(heard))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not hearing.done()
    journal.may_write.set()
    await settling
    assert await hearing == OutcomeChanged("job", Confirmed())


async def one_life(bench: Bench, job_id: str | None = None) -> list[Outcome]:
    """Run until the end, print where something is to print; return the words on the job."""
    heard: list[PrinterChange] = []

    async def listen() -> None:
        async for change in bench.printer.changes():
            heard.append(change)

    listening = asyncio.create_task(listen())
    owner = asyncio.create_task(bench.printer.run())
    try:
        async with asyncio.timeout(10):
            while bench.printer.state.code != "ready":
                await asyncio.sleep(0.01)
            if job_id:
                await bench.printer.print(job_id, picture())
                with pytest.raises(RuntimeError, match="power"):
                    await owner
    finally:
        for task in (owner, listening):
            task.cancel()
        await asyncio.wait((owner, listening))
    return [change.outcome for change in heard if isinstance(change, OutcomeChanged)]


@pytest.mark.parametrize("kind", BENCHES)
@pytest.mark.parametrize("durable", [True, False], ids=["after it", "before it"])
async def test_a_crash_around_the_journal_is_no_second_ticket_and_no_false_word(
    kind: str, durable: bool
) -> None:
    dying = DyingJournal(durable)
    bench = BENCHES[kind](dying)
    words = await one_life(bench, "job")
    assert Confirmed() not in words and bench.fallen() == [picture()]

    left = await dying.unfinished()
    assert left == (() if durable else ("job",))
    again = BENCHES[kind](RememberingJournal(left))
    assert await one_life(again) == ([] if durable else [CUT_OFF])
    assert again.fallen() == []
