"""Card readers made of software, with a switch for every trouble."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from random import Random

from devices.card_reader import (
    ANSWER_WITHIN_S,
    Card,
    CardPresent,
    CardReaderState,
    Feature,
    Gap,
    NoAnswer,
    Pulled,
    Reader,
    Reply,
    Silent,
    Taken,
)
from devices.card_reader.cards import SimulatedCard
from devices.card_reader.conversation import check, read
from devices.card_reader.places import Listener, Places, Sight
from devices.card_reader.switches import Switch

_TOO_LONG = bytes(65_600)


class SimulatedCardReader:
    """Readers without readers: cards are put in and pulled out by calls.

    Args:
        names: of the readers.
        features: what their keypads can do; none for readers without.
        time_scale: how much faster than in life it loses patience with a silent card.
    """

    def __init__(
        self,
        names: Sequence[str] = ("Simulated reader",),
        features: frozenset[Feature] = frozenset(),
        *,
        time_scale: float = 1.0,
    ) -> None:
        self._readers = [Reader(name, features) for name in names]
        self._cards: list[SimulatedCard | None] = [None] * len(names)
        self._counts = [0] * len(names)
        self._pull_after: list[int | None] = [None] * len(names)
        self._in_use: set[str] = set()
        self._scale = time_scale
        self._places = Places()
        self._running = False
        self._on: set[Switch] = set()
        self._dice = Random(7)

    @property
    def state(self) -> CardReaderState:
        return self._places.state

    @property
    def readers(self) -> tuple[Reader, ...]:
        return self._places.readers

    @property
    def switched_on(self) -> frozenset[Switch]:
        return frozenset(self._on)

    async def switch(self, trouble: Switch, on: bool = True) -> None:
        """Let a trouble begin or end."""
        (self._on.add if on else self._on.discard)(trouble)
        self._look()

    async def repair(self) -> None:
        """End every trouble; cards stay where they are."""
        self._on.clear()
        self._look()

    async def insert(self, card: SimulatedCard, slot: int = 0) -> None:
        """Put a card in, in the place of one that was there."""
        self._put(card, slot)

    async def pull(self, slot: int = 0) -> None:
        """Take the card out, if there is one."""
        self._put(None, slot)

    def pull_after(self, commands: int, slot: int = 0) -> None:
        """Pull the card when it has answered this many more commands, in the middle of the next."""
        self._pull_after[slot] = commands

    def changes(self) -> Listener:
        return self._places.listen()

    @asynccontextmanager
    async def use(self, card: CardPresent) -> AsyncIterator[Card]:
        name = card.reader.name
        mine = name not in self._in_use
        talk = SimulatedTalk(self, card, over=None if mine else Taken())
        self._in_use.add(name)
        try:
            yield talk
        finally:
            talk.over = Pulled()
            if mine:
                self._in_use.discard(name)

    async def run(self) -> None:
        self._places.open()
        self._running = True
        try:
            self._look()
            await asyncio.Event().wait()
        finally:
            self._running = False
            self._places.close()

    async def answer(self, card: CardPresent, apdu: bytes, within_s: float) -> Reply:
        """Carry out one command; used by `SimulatedTalk`."""
        if self._places.count(card) is None:
            return Pulled()
        if Switch.TAKEN in self._on:
            return Taken()
        said = self._say(self._slot(card), apdu)
        if isinstance(said, Silent):
            await asyncio.sleep(within_s / self._scale)
        return read(apdu, said)

    def _say(self, slot: int, apdu: bytes) -> bytes | NoAnswer:
        card = self._cards[slot]
        if card is None or self._pulled_now(slot):
            return Pulled()
        if Switch.SILENT in self._on:
            return Silent()
        if Switch.TOO_LONG in self._on:
            return _TOO_LONG
        if Switch.NO_STATUS in self._on:
            return b"\x90"
        if Switch.GARBAGE in self._on:
            return self._dice.randbytes(self._dice.randint(2, 200))
        said = card.answers(apdu)
        return Silent() if said is None else said

    def _pulled_now(self, slot: int) -> bool:
        left = self._pull_after[slot]
        if left is None:
            return False
        self._pull_after[slot] = left - 1
        if left == 0:
            self._put(None, slot)
        return left == 0

    def _slot(self, card: CardPresent) -> int:
        return self._readers.index(card.reader)

    def _put(self, card: SimulatedCard | None, slot: int) -> None:
        self._cards[slot] = card
        self._counts[slot] += 1
        self._pull_after[slot] = None
        self._look()

    def _look(self) -> None:
        if not self._running:
            return
        if Switch.SERVICE_DOWN in self._on:
            self._places.miss(Gap.NO_SERVICE)
        elif Switch.UNPLUGGED in self._on:
            self._places.see(())
        else:
            self._places.see(map(self._sight, range(len(self._readers))))

    def _sight(self, slot: int) -> Sight:
        card = self._cards[slot]
        atr = None if card is None else b"" if Switch.MUTE in self._on else card.atr
        return Sight(self._readers[slot], atr, self._counts[slot])


class SimulatedTalk:
    """What is said to one card."""

    def __init__(
        self, reader: SimulatedCardReader, card: CardPresent, over: NoAnswer | None
    ) -> None:
        self.over = over
        self._reader = reader
        self._card = card

    async def transmit(self, apdu: bytes, within_s: float = ANSWER_WITHIN_S) -> Reply:
        check(apdu)
        if self.over is not None:
            return self.over
        self.over = Silent()  # when the wait is cancelled
        reply = await self._reader.answer(self._card, apdu, within_s)
        self.over = reply if isinstance(reply, NoAnswer) else None
        return reply
