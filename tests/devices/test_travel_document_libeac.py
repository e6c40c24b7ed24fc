"""Our PACE and secure messaging against a chip that somebody else wrote: OpenPACE's libeac."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from devices.travel_document import Can, PasswordKind, WrongPassword, card_access, files, mrz
from devices.travel_document.errors import Halt
from devices.travel_document.link import Link
from devices.travel_document.pace import open_with_pace
from tests.devices.travel_document_libeac import (
    CAN,
    CARD_ACCESS,
    MRZ,
    LibeacChip,
    libeac_opens,
    library,
)
from tests.devices.travel_documents import WRONG_CAN, full_card

CONTENT = full_card().files[0x0101]


@pytest.fixture(autouse=True)
def _libeac() -> None:
    try:
        library()
    except OSError:
        pytest.skip("libeac3 is not installed")


@pytest.fixture
def chip() -> Iterator[LibeacChip]:
    each = LibeacChip(b"500540", CAN, CONTENT)
    yield each
    each.close()


async def opened(chip: LibeacChip, password: Can | mrz.MrzKey) -> bytes:
    link = Link(chip)
    (variant,) = card_access.offer(CARD_ACCESS).variants
    await open_with_pace(link, password, variant)
    return await files.read_file(link, files.DG1)


def test_a_chip_of_libeac_opens_with_its_can_and_is_read(chip: LibeacChip) -> None:
    assert asyncio.run(opened(chip, Can("500540"))) == CONTENT


def test_a_chip_of_libeac_opens_with_its_zone() -> None:
    key = full_card().key
    chip = LibeacChip(full_card().zone.encode(), MRZ, CONTENT)
    assert asyncio.run(opened(chip, key)) == CONTENT
    chip.close()


def test_a_chip_of_libeac_refuses_another_can(chip: LibeacChip) -> None:
    with pytest.raises(Halt) as halt:
        asyncio.run(opened(chip, WRONG_CAN))
    assert halt.value.trouble == WrongPassword(PasswordKind.CAN)


def test_it_opens_many_times_whatever_numbers_are_drawn(chip: LibeacChip) -> None:
    for _ in range(20):
        assert asyncio.run(opened(chip, Can("500540"))) == CONTENT


def test_the_terminal_of_libeac_opens_the_same_chip(chip: LibeacChip) -> None:
    libeac_opens(chip, b"500540")
