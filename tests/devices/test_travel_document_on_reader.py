"""A travel document on a reader: through the real pcscd, and what the card room says of trouble."""

from __future__ import annotations

import asyncio

import pytest

from devices.card_reader import (
    Answer,
    CardPresent,
    Pulled,
    Reply,
    Silent,
    Taken,
    TooLong,
)
from devices.card_reader.pcsc_driver import PcscCardReader
from devices.travel_document import ChipLost, Incomprehensible, Loss, Step, Trouble
from devices.travel_document.document import Authentic, Document
from devices.travel_document.on_reader import ChipOnReader
from devices.travel_document.reading import read
from devices.travel_document.simulated.chip import Access, SimulatedChip
from tests.devices.travel_documents import EVERYTHING, TODAY, full_card, reading, utopia
from tests.support.pcsc import Pcsc
from tests.support.virtual_card import VirtualCard

SEEN_WITHIN_S = 30


class OnTheTable:
    """A virtual card whose answers are those of a simulated document."""

    def __init__(self, chip: SimulatedChip) -> None:
        self._chip = chip

    def __call__(self, apdu: bytes) -> bytes:
        answer = self._chip.answer(apdu)
        assert isinstance(answer, bytes)
        return answer

    def reset(self) -> None:
        self._chip.reset()


async def laid_down(pcsc: Pcsc, chip: SimulatedChip, pull_after: int | None) -> Document | Trouble:
    """Lay a document on the reader, and perhaps take it off while it is read."""
    reader = PcscCardReader()
    running = asyncio.create_task(reader.run())
    card = VirtualCard(OnTheTable(chip))
    try:
        await asyncio.to_thread(pcsc.insert, card)
        async with asyncio.timeout(SEEN_WITHIN_S):
            async for state in reader.changes():
                if isinstance(state, CardPresent):
                    break
        if pull_after is not None:
            card.pull_after(pull_after)
        async with reader.use(state) as held:
            chip_on_reader = ChipOnReader(held)
            password, known = full_card().can, utopia().trusted()
            return await read(chip_on_reader, password, EVERYTHING, trusted=known, today=TODAY)
    finally:
        running.cancel()


def test_a_document_is_read_through_the_service_of_the_system(pcsc: Pcsc) -> None:
    found = asyncio.run(laid_down(pcsc, SimulatedChip(full_card()), None))
    assert isinstance(found, Document) and found.authenticity == Authentic("UT")


@pytest.mark.parametrize("after", [0, 9, 30])
def test_a_document_that_is_taken_off_is_told(pcsc: Pcsc, after: int) -> None:
    found = asyncio.run(laid_down(pcsc, SimulatedChip(full_card(), Access.PACE), after))
    assert found == ChipLost(Loss.GONE)


class Saying:
    """A card that always says the same."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    async def transmit(self, apdu: bytes, within_s: float = 5.0) -> Reply:
        return self._reply


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Pulled(), ChipLost(Loss.GONE)),
        (Silent(), ChipLost(Loss.SILENT)),
        (Taken(), ChipLost(Loss.TAKEN)),
        (TooLong(), Incomprehensible(Step.CARD_ACCESS)),
        (Answer(bytes(300), 0x9000), Incomprehensible(Step.CARD_ACCESS)),
    ],
)
def test_the_trouble_of_the_reader_is_the_trouble_of_the_document(
    reply: Reply, expected: Trouble
) -> None:
    assert reading(ChipOnReader(Saying(reply)), full_card().can) == expected
