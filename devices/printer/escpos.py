"""The driver for ESC/POS printers on a network, on USB or on a serial line."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from pathlib import Path
from random import Random

from devices.printer import (
    Able,
    Clean,
    Confirmed,
    Doubt,
    Gap,
    Journal,
    Outcome,
    PaperPicture,
    PrinterState,
    Profile,
    StateChanged,
    Unknown,
    Unreachable,
)
from devices.printer.delivery import Delivery, Parcel
from devices.printer.encoder import ASK_PAPER, Encoder, ask_processed
from devices.printer.idents import Idents
from devices.printer.jobs import Job, Jobs, Listener, MemoryJournal
from devices.printer.keeper import NO_CONNECTION, LineKeeper
from devices.printer.line import LineLost
from devices.printer.models import MODELS, Model
from devices.printer.patience import Patience
from devices.printer.transport import address as read_address

log = logging.getLogger(__name__)

NOT_STARTED = Unreachable(Gap.NOT_STARTED)


class EscPosPrinter:
    """A printer that speaks ESC/POS; at most one ticket is on its way.

    Args:
        address: `tcp://host:9100`, `/dev/usb/lp0` or `serial:/dev/ttyUSB0?baud=19200`; on a
            slow line tickets are printed from their plain lines.
        model: its paper and abilities; when the printer tells another name, the abilities are
            those of that name, the paper stays.
        cache_dir: see `Encoder`.
        time_scale: how much faster than in life everything is waited for; for tests.
    """

    def __init__(
        self,
        address: str,
        model: Model = MODELS["tm-t20iii"],
        journal: Journal | None = None,
        *,
        cache_dir: Path | None = None,
        time_scale: float = 1.0,
        dice: Random | None = None,
    ) -> None:
        self._model = model
        self._journal = journal or MemoryJournal()
        self._jobs = Jobs(model.profile, self._journal)
        self._encoder = Encoder(model, cache_dir)
        self._address = read_address(address)
        patience = Patience().on_line(self._address.held_back_s)
        self._patience = patience.divided(time_scale)
        self._byte_s = self._address.byte_s / time_scale
        dice = dice or Random()
        self._idents = Idents(dice)
        self._state: PrinterState = NOT_STARTED
        self._keeper = LineKeeper(
            self._address,
            model,
            self._encoder,
            self._patience,
            dice,
            self._show,
            self._heard_processed,
        )

    @property
    def profile(self) -> Profile:
        return self._model.profile

    @property
    def state(self) -> PrinterState:
        return self._state

    @property
    def told_name(self) -> str | None:
        """What the printer calls itself."""
        return self._keeper.talk.name if self._keeper.talk else None

    async def print(self, job_id: str, picture: PaperPicture) -> Outcome:
        if self._address.slow and not self._encoder.can_print(picture.plain):
            raise ValueError("a picture without plain lines is not for a slow line")
        return await self._jobs.ask(job_id, picture, self.state)

    def changes(self) -> Listener:
        return self._jobs.listen(self.state)

    async def run(self) -> None:
        self._keeper.scrap = bool(await self._journal.unfinished())
        await self._jobs.recall()
        tasks = [
            asyncio.create_task(self._keeper.run(), name="printer line"),
            asyncio.create_task(self._work(), name="printer jobs"),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            self._jobs.abandon()
            self._show(NOT_STARTED)

    def _show(self, state: PrinterState) -> None:
        if state != self._state:
            log.info("printer %s was %s", _words(state), _words(self._state))
            self._state = state
            self._jobs.tell(StateChanged(state))

    async def _work(self) -> None:
        while True:
            job = await self._jobs.next()
            plain = await asyncio.to_thread(self._plain, job) if self._address.slow else None
            async with self._keeper.turn:
                outcome = await self._carry_out(job, plain)
            await self._jobs.settle(job.job_id, outcome)
            log.info("ticket %s", outcome.code)

    def _plain(self, job: Job) -> list[bytes]:
        return self._encoder.plain(job.picture.plain)

    async def _carry_out(self, job: Job, plain: list[bytes] | None) -> Outcome:
        keeper, talk = self._keeper, self._keeper.talk
        if talk is None or talk.lost:
            return Clean(NO_CONNECTION)
        try:
            # Asked once more: a line that died in silence is found before the first byte.
            state = await keeper.look(talk)
            if isinstance(state, Able):
                await talk.forget_late_answers()
        except LineLost:
            return Clean(NO_CONNECTION)
        if not isinstance(state, Able):
            return Clean(state)
        await self._jobs.begin(job)
        before = keeper.torn, keeper.scrap
        keeper.torn = keeper.scrap = True
        say = partial(self._jobs.settle, job.job_id)
        delivery = Delivery(talk, self._parcel(job, plain, talk.model), self._patience, say)
        match outcome := await delivery.outcome():
            case Confirmed():
                keeper.torn = keeper.scrap = False
            case Clean():
                keeper.torn, keeper.scrap = before
            case Unknown(reason) if reason is not Doubt.NO_CONFIRMATION:
                talk.hang_up()
                self._show(NO_CONNECTION)
        return outcome

    def _parcel(self, job: Job, plain: list[bytes] | None, model: Model) -> Parcel:
        ident = self._idents.give(job.job_id) if model.process_id else None
        question = ask_processed(ident) if ident else ASK_PAPER
        picture, write = job.picture, self._encoder
        size = len(picture.rows) if plain is None else sum(map(len, plain))
        return Parcel(
            write.bands(picture) if plain is None else plain,
            write.cut() + question,
            ident,
            picture.length_mm,
            size * self._byte_s,
        )

    async def _heard_processed(self, ident: bytes) -> None:
        job_id = self._idents.job_of(ident)
        if job_id is not None:
            await self._jobs.settle(job_id, Confirmed())


def _words(state: PrinterState) -> str:
    return f"{state.code}: {state.reason}" if isinstance(state, Unreachable) else state.code
