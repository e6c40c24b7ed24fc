"""A printer made of software, with a switch for every trouble.

What fell out lies as PNG in a folder, and that is the truth about it: `0001-<job>.png` are whole
tickets, `scrap/` holds torn ones.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from devices.printer import (
    MM_PER_INCH,
    PROFILES,
    Able,
    Blocked,
    Clean,
    Confirmed,
    Defective,
    Doubt,
    Gap,
    Journal,
    Lost,
    Outcome,
    OutOfPaper,
    PaperLow,
    PaperPicture,
    PrinterState,
    Profile,
    Ready,
    StateChanged,
    Unknown,
    Unreachable,
)
from devices.printer.jobs import Job, Jobs, Listener, MemoryJournal
from devices.printer.switches import Switch, shown
from devices.printer.tray import Tray

BAND_ROWS = 24
PATIENCE_S = 1.5  # a cover that is closed again within this time is no news
CONFIRM_S = 3.0
NEAR_END_MM = 2_000
ROLL_MM = 80_000


class SimulatedPrinter:
    """A printer without a printer; what fell out lies in `tray` and `scrap`.

    Args:
        paper_dir: where the PNG files go; None keeps the last papers in memory only.
        time_scale: how much faster than paper everything runs; 1.0 is a real printer.
    """

    def __init__(
        self,
        paper_dir: Path | None = None,
        profile: Profile = PROFILES["80mm-203dpi"],
        journal: Journal | None = None,
        *,
        speed_mm_s: float = 200.0,
        time_scale: float = 1.0,
        roll_mm: float = ROLL_MM,
    ) -> None:
        self.profile = profile
        self.tray = Tray(paper_dir)
        self.scrap = Tray(paper_dir / "scrap" if paper_dir else None)
        self._jobs = Jobs(profile, journal or MemoryJournal())
        self._speed_mm_s = speed_mm_s
        self._time_scale = time_scale
        self._left_mm = roll_mm
        self._on: set[Switch] = set()
        self._later: dict[Switch, int] = {}
        self._late: list[str] = []
        self._running = False
        self._told: PrinterState = self.state
        self._changed = asyncio.Condition()

    @property
    def state(self) -> PrinterState:
        if not self._running:
            return Unreachable(Gap.NOT_STARTED)
        if (trouble := shown(self._on)) is not None:
            return trouble
        if self._left_mm <= 0:
            return OutOfPaper()
        if Switch.NEAR_END in self._on or self._left_mm <= NEAR_END_MM:
            return PaperLow(int(round(self._left_mm, -2)))
        return Ready()

    @property
    def switched_on(self) -> frozenset[Switch]:
        return frozenset(self._on)

    async def switch(self, trouble: Switch, on: bool = True) -> None:
        """Let a trouble begin or end."""
        (self._on.add if on else self._on.discard)(trouble)
        if trouble is Switch.LATE_ANSWER and not on:
            for job_id in self._late:
                await self._jobs.settle(job_id, Confirmed())
            self._late.clear()
        await self._look()

    def switch_after(self, rows: int, trouble: Switch) -> None:
        """Let a trouble begin when the next ticket has this many rows on paper."""
        self._later[trouble] = rows

    async def load_roll(self, length_mm: float = ROLL_MM) -> None:
        """Put a new roll in."""
        self._left_mm = length_mm
        self._on -= {Switch.PAPER_OUT, Switch.NEAR_END}
        await self._look()

    async def repair(self) -> None:
        """End every trouble; the paper is new when it had run out."""
        for trouble in tuple(self._on):
            await self.switch(trouble, on=False)
        if self._left_mm <= NEAR_END_MM:
            await self.load_roll()

    async def _look(self) -> None:
        state = self.state
        if state != self._told:
            self._told = state
            self._jobs.tell(StateChanged(state))
        async with self._changed:
            self._changed.notify_all()

    async def print(self, job_id: str, picture: PaperPicture) -> Outcome:
        return await self._jobs.ask(job_id, picture, self.state)

    def changes(self) -> Listener:
        return self._jobs.listen(self.state)

    async def run(self) -> None:
        self._running = True
        try:
            await self._jobs.recall()
            await self._look()
            while True:
                job = await self._jobs.next()
                outcome = await self._carry_out(job)
                if outcome == Unknown(Doubt.NO_CONFIRMATION) and Switch.LATE_ANSWER in self._on:
                    self._late.append(job.job_id)
                await self._jobs.settle(job.job_id, outcome)
        finally:
            self._running = False
            self._jobs.abandon()
            self._told = self.state
            self._jobs.tell(StateChanged(self._told))

    async def _carry_out(self, job: Job) -> Outcome:
        state = self.state
        if not isinstance(state, Able):
            return Clean(state)
        await self._jobs.begin(job)
        rows = 0
        try:
            for rows in _steps(job.picture.height_dots):
                if isinstance(lost := await self._until_able(job), Lost):
                    return self._give_up(job, rows, lost)
                await self._feed(job, rows)
        except asyncio.CancelledError:
            self.scrap.catch_torn(job.job_id, job.picture, rows)
            raise
        self.tray.catch(job.job_id, job.picture)
        if self._on & {Switch.LOST_ANSWER, Switch.LATE_ANSWER}:
            await asyncio.sleep(CONFIRM_S / self._time_scale)
            return Unknown(Doubt.NO_CONFIRMATION)
        return Confirmed()

    def _give_up(self, job: Job, rows: int, lost: Lost) -> Outcome:
        """The line broke. A ticket that was sent whole is still cut, if the printer lives."""
        dead = self._on & {Switch.POWER_CUT, Switch.DEFECTIVE, Switch.MUTE}
        if rows == job.picture.height_dots and not dead:
            self.tray.catch(job.job_id, job.picture)
        else:
            self.scrap.catch_torn(job.job_id, job.picture, rows)
        return Unknown(_doubt(lost))

    async def _until_able(self, job: Job) -> PrinterState:
        """Wait for the repair, as the mechanism does; say BLOCKED when it takes long."""
        patience_s: float | None = PATIENCE_S / self._time_scale
        while not isinstance(state := self.state, Able | Lost):
            if patience_s is None:
                await self._jobs.settle(job.job_id, Blocked(state))
            try:
                async with asyncio.timeout(patience_s), self._changed:
                    await self._changed.wait_for(partial(self._has_left, state))
            except TimeoutError:
                patience_s = None
        return state

    def _has_left(self, state: PrinterState) -> bool:
        return self.state != state

    async def _feed(self, job: Job, row: int) -> None:
        """Move the paper by one band; a new trouble shows at its row."""
        rows = min(BAND_ROWS, job.picture.height_dots - row)
        length_mm = rows / self.profile.dpi * MM_PER_INCH
        await asyncio.sleep(length_mm / self._speed_mm_s / self._time_scale)
        self._left_mm = max(0.0, self._left_mm - length_mm)
        due = {trouble for trouble, at in self._later.items() if at <= row + rows}
        for trouble in due:
            del self._later[trouble]
        self._on |= due
        await self._look()


def _steps(height: int) -> Iterable[int]:
    """Yield the first row of each band, and once more the end: there the cutter works."""
    yield from range(0, height, BAND_ROWS)
    yield height


def _doubt(lost: Lost) -> Doubt:
    return Doubt.DEFECTIVE if isinstance(lost, Defective) else Doubt.CONNECTION_LOST
