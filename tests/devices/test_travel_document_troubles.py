"""Whatever a chip does at whatever moment, reading ends with a value, and the next one works."""

from __future__ import annotations

import pytest

from devices.travel_document import (
    AccessDenied,
    Can,
    ChipLost,
    Incomprehensible,
    Loss,
    MethodUnknown,
    MrzNeeded,
    NoTravelDocument,
    Step,
    WrongPassword,
)
from devices.travel_document.document import Document
from devices.travel_document.simulated.chip import Access, SimulatedChip
from devices.travel_document.simulated.documents import VirtualDocument, passport
from devices.travel_document.simulated.troubles import Mischief, Troubles
from tests.devices.travel_documents import full_passport, reading, utopia

# A chip that refuses or talks nonsense at the beginning looks like one without PACE or files.
TOLD = (
    AccessDenied | Incomprehensible | MethodUnknown | MrzNeeded | NoTravelDocument | WrongPassword
)


def commands(document: VirtualDocument, access: Access) -> int:
    chip = SimulatedChip(document, access)
    assert isinstance(reading(chip, document.key), Document)
    return chip.commands


@pytest.mark.parametrize("access", [Access.BAC, Access.BOTH])
@pytest.mark.parametrize(
    ("mischief", "loss"), [(Mischief.PULLED, Loss.GONE), (Mischief.SILENT, Loss.SILENT)]
)
def test_a_chip_that_is_lost_at_any_command_is_told(
    access: Access, mischief: Mischief, loss: Loss
) -> None:
    document = passport(utopia(), face_size=600)
    for at in range(commands(document, access)):
        chip = SimulatedChip(document, access, troubles=Troubles({at: mischief}))
        assert reading(chip, document.key) == ChipLost(loss)
        assert chip.commands == at + 1


@pytest.mark.parametrize("access", [Access.BAC, Access.BOTH])
@pytest.mark.parametrize("mischief", [Mischief.OVER_LONG, Mischief.EMPTY])
def test_an_answer_of_an_impossible_length_is_refused_at_any_command(
    access: Access, mischief: Mischief
) -> None:
    document = passport(utopia(), face_size=600)
    for at in range(commands(document, access)):
        chip = SimulatedChip(document, access, troubles=Troubles({at: mischief}))
        assert isinstance(reading(chip, document.key), Incomprehensible)


@pytest.mark.parametrize("access", [Access.BAC, Access.BOTH])
@pytest.mark.parametrize("mischief", [Mischief.GARBAGE, Mischief.FLIPPED, Mischief.REFUSED])
def test_nonsense_at_any_command_never_becomes_another_document(
    access: Access, mischief: Mischief
) -> None:
    document = passport(utopia(), face_size=600)
    genuine = reading(SimulatedChip(document), document.key)
    for at in range(commands(document, access)):
        chip = SimulatedChip(document, access, troubles=Troubles({at: mischief}))
        found = reading(chip, document.key)
        assert isinstance(found, TOLD) or found == genuine
        chip.reset()
        assert reading(chip, document.key) == genuine


@pytest.mark.parametrize("mischief", [Mischief.GARBAGE, Mischief.FLIPPED, Mischief.REFUSED])
def test_nonsense_after_the_chip_was_opened_ends_the_reading(mischief: Mischief) -> None:
    document = passport(utopia(), face_size=600)
    opened = SimulatedChip(document)
    reading(opened, document.key)
    first = next(at for at, each in enumerate(opened.instructions) if each == 0x86) + 4
    for at in range(first, opened.commands):
        chip = SimulatedChip(document, troubles=Troubles({at: mischief}))
        found = reading(chip, document.key)
        assert isinstance(found, Incomprehensible | AccessDenied), at


@pytest.mark.parametrize(
    ("access", "instruction", "place", "step"),
    [(Access.PACE, 0x86, 3, Step.PACE), (Access.BAC, 0x82, 0, Step.BAC)],
)
def test_a_chip_that_does_not_prove_the_secret_is_left(
    access: Access, instruction: int, place: int, step: Step
) -> None:
    document = full_passport()
    genuine = SimulatedChip(document, access)
    reading(genuine, document.key)
    at = genuine.instructions.index(instruction) + place
    chip = SimulatedChip(document, access, troubles=Troubles({at: Mischief.FLIPPED}))
    assert reading(chip, document.key) == Incomprehensible(step)


class Parrot:
    """A chip that agrees on a secret by sending back the key that it was sent."""

    extended = False

    def __init__(self, chip: SimulatedChip) -> None:
        self._chip = chip

    async def transmit(self, apdu: bytes) -> bytes | ChipLost:
        if apdu[:4] == bytes.fromhex("10860000") and apdu[7:8] == b"\x83":
            return apdu[5:7] + b"\x84" + apdu[8:-1] + b"\x90\0"
        return await self._chip.transmit(apdu)


def test_a_chip_that_repeats_our_key_is_left() -> None:
    document = full_passport()
    found = reading(Parrot(SimulatedChip(document)), document.can)
    assert found == Incomprehensible(Step.PACE)


class OtherCard:
    """A card that is no travel document: a bank card, a pass for the swimming bath."""

    extended = False

    def __init__(self, answer: str) -> None:
        self.heard = 0
        self._answer = bytes.fromhex(answer)

    async def transmit(self, apdu: bytes) -> bytes | ChipLost:
        self.heard += 1
        return self._answer


@pytest.mark.parametrize("answer", ["6A82", "6D00", "6E00", "6999", "6985", "6A86"])
@pytest.mark.parametrize("password", [full_passport().key, Can("500540")])
def test_another_card_is_no_travel_document(answer: str, password: Can) -> None:
    card = OtherCard(answer)
    assert reading(card, password) == NoTravelDocument()
    assert card.heard <= 4


@pytest.mark.parametrize("answer", ["9000", "00" * 8 + "9000", "31" * 200 + "9000", "63C2"])
def test_a_card_that_always_says_the_same_is_left_soon(answer: str) -> None:
    card = OtherCard(answer)
    assert not isinstance(reading(card, Can("500540")), Document)
    assert card.heard <= 12
