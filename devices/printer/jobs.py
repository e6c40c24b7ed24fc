"""What becomes of print jobs: every job is printed at most once, whatever goes wrong.

Shared by the driver and the simulator: the turn, the journal and the listeners are here; how
dots reach the paper is theirs.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from weakref import WeakSet

from devices.printer import (
    LONGEST_PICTURE_MM,
    Able,
    Blocked,
    Clean,
    Confirmed,
    Doubt,
    Gap,
    Journal,
    Offline,
    Outcome,
    OutcomeChanged,
    PaperPicture,
    PrinterChange,
    PrinterState,
    Profile,
    StateChanged,
    Trouble,
    Unknown,
    Unreachable,
)

WAITING_JOBS = 8
REMEMBERED_JOBS = 1_000
_KEPT_CHANGES = 256
_JOB_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class MemoryJournal:
    """A journal that forgets when the process ends; for tests and for trying things out."""

    def __init__(self, unfinished: Collection[str] = ()) -> None:
        self._begun = dict.fromkeys(unfinished)

    async def begin(self, job_id: str) -> None:
        self._begun[job_id] = None

    async def end(self, job_id: str, outcome: Outcome) -> None:
        self._begun.pop(job_id, None)

    async def unfinished(self) -> Collection[str]:
        return tuple(self._begun)


class Listener(AsyncIterator[PrinterChange]):
    """One who follows the printer. States that nobody read yet are replaced by the newest."""

    def __init__(self, state: PrinterState) -> None:
        self._kept: deque[PrinterChange] = deque([StateChanged(state)], _KEPT_CHANGES)
        self._news = asyncio.Event()
        self._news.set()

    def hear(self, change: PrinterChange) -> None:
        if isinstance(change, StateChanged) and self._kept:
            if isinstance(self._kept[-1], StateChanged):
                self._kept.pop()
        self._kept.append(change)
        self._news.set()

    async def __anext__(self) -> PrinterChange:
        while not self._kept:
            self._news.clear()
            await self._news.wait()
        return self._kept.popleft()


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    job_id: str
    picture: PaperPicture
    first_word: asyncio.Future[Outcome]


class Jobs:
    """The jobs of one printer. Only here does an outcome change, and only here is it told."""

    def __init__(self, profile: Profile, journal: Journal) -> None:
        self._profile = profile
        self._journal = journal
        self._waiting: deque[Job] = deque()
        self._arrived = asyncio.Event()
        self._known: OrderedDict[str, Outcome] = OrderedDict()
        self._open: dict[str, Job] = {}
        self._listeners: WeakSet[Listener] = WeakSet()
        self._settling = asyncio.Lock()

    def listen(self, state: PrinterState) -> Listener:
        listener = Listener(state)
        self._listeners.add(listener)
        return listener

    def tell(self, change: PrinterChange) -> None:
        for listener in self._listeners:
            listener.hear(change)

    async def recall(self) -> None:
        """Take the unfinished jobs of an earlier life from the journal: nobody knows of them."""
        for job_id in await self._journal.unfinished():
            await self.settle(job_id, Unknown(Doubt.INTERRUPTED))

    async def ask(self, job_id: str, picture: PaperPicture, state: PrinterState) -> Outcome:
        """Queue a job and wait for the first word on it; in trouble, or in a crowd, CLEAN."""
        self._check(job_id, picture)
        known = self._known.get(job_id)
        if known is not None and not isinstance(known, Clean):
            return known
        job = self._open.get(job_id)
        if job is None:
            if not isinstance(state, Able):
                return self._answer(job_id, Clean(state))
            if len(self._waiting) >= WAITING_JOBS:
                return self._answer(job_id, Clean(Offline()))
            job = Job(job_id, picture, asyncio.get_running_loop().create_future())
            self._open[job_id] = job
            self._waiting.append(job)
            self._arrived.set()
        return await asyncio.shield(job.first_word)

    def _check(self, job_id: str, picture: PaperPicture) -> None:
        if not _JOB_ID.fullmatch(job_id):
            raise ValueError(f"not a job id: {job_id!r}")
        if (picture.width_dots, picture.dpi) != (self._profile.width_dots, self._profile.dpi):
            raise ValueError(f"a picture of {picture.width_dots} dots is not for {self._profile}")
        if picture.length_mm > LONGEST_PICTURE_MM:
            raise ValueError(f"a picture of {picture.length_mm:.0f} mm is too long")

    async def next(self) -> Job:
        """Wait for a job whose turn it is."""
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        return self._waiting.popleft()

    async def begin(self, job: Job) -> None:
        """Write the job down before its first byte."""
        await self._journal.begin(job.job_id)

    async def settle(self, job_id: str, outcome: Outcome) -> None:
        """Say what became of a job. CONFIRMED is final; a late word replaces any other.

        First the journal, then everybody: a crash in between leaves the job unfinished, or
        finished and untold. Either way nobody hears CONFIRMED of a ticket that is not there,
        and nothing prints, because only `ask` begins a job.
        """
        # One word after the other: a doubt must not overtake the CONFIRMED that is being noted.
        async with self._settling:
            if isinstance(self._known.get(job_id), Confirmed):
                return
            if not isinstance(outcome, Blocked):
                await self._journal.end(job_id, outcome)
            self._answer(job_id, outcome)
            if isinstance(outcome, Blocked):
                self.refuse_waiting(outcome.reason)

    def refuse_waiting(self, reason: Trouble) -> None:
        """Answer CLEAN to the jobs that have not begun."""
        while self._waiting:
            self._answer(self._waiting.popleft().job_id, Clean(reason))

    def abandon(self) -> None:
        """The owner stops: begun jobs stay in the journal, so that the next start asks."""
        self.refuse_waiting(Unreachable(Gap.NOT_STARTED))
        for job_id in tuple(self._open):
            self._answer(job_id, Unknown(Doubt.INTERRUPTED))

    def _answer(self, job_id: str, outcome: Outcome) -> Outcome:
        self._known[job_id] = outcome
        self._known.move_to_end(job_id)
        while len(self._known) > REMEMBERED_JOBS:
            self._known.popitem(last=False)
        job = self._open.get(job_id) if isinstance(outcome, Blocked) else None
        job = job or self._open.pop(job_id, None)
        if job is not None and not job.first_word.done():
            job.first_word.set_result(outcome)
        self.tell(OutcomeChanged(job_id, outcome))
        return outcome
