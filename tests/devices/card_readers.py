"""Card readers on a bench: what a test may do to them, whichever kind they are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Protocol

import pytest
from smartcard import scard

from devices.card_reader import CardPresent, CardReader, CardReaderState, Empty
from devices.card_reader.cards import SimulatedCard, card
from devices.card_reader.kinds import CardKind
from devices.card_reader.pcsc_driver import PcscCardReader
from devices.card_reader.simulated import SimulatedCardReader
from devices.card_reader.switches import Switch
from tests.support.pcsc import READERS, Pcsc
from tests.support.virtual_card import Answers, VirtualCard

SELECT_FILE = bytes.fromhex("00A4000C023F00")
EID, PASSPORT, BANK = (card(kind) for kind in CardKind)
_NO_ATR = bytes(40)  # longer than an answer to reset can be


class Bench(Protocol):
    """Two readers under test and the hands of the tester."""

    reader: CardReader

    async def insert(self, card: SimulatedCard, slot: int = 0) -> None: ...
    async def pull(self, slot: int = 0) -> None: ...
    def pull_after(self, commands: int) -> None: ...
    async def strike(self, trouble: Switch) -> None: ...
    async def repair(self) -> None:
        """End every trouble; what was put in may have fallen out."""


class SimulatedBench:
    """The simulator."""

    def __init__(self) -> None:
        self.reader = SimulatedCardReader(READERS)
        self.insert, self.pull = self.reader.insert, self.reader.pull
        self.pull_after, self.repair = self.reader.pull_after, self.reader.repair

    async def strike(self, trouble: Switch) -> None:
        await self.reader.switch(trouble)


class PcscBench:
    """The driver on a real pcscd with virtual readers."""

    def __init__(self, pcsc: Pcsc) -> None:
        self.reader = PcscCardReader(connect_within_s=0.5)
        self.pcsc = pcsc
        self._cards: list[VirtualCard | None] = [None, None]
        self._on: set[Switch] = set()
        self._other: OtherProgram | None = None

    async def insert(self, card: SimulatedCard, slot: int = 0) -> None:
        atr = _NO_ATR if Switch.MUTE in self._on else card.atr
        self._cards[slot] = VirtualCard(self._odd(card.answers), atr)
        await asyncio.to_thread(self.pcsc.insert, self._cards[slot], slot)

    async def pull(self, slot: int = 0) -> None:
        await asyncio.to_thread(self.pcsc.pull, slot)

    def pull_after(self, commands: int) -> None:
        card = self._cards[0]
        assert card is not None
        card.pull_after(commands)

    async def strike(self, trouble: Switch) -> None:
        self._on.add(trouble)
        match trouble:
            case Switch.SERVICE_DOWN:
                await asyncio.to_thread(self.pcsc.stop)
            case Switch.UNPLUGGED:
                await asyncio.to_thread(self.pcsc.restart, with_readers=False)
            case Switch.TAKEN:
                self._other = OtherProgram(READERS[0])

    async def repair(self) -> None:
        if self._other is not None:
            self._other.close()
            self._other = None
        if self._on & {Switch.SERVICE_DOWN, Switch.UNPLUGGED}:
            await asyncio.to_thread(self.pcsc.restart)
        self._on.clear()

    def _odd(self, answers: Answers) -> Answers:
        odd: dict[Switch, bytes | None] = {
            Switch.SILENT: None,
            Switch.TOO_LONG: bytes(300),
            Switch.NO_STATUS: b"\x90",
            Switch.GARBAGE: b"\x5a\xf0garbage",
        }
        return lambda apdu: next((odd[on] for on in self._on & odd.keys()), answers(apdu))


class OtherProgram:
    """Another program that has the card for itself."""

    def __init__(self, name: str) -> None:
        result, self._context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        assert result == scard.SCARD_S_SUCCESS
        result, self._handle, _ = scard.SCardConnect(
            self._context, name, scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_ANY
        )
        assert result == scard.SCARD_S_SUCCESS, scard.SCardGetErrorMessage(result)

    def close(self) -> None:
        scard.SCardDisconnect(self._handle, scard.SCARD_LEAVE_CARD)
        scard.SCardReleaseContext(self._context)


BENCHES: dict[str, Callable[[pytest.FixtureRequest], Bench]] = {
    "simulated": lambda request: SimulatedBench(),
    "pcsc": lambda request: PcscBench(request.getfixturevalue("pcsc")),
}


@asynccontextmanager
async def running(reader: CardReader) -> AsyncIterator[AsyncIterator[CardReaderState]]:
    """Run the owner task and listen; everything is seen when it begins."""
    owner = asyncio.create_task(reader.run(), name="card readers")
    changes = reader.changes()
    try:
        yield changes
    finally:
        owner.cancel()
        with suppress(asyncio.CancelledError):
            await owner


async def state_of(
    changes: AsyncIterator[CardReaderState], wanted: CardReaderState | type
) -> CardReaderState:
    """Wait for this state, or for one of this kind."""
    async for state in changes:
        if state == wanted or (isinstance(wanted, type) and isinstance(state, wanted)):
            return state
    raise AssertionError("the readers fell silent")


async def empty(changes: AsyncIterator[CardReaderState]) -> None:
    await state_of(changes, Empty)


async def present(changes: AsyncIterator[CardReaderState]) -> CardPresent:
    """Wait for a card."""
    state = await state_of(changes, CardPresent)
    assert isinstance(state, CardPresent)
    return state
