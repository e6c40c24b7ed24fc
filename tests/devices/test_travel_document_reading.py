"""Reading a simulated document: every way in, only what was wanted, nothing of what was not."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from devices.travel_document import (
    MethodUnknown,
    MrzKey,
    MrzNeeded,
    PasswordKind,
    WrongPassword,
)
from devices.travel_document.ciphers import AES128, AES192, AES256, TDES, Suite
from devices.travel_document.document import (
    Authentic,
    Document,
    Field,
    ImageFormat,
    Kind,
    PartialDate,
)
from devices.travel_document.simulated.chip import Access, SimulatedChip
from devices.travel_document.simulated.documents import VirtualDocument, passport
from tests.devices.travel_documents import (
    EVERYTHING,
    WRONG_CAN,
    full_card,
    full_passport,
    reading,
    seen,
    utopia,
)


@pytest.mark.parametrize("access", [Access.BAC, Access.PACE, Access.BOTH])
@pytest.mark.parametrize("document", [full_passport(), full_card()], ids=["TD3", "TD1"])
def test_a_document_is_read_and_authentic(document: VirtualDocument, access: Access) -> None:
    found = seen(SimulatedChip(document, access), document)
    assert found.authenticity == Authentic("UT")
    assert found.names is not None and found.names.surname == "ERIKSSON"
    assert found.written_names is not None and found.written_names.given == "Anna Maria"
    assert found.birth_date == PartialDate(1974, 8, 12)
    assert (found.sex, found.nationality, found.issuing_state) == ("F", "UTO", "UTO")
    assert found.address == ("Lindenallee 3", "12345", "Zenith")
    assert (found.issue_date, found.expiry_date) == (date(2024, 4, 15), date(2034, 4, 15))
    assert found.face is not None and found.face.format is ImageFormat.JPEG
    assert found.unreadable == frozenset()
    assert found.kind is (Kind.PASSPORT if len(document.zone) == 88 else Kind.IDENTITY_CARD)


@pytest.mark.parametrize("suite", [TDES, AES128, AES192, AES256], ids=lambda suite: suite.name)
@pytest.mark.parametrize("curve", [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18])
def test_pace_opens_with_every_cipher_and_curve(suite: Suite, curve: int) -> None:
    document = full_card()
    chip = SimulatedChip(document, Access.PACE, pace=((suite, curve),))
    found = reading(chip, document.can, [Field.NAMES])
    assert isinstance(found, Document), found


def test_only_what_is_wanted_is_in_the_document() -> None:
    document = full_passport()
    for wanted in EVERYTHING:
        found = reading(SimulatedChip(document), document.can, [wanted])
        personal = {each.name for each in fields(Document)} - {
            "kind",
            "issuing_state",
            "authenticity",
            "unreadable",
        }
        assert isinstance(found, Document)
        held = {name for name in personal if getattr(found, name) is not None}
        assert held == {wanted.name.lower()}


def test_a_file_that_nobody_needs_is_not_read() -> None:
    document = full_passport()
    little, much = SimulatedChip(document), SimulatedChip(document)
    reading(little, document.can, [Field.NAMES])
    reading(much, document.can, [Field.NAMES, Field.FACE])
    assert little.commands < much.commands


def test_a_chip_that_offers_pace_is_never_opened_with_its_zone_alone() -> None:
    document = full_passport()
    chip = SimulatedChip(document, Access.BOTH)
    assert isinstance(reading(chip, document.key), Document)
    assert 0x84 not in chip.instructions


def test_extended_answers_need_reader_and_chip() -> None:
    document = passport(utopia(), face_size=100_000)
    counts = []
    for extended, longest in ((False, 256), (True, 256), (False, 2_048), (True, 2_048)):
        chip = SimulatedChip(document, extended=extended, longest_answer=longest)
        found = reading(chip, document.can, [Field.FACE])
        assert isinstance(found, Document) and found.face is not None
        assert len(found.face.image) == 100_000 or len(found.face.image) > 99_900
        counts.append(chip.commands)
    assert counts[3] < min(counts[:3]) / 5


@pytest.mark.parametrize("access", [Access.PACE, Access.BOTH, Access.BAC])
def test_a_wrong_password_is_told(access: Access) -> None:
    wrong = MrzKey("X12345678", "740812", "340415")
    found = reading(SimulatedChip(full_passport(), access), wrong)
    assert found == WrongPassword(PasswordKind.MRZ)


def test_a_wrong_can_ten_times_leaves_the_right_one_working() -> None:
    document = full_card()
    chip = SimulatedChip(document)
    for _ in range(10):
        assert reading(chip, WRONG_CAN) == WrongPassword(PasswordKind.CAN)
        chip.reset()
    assert isinstance(reading(chip, document.can), Document)


@pytest.mark.parametrize(
    ("access", "has_can", "expected"),
    [
        (Access.BAC, True, MrzNeeded()),
        (Access.PACE, False, MrzNeeded()),
        (Access.OTHER_PACE, True, MethodUnknown()),
    ],
)
def test_a_can_that_does_not_open_is_told(
    access: Access, has_can: bool, expected: MrzNeeded | MethodUnknown
) -> None:
    document = full_passport()
    assert reading(SimulatedChip(document, access, has_can=has_can), document.can) == expected
