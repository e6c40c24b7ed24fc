"""What lies in which reader, told as one state.

Shared by the drivers and the simulator: only here does the state of the readers change.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from weakref import WeakSet

from devices.card_reader import (
    CardPresent,
    CardReaderState,
    Empty,
    Gap,
    MuteCard,
    NoReader,
    Reader,
)


@dataclass(frozen=True, slots=True)
class Sight:
    """One reader as it was seen.

    Args:
        atr: None while it is empty; without a byte when the card does not wake up.
        count: differs after every insertion and every removal.
    """

    reader: Reader
    atr: bytes | None
    count: int


class Listener(AsyncIterator[CardReaderState]):
    """One who follows the readers. A state that nobody read yet is replaced by the newest."""

    def __init__(self, state: CardReaderState) -> None:
        self._kept: CardReaderState | None = state
        self._news = asyncio.Event()

    def hear(self, state: CardReaderState) -> None:
        self._kept = state
        self._news.set()

    async def __anext__(self) -> CardReaderState:
        while self._kept is None:
            self._news.clear()
            await self._news.wait()
        state, self._kept = self._kept, None
        return state


@dataclass(frozen=True, slots=True)
class _Inserted:
    insertion: int
    count: int


class Places:
    """The readers now. Belongs to the loop; threads do not touch it."""

    def __init__(self) -> None:
        self.state: CardReaderState = NoReader(Gap.NOT_STARTED)
        self.readers: tuple[Reader, ...] = ()
        self._inserted: dict[str, _Inserted] = {}
        self._last = 0
        self._running = False
        self._listeners: WeakSet[Listener] = WeakSet()

    def open(self) -> None:
        """The owner begins."""
        if self._running:
            raise RuntimeError("the card readers have one owner task")
        self._running = True

    def see(self, sights: Iterable[Sight]) -> None:
        """Take what was seen in all readers."""
        seen = sorted(sights, key=lambda sight: sight.reader.name)
        self.readers = tuple(sight.reader for sight in seen)
        filled = [(self._insertion(sight), sight) for sight in seen if sight.atr is not None]
        kept = {sight.reader.name for _, sight in filled}
        self._inserted = {name: self._inserted[name] for name in self._inserted if name in kept}
        self._become(self._told(filled))

    def miss(self, gap: Gap) -> None:
        """There is no reader; whatever was in one has to be put in again to be trusted."""
        self.readers = ()
        self._inserted = {}
        self._become(NoReader(gap))

    def close(self) -> None:
        """The owner has ended and nothing is held."""
        self._running = False
        self.miss(Gap.NOT_STARTED)

    def count(self, card: CardPresent) -> int | None:
        """Return the count at which this card was put in; None when it is not in any more."""
        there = self._inserted.get(card.reader.name)
        return there.count if there and there.insertion == card.insertion else None

    def listen(self) -> Listener:
        listener = Listener(self.state)
        self._listeners.add(listener)
        return listener

    def _insertion(self, sight: Sight) -> int:
        there = self._inserted.get(sight.reader.name)
        if there is None or there.count != sight.count:
            self._last += 1
            there = self._inserted[sight.reader.name] = _Inserted(self._last, sight.count)
        return there.insertion

    def _told(self, filled: list[tuple[int, Sight]]) -> CardReaderState:
        if not self.readers:
            return NoReader(Gap.NO_READER)
        if not filled:
            return Empty(self.readers)
        insertion, sight = min(filled, key=lambda each: (not each[1].atr, each[0]))
        if not sight.atr:
            return MuteCard(sight.reader, insertion)
        return CardPresent(sight.reader, sight.atr, insertion)

    def _become(self, state: CardReaderState) -> None:
        if state != self.state:
            self.state = state
            for listener in self._listeners:
                listener.hear(state)
