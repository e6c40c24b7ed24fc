"""Who goes on with a card: by its applications, or by its directory."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from devices.card_reader import Feature, Pulled, Reply
from devices.card_reader.conversation import read
from devices.card_reader.features import features
from devices.card_reader.kinds import CardKind, kind_of
from devices.card_reader.simulated import SimulatedCardReader
from tests.devices.card_readers import empty, running
from tests.support.card_files import DIRECTORY
from tests.support.personal_card import PersonalCard

PINPAD = bytes.fromhex("060442330006" + "070442330007" + "120442330012" + "200442330020")


class Held:
    """A card in the hand of the test."""

    def __init__(self, answers: Callable[[bytes], bytes]) -> None:
        self.answers = answers

    async def transmit(self, apdu: bytes, within_s: float = 0.0) -> Reply:
        return read(apdu, self.answers(apdu))


def lists(directory: bytes) -> Callable[[bytes], bytes]:
    """A card that opens no application, and lists what it has."""
    return lambda apdu: directory + b"\x90\x00" if apdu[1] == 0xB0 else b"\x6a\x82"


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        (PersonalCard(), CardKind.GERMAN_EID),
        (lists(DIRECTORY), CardKind.GERMAN_EID),
        (lists(bytes.fromhex("61094F07A0000002471001")), CardKind.TRAVEL_DOCUMENT),
        (lists(bytes.fromhex("61074F05A000000003")), CardKind.UNKNOWN),
        (lists(b""), CardKind.UNKNOWN),
        (lambda _: b"\x6f\x00", CardKind.UNKNOWN),
    ],
)
async def test_a_card_says_who_goes_on_with_it(
    answers: Callable[[bytes], bytes], kind: CardKind
) -> None:
    assert await kind_of(Held(answers)) is kind


async def test_a_card_that_is_gone_is_of_no_kind() -> None:
    class Gone:
        async def transmit(self, apdu: bytes, within_s: float = 0.0) -> Reply:
            return Pulled()

    assert await kind_of(Gone()) == Pulled()


def test_a_reader_with_a_keypad_says_what_it_can_do() -> None:
    assert features(PINPAD) == {Feature.VERIFY_PIN, Feature.MODIFY_PIN, Feature.PACE}


@pytest.mark.parametrize("cut", range(len(PINPAD)))
def test_a_list_that_is_cut_off_is_read_as_far_as_it_goes(cut: int) -> None:
    assert features(PINPAD[:cut]) <= features(PINPAD)


@pytest.mark.parametrize(
    "odd", ["", "06", "0600", "0604", "0605AABBCCDDEE", "060400000000", "FF" * 9]
)
def test_an_odd_list_has_no_features(odd: str) -> None:
    assert features(bytes.fromhex(odd)) == frozenset()


async def test_a_simulated_reader_may_have_a_keypad() -> None:
    reader = SimulatedCardReader(features=frozenset({Feature.PACE}))
    async with running(reader) as changes:
        await empty(changes)
        assert [each.keypad for each in reader.readers] == [True]
