"""Keeps the line to a printer: opens it, attends to it, opens it again when it breaks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random

from devices.printer import Able, Gap, PrinterState, Unreachable
from devices.printer.conversation import SILENT, Conversation
from devices.printer.encoder import INITIALISE, Encoder
from devices.printer.line import LineLost
from devices.printer.models import Model
from devices.printer.patience import Patience
from devices.printer.transport import Address

NO_CONNECTION = Unreachable(Gap.NO_CONNECTION)


class LineKeeper:
    """One printer's line, and what may be left in the printer when it breaks.

    `turn` is held by whoever sends; `torn` says that the printer may be in the middle of a
    picture, `scrap` that a piece of an unfinished ticket may hang in it.

    Args:
        show: is told every change of the state.
        processed: is told every ticket that the printer says is on paper.
    """

    def __init__(
        self,
        address: Address,
        model: Model,
        encoder: Encoder,
        patience: Patience,
        dice: Random,
        show: Callable[[PrinterState], None],
        processed: Callable[[bytes], Awaitable[None]],
    ) -> None:
        self.turn = asyncio.Lock()
        self.talk: Conversation | None = None
        # What an earlier life has left in the printer, nobody knows.
        self.torn = True
        self.scrap = False
        self._address = address
        self._model = model
        self._encoder = encoder
        self._patience = patience
        self._dice = dice
        self._show = show
        self._processed = processed

    async def run(self) -> None:
        retries = self._patience.retries(self._dice)
        while True:
            answered = False
            with suppress(OSError, TimeoutError, LineLost):
                answered = await self._one_line()
            self._show(NO_CONNECTION)
            if answered:
                retries = self._patience.retries(self._dice)
            await self._pause(next(retries))

    async def _one_line(self) -> bool:
        """Open it and attend to it until it breaks; whether the printer ever answered."""
        async with asyncio.timeout(self._patience.connect_s):
            line = await self._address.open()
        talk = Conversation(line, self._model, self._patience, self._heard_state, self._processed)
        self.talk = talk
        listening = asyncio.create_task(talk.listen(), name="printer answers")
        try:
            with suppress(LineLost):
                await self._attend(talk)
        finally:
            self.talk = None
            try:
                await talk.line.drained(self._patience.drain_s)
            finally:
                talk.hang_up()
                listening.cancel()
            await asyncio.wait((listening,))
        if not listening.cancelled():
            listening.result()
        return talk.answered

    async def _pause(self, pause_s: float) -> None:
        """Wait before the next attempt, or until a device appears."""
        clock = asyncio.get_running_loop().time
        end = clock() + pause_s
        was_present = self._address.present()
        while (left := end - clock()) > 0:
            await asyncio.sleep(min(left, self._patience.appear_s))
            present = self._address.present()
            if present and not was_present:
                return
            was_present = present

    async def _attend(self, talk: Conversation) -> None:
        """Ask now and then until the line breaks or the printer is silent for too long."""
        clock = asyncio.get_running_loop().time
        heard, due = clock(), clock()
        while not talk.lost:
            if clock() >= due:
                async with self.turn:
                    if talk.lost:
                        break
                    state = await self.look(talk)
                heard = heard if state == SILENT else clock()
                if clock() - heard > self._patience.silent_s:
                    break
                due = clock() + self._pace(talk)
            await talk.news(due - clock())

    def _pace(self, talk: Conversation) -> float:
        trusted = talk.pushes and isinstance(talk.state, Able)
        return self._patience.idle_poll_s if trusted else self._patience.trouble_poll_s

    async def look(self, talk: Conversation) -> PrinterState:
        """Ask for the state; a printer that is able is greeted first, once."""
        cleared = False
        if self.torn and not talk.greeted:
            cleared = await talk.clear()
        state = await talk.poll()
        if state == SILENT and self.torn and not cleared and not talk.lost:
            # It may be in the middle of a picture, and deaf until that is whole.
            await talk.pad()
            state = await talk.poll()
        if isinstance(state, Able) and not talk.greeted:
            await self._greet(talk, cleared)
            state = talk.state
            self._show(state)
        return state

    async def _greet(self, talk: Conversation, cleared: bool) -> None:
        if self.torn and not cleared:
            await talk.pad()
        if self.scrap:
            await talk.line.send(INITIALISE + self._encoder.cut())
        self.torn = self.scrap = False
        await talk.greet()

    def _heard_state(self, state: PrinterState) -> None:
        # A printer that has not been greeted may still be in the middle of an old picture.
        talk = self.talk
        if talk is not None and (talk.greeted or not isinstance(state, Able)):
            self._show(state)
