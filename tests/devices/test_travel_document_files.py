"""Objects and files taken apart: what is whole is read, what is not is refused."""

from __future__ import annotations

import pytest

from devices.travel_document import Step, card_access, data_groups, tlv
from devices.travel_document.ciphers import AES128, AES256, TDES
from devices.travel_document.errors import Malformed
from devices.travel_document.simulated.documents import passport
from devices.travel_document.simulated.holder import Holder
from tests.devices.travel_documents import der, utopia


@pytest.mark.parametrize("size", [0, 1, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x10000])
@pytest.mark.parametrize("tag", [0x04, 0x7C, 0x5F1F, 0x7F61])
def test_an_object_comes_back(tag: int, size: int) -> None:
    (found,) = tlv.parse(tlv.encode(tag, bytes(size)))
    assert (found.tag, len(found.value)) == (tag, size)


@pytest.mark.parametrize(
    "data",
    [
        "30",
        "3001",
        "3080",  # indefinite
        "30850000000001",
        "3084ffffffff00",
        "5f",
        "5f8f8f8f01",
        "300100ff",
    ],
)
def test_what_is_cut_off_or_endless_is_refused(data: str) -> None:
    with pytest.raises(Malformed):
        tlv.parse(bytes.fromhex(data))


def test_a_crowd_of_objects_is_refused() -> None:
    assert len(tlv.parse(b"\4\0" * 256)) == 256
    with pytest.raises(Malformed):
        tlv.parse(b"\4\0" * 257)


def test_the_ways_into_a_chip_are_told_best_first() -> None:
    def info(last: int, curve: int, kind: int = 2) -> bytes:
        oid = bytes.fromhex("04007f0007020204") + bytes([kind, last])
        return der(0x30, der(6, oid), der(2, b"\2"), der(2, bytes([curve])))

    terminal_authentication = der(0x30, der(6, bytes.fromhex("04007f00070202020a")), der(2, b"\2"))
    infos = (info(1, 12), terminal_authentication, info(2, 13), info(4, 17), info(2, 13, kind=4))
    offer = card_access.offer(der(0x31, *infos))
    assert offer.has_pace
    assert [(v.suite, v.curve.number) for v in offer.variants] == [
        (AES256, 17),
        (AES128, 13),
        (TDES, 12),
    ]


def test_a_way_that_is_not_spoken_here_is_told_as_such() -> None:
    finite_field = bytes.fromhex("04007f00070202040102")
    offer = card_access.offer(der(0x31, der(0x30, der(6, finite_field), der(2, b"\2"))))
    assert (offer.has_pace, offer.variants) == (True, ())


@pytest.mark.parametrize(
    ("content", "longest"),
    [
        ("", 256),
        ("7f66080202010002020800", 2_046),
        ("7f660802020100020200ff", 256),
        ("7f66080202ffff0202ffff", 4_096),
        ("47038080ff", 256),
    ],
)
def test_an_extended_answer_is_expected_only_if_announced(content: str, longest: int) -> None:
    assert card_access.longest_answer(bytes.fromhex(content)) == longest


def test_details_come_in_national_letters_without_what_moves_the_cursor() -> None:
    text = "Gro\u0308ßmann<<Łucja\u202e\x1b"
    details = data_groups.personal_details(
        der(0x6B, der(0x5F0E, text.encode()), der(0x5F42, b"Weg 1<<12345 Ort"))
    )
    assert details.names is not None
    assert (details.names.surname, details.names.given) == ("Größmann", "Łucja")
    assert details.address == ("Weg 1", "12345 Ort")
    assert details.birth_place is None


@pytest.mark.parametrize("value", [b"20240415", bytes.fromhex("20240415")])
def test_an_issue_date_has_letters_or_pairs_of_digits(value: bytes) -> None:
    details = data_groups.document_details(der(0x6C, der(0x5F26, value)))
    assert str(details.issue_date) == "2024-04-15"


@pytest.mark.parametrize(
    "content",
    [
        der(0x6B, der(0x5F0E, b"\xff")),
        der(0x6B, der(0x5F0E, b"x" * 513)),
        der(0x6A, der(0x5F0E, b"x")),
    ],
)
def test_garbled_details_are_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        data_groups.personal_details(content)


def test_the_list_of_groups_is_read() -> None:
    files = passport(utopia(), Holder(), groups=(1, 2, 11)).files
    assert data_groups.listed(files[0x011E]) == {Step.DG1, Step.DG2, Step.DG11}
