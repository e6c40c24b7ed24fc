"""One ticket on its way to the paper, and the verdict on it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from devices.printer import (
    Blocked,
    Clean,
    Confirmed,
    Curable,
    Defective,
    Doubt,
    Gap,
    Outcome,
    Unknown,
    Unreachable,
)
from devices.printer.conversation import Conversation
from devices.printer.line import LineLost
from devices.printer.patience import Patience


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes out for one ticket: the bands, then the end with the cut and the question.

    Args:
        ident: the four letters that confirm it; None where the printer can only say that all
            was worked off.
        length_mm: of the paper.
        line_s: how long the line alone needs for it.
    """

    bands: Iterable[bytes]
    end: bytes
    ident: bytes | None
    length_mm: float
    line_s: float = 0.0


class Delivery:
    """Sends one parcel and watches it: the verdict is CONFIRMED only when the printer says so.

    Args:
        say: takes a word that is not the last one, BLOCKED or a first doubt.
    """

    def __init__(
        self,
        talk: Conversation,
        parcel: Parcel,
        patience: Patience,
        say: Callable[[Outcome], Awaitable[None]],
    ) -> None:
        self._talk = talk
        self._parcel = parcel
        self._patience = patience
        self._say = say
        self._clock = asyncio.get_running_loop().time
        self._begun = self._moved = self._clock()
        self._taken_before = self._taken = talk.line.taken
        self._trouble_since: float | None = None
        self._said: Outcome | None = None
        self._next_poll = 0.0
        self._all_sent = False

    async def outcome(self) -> Outcome:
        """Send it and wait for the verdict."""
        self._talk.papers_sensed = 0
        sender = asyncio.create_task(self._send(), name="ticket")
        sender.add_done_callback(lambda _: self._talk.wake())
        try:
            while (verdict := await self._verdict(sender)) is None:
                await self._talk.news(self._patience.trouble_s / 10)
            return verdict
        finally:
            sender.cancel()
            await asyncio.wait((sender,))

    async def _send(self) -> None:
        for band in self._parcel.bands:
            await self._talk.line.send(band)
        self._talk.papers_sensed = 0
        await self._talk.line.send(self._parcel.end)

    async def _verdict(self, sender: asyncio.Task[None]) -> Outcome | None:
        """Judge what is known now; None while there is hope."""
        now = self._clock()
        self._note_progress(sender, now)
        if self._confirmed(sender):
            return Confirmed()
        if self._talk.lost or (sender.done() and sender.exception() is not None):
            return self._lost(sender)
        if isinstance(self._talk.state, Defective):
            return Unknown(Doubt.DEFECTIVE)
        if isinstance(self._talk.state, Curable):
            await self._wait_for_repair(self._talk.state, now)
        else:
            self._trouble_since = None
            if now - self._moved > self._limit(sender):
                return self._given_up(sender)
            first_word_s = self._patience.first_word_s + self._parcel.line_s
            if self._said is None and now - self._begun > first_word_s:
                await self._tell(Unknown(Doubt.NO_CONFIRMATION))
        await self._look_closer(sender, now)
        return None

    def _note_progress(self, sender: asyncio.Task[None], now: float) -> None:
        # Questions count as bytes too: after the last byte of the ticket they are no progress.
        took_more = self._talk.line.taken != self._taken and not self._all_sent
        if took_more or isinstance(self._talk.state, Curable):
            self._taken, self._moved = self._talk.line.taken, now
        self._all_sent = sender.done()

    def _confirmed(self, sender: asyncio.Task[None]) -> bool:
        if self._parcel.ident is not None:
            return self._parcel.ident in self._talk.processed
        return sender.done() and not sender.exception() and self._talk.papers_sensed > 0

    def _lost(self, sender: asyncio.Task[None]) -> Outcome:
        error = sender.exception() if sender.done() and not sender.cancelled() else None
        if error is not None and not isinstance(error, LineLost):
            raise error
        if self._talk.line.taken == self._taken_before:
            return Clean(Unreachable(Gap.NO_CONNECTION))
        return Unknown(Doubt.CONNECTION_LOST)

    def _given_up(self, sender: asyncio.Task[None]) -> Outcome:
        if not sender.done():
            return Unknown(Doubt.STALLED)
        self._talk.owes_paper_answer = self._parcel.ident is None
        return Unknown(Doubt.NO_CONFIRMATION)

    def _limit(self, sender: asyncio.Task[None]) -> float:
        if not sender.done():
            return self._patience.stall_s
        paper_s = self._parcel.length_mm * self._patience.paper_s_per_mm
        return self._patience.confirm_s + paper_s

    async def _wait_for_repair(self, trouble: Curable, now: float) -> None:
        if self._trouble_since is None:
            self._trouble_since = now
        if now - self._trouble_since >= self._patience.trouble_s:
            await self._tell(Blocked(trouble))

    async def _tell(self, word: Outcome) -> None:
        if self._said != word:
            self._said = word
            await self._say(word)

    async def _look_closer(self, sender: asyncio.Task[None], now: float) -> None:
        """Ask a printer that does not tell by itself; never while a picture is on its way."""
        if not sender.done() or self._talk.pushes or now < self._next_poll:
            return
        self._next_poll = now + self._patience.trouble_poll_s / 2
        try:
            await self._talk.poll(silence_is_news=False)
        except LineLost:
            self._talk.hang_up()
