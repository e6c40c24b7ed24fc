"""Every parser of travel documents, and genuine inputs for each: what the fuzzing starts from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from devices.travel_document import (
    ChipLost,
    Step,
    asn1,
    authenticity,
    card_access,
    data_groups,
    mrz,
    tlv,
)
from devices.travel_document.apdu import Command, answer
from devices.travel_document.ciphers import AES128
from devices.travel_document.curves import CURVES
from devices.travel_document.document import Document
from devices.travel_document.face import face
from devices.travel_document.master_list import load
from devices.travel_document.messaging import CHECKSUM, SecureMessaging
from devices.travel_document.reading import read
from devices.travel_document.signatures import fits
from devices.travel_document.simulated.chip import Access, SimulatedChip
from devices.travel_document.simulated.sealed import protected, received
from tests.devices.travel_documents import EVERYTHING, TODAY, full_card, full_passport, utopia

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def _sod(data: bytes) -> None:
    groups = {Step.DG1: full_passport().files[0x0101]}
    authenticity.judged(data, groups, "UTO", utopia().trusted(), TODAY)


def _certificate(data: bytes) -> None:
    found = asn1.certificate(data)
    key, scheme = asn1.public_key(found.key_info), asn1.scheme(found.algorithm, "sha256")
    fits(key, scheme, found.body, found.signature)


def _secure_messaging(data: bytes) -> None:
    """Open an answer as it is."""
    SecureMessaging(AES128, b"both sides").opened(answer(data))


def _checksummed(data: bytes) -> None:
    """Open an answer whose checksum fits, whatever is in it."""
    chip = SecureMessaging(AES128, b"both sides")
    chip.count()
    mac = tlv.encode(CHECKSUM, chip.checksum(b"", data))
    SecureMessaging(AES128, b"both sides").opened(answer(data + mac + b"\x90\0", 65_536))


def _zone(data: bytes) -> None:
    zone = mrz.parse(data.decode("latin-1"))
    mrz.birth_date(zone.birth_date, TODAY)
    mrz.expiry_date(zone.expiry_date, TODAY)


class _Twisted:
    """A chip whose answers are wounded from some command on."""

    extended = True

    def __init__(self, wounds: bytes) -> None:
        access = (Access.BAC, Access.PACE)[wounds[0] % 2] if wounds else Access.BAC
        self._chip = SimulatedChip(full_passport(), access, longest_answer=1_024)
        self._wounds = iter(wounds)

    async def transmit(self, apdu: bytes) -> bytes | ChipLost:
        raw = await self._chip.transmit(apdu)
        assert isinstance(raw, bytes)
        wound = next(self._wounds, 0)
        if wound < 200:
            return raw
        at = next(self._wounds, 0) * 7 % len(raw)
        return raw[:at] + bytes([wound]) + raw[at + wound % 3 :]


def _reading(data: bytes) -> None:
    chip = _Twisted(data)
    password = full_passport().key
    known = utopia().trusted()
    found = asyncio.run(read(chip, password, EVERYTHING, trusted=known, today=TODAY))
    assert isinstance(found, Document) or found.code


@dataclass(frozen=True, slots=True)
class Target:
    """A parser and genuine inputs for it; of `share` in a thousand inputs."""

    name: str
    parse: Callable[[bytes], object]
    genuine: tuple[bytes, ...]
    share: int


@cache
def targets() -> tuple[Target, ...]:
    files, state = full_passport().files, utopia()
    chip = SimulatedChip(full_card(), longest_answer=1_024)
    plain = (bytes.fromhex("00a4020c02011c"), bytes.fromhex("00b0000000"))
    access = [chip.answer(each) for each in plain][-1]
    assert isinstance(access, bytes)
    sealed = protected(
        SecureMessaging(AES128, b"both sides"), answer(files[0x0101][:200] + b"\x90\0")
    )
    zones = (full_passport().zone.encode(), full_card().zone.encode())
    pinned = (DATA / "german-csca07.cer").read_bytes()
    return (
        Target("objects", tlv.parse, (files[0x0101], files[0x010B]), 150),
        Target("EF.CardAccess", card_access.offer, (access[:-2],), 100),
        Target(
            "EF.ATR/INFO",
            card_access.longest_answer,
            (bytes.fromhex("7f66080202010002020800"),),
            30,
        ),
        Target("zone", _zone, zones, 100),
        Target("EF.COM", data_groups.listed, (files[0x011E],), 30),
        Target("DG1", data_groups.zone, (files[0x0101],), 50),
        Target("DG2", face, (files[0x0102],), 80),
        Target("DG11", data_groups.personal_details, (files[0x010B],), 60),
        Target("DG12", data_groups.document_details, (files[0x010C],), 50),
        Target("EF.SOD", _sod, (files[0x011D],), 120),
        Target("certificate", _certificate, (state.certificate, pinned), 60),
        Target(
            "master list", lambda data: load(data, state.certificate), (state.master_list(),), 60
        ),
        Target("secure messaging", _secure_messaging, (sealed.data + b"\x90\0",), 40),
        Target("a fitting checksum", _checksummed, (sealed.data[:-10],), 40),
        Target("point", CURVES[13].decoded, (CURVES[13].encoded(CURVES[13].generator),), 15),
        Target("command", received, (Command(0xB0, 0, 0, bytes(300), 1_000).encoded,), 10),
        Target("a whole reading", _reading, (bytes(40),), 5),
    )
