"""Travel documents for the tests: a state, its documents, a chip by script."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache

from devices.travel_document import Can, Chip, ChipLost, Password, Trouble, tlv
from devices.travel_document.document import Document, Field
from devices.travel_document.master_list import MasterList
from devices.travel_document.reading import read
from devices.travel_document.simulated.chip import SimulatedChip
from devices.travel_document.simulated.documents import VirtualDocument, identity_card, passport
from devices.travel_document.simulated.state import SimulatedState

TODAY = date(2026, 11, 25)
EVERYTHING = tuple(Field)
WRONG_CAN = Can("111111")


@cache
def utopia() -> SimulatedState:
    return SimulatedState(today=TODAY)


@cache
def full_passport() -> VirtualDocument:
    return passport(utopia(), groups=(1, 2, 11, 12), face_size=2_000)


@cache
def full_card() -> VirtualDocument:
    return identity_card(utopia(), groups=(1, 2, 11, 12), face_size=2_000)


def reading(
    chip: Chip,
    password: Password,
    wanted: Collection[Field] = EVERYTHING,
    *,
    trusted: MasterList | None = None,
    german: bool = False,
) -> Document | Trouble:
    """Read a document to the end, trusting Utopia unless told otherwise."""
    trusted = trusted or utopia().trusted()
    return asyncio.run(read(chip, password, wanted, trusted=trusted, today=TODAY, german=german))


class ScriptedChip:
    """Answers what the standard's worked example answers, if it hears what that example says."""

    extended = False

    def __init__(self, script: Iterator[tuple[str, str]]) -> None:
        self._script = script

    async def transmit(self, apdu: bytes) -> bytes | ChipLost:
        expected, answer = next(self._script)
        assert apdu.hex().upper() == expected.replace(" ", "")
        return bytes.fromhex(answer)


def der(tag: int, *parts: bytes) -> bytes:
    return tlv.encode(tag, b"".join(parts))


def seen(chip: SimulatedChip, document: VirtualDocument) -> Document:
    """Read everything, with the zone."""
    found = reading(chip, document.key)
    assert isinstance(found, Document), found
    return found
