"""Cards by contact (T=0): data there and back in one command, as with any other card."""

from __future__ import annotations

import asyncio

import pytest

from devices.card_reader import Answer, Pulled
from devices.card_reader.cards import CONTACT_ATR
from devices.card_reader.pcsc_driver import PcscCardReader
from devices.card_reader.t0 import carry
from tests.devices.card_readers import present, running
from tests.support.pcsc import Pcsc
from tests.support.virtual_card import VirtualCard

SELECT = bytes.fromhex("00A4040003112233")


class Speaks:
    """A card that says these things in turn and remembers what it was asked."""

    def __init__(self, *said: str) -> None:
        self.asked: list[str] = []
        self._said = list(map(bytes.fromhex, said))

    def __call__(self, apdu: bytes) -> bytes:
        self.asked.append(apdu.hex())
        return self._said.pop(0) if len(self._said) > 1 else self._said[0]


def test_an_answer_in_pieces_is_put_together() -> None:
    card = Speaks("6104", "AABB6102", "CCDD9000")
    assert carry(card, SELECT + b"\0") == bytes.fromhex("AABBCCDD9000")
    assert card.asked == [SELECT.hex(), "00c0000004", "00c0000002"]


def test_a_wrong_length_is_asked_again_with_the_right_one() -> None:
    card = Speaks("6C03", "0102039000")
    assert carry(card, bytes.fromhex("00B0000000")) == bytes.fromhex("0102039000")
    assert card.asked == ["00b0000000", "00b0000003"]


@pytest.mark.parametrize("apdu", ["00A4000C", "00B0000010", "00A4000C023F00"])
def test_a_command_without_both_goes_as_it_is(apdu: str) -> None:
    card = Speaks("9000")
    assert carry(card, bytes.fromhex(apdu)) == b"\x90\x00"
    assert card.asked == [apdu.lower()]


def test_a_card_that_announces_more_for_ever_is_left() -> None:
    card = Speaks("6110")
    assert carry(card, SELECT) == b"\x61\x10"
    assert len(card.asked) < 300


def test_a_card_pulled_between_the_pieces_is_pulled() -> None:
    replies: list[bytes | Pulled] = [b"\x61\x04", Pulled()]
    assert carry(lambda _: replies.pop(0), SELECT) == Pulled()


async def test_the_driver_does_so_with_a_card_by_contact(pcsc: Pcsc) -> None:
    reader = PcscCardReader()
    async with running(reader) as changes:
        card = VirtualCard(Speaks("6102", "CCDD9000"), CONTACT_ATR)
        await asyncio.to_thread(pcsc.insert, card)
        async with reader.use(await present(changes)) as talk:
            assert await talk.transmit(SELECT + b"\0") == Answer(b"\xcc\xdd", 0x9000)
    assert [each.hex() for each in card.commands] == [SELECT.hex(), "00c0000002"]
