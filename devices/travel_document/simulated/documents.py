"""The files of a simulated document, written as a state writes them (ICAO Doc 9303-10)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from devices.travel_document import Can, MrzKey, Personal, mrz, tlv
from devices.travel_document.simulated.holder import Holder, card_zone, passport_zone
from devices.travel_document.simulated.picture import face
from devices.travel_document.simulated.state import SimulatedState

_NUMBERS = {1: 0x0101, 2: 0x0102, 11: 0x010B, 12: 0x010C}
_TAGS = {1: 0x61, 2: 0x75, 11: 0x6B, 12: 0x6C}
_COM, _SOD = 0x011E, 0x011D
_VERSIONS = bytes.fromhex("5f0104303130375f3606303430303030")


@dataclass(frozen=True, slots=True, repr=False)
class VirtualDocument(Personal):
    """What lies in the chip: files by number, and the passwords that open it."""

    zone: str
    can: Can
    files: Mapping[int, bytes]

    @property
    def key(self) -> MrzKey:
        return mrz.parse(self.zone).key

    def tampered(self, group: int = 1) -> VirtualDocument:
        """Return the same document with the last letter of a data group changed."""
        number = _NUMBERS[group]
        content = self.files[number]
        changed = content[:-1] + bytes([content[-1] ^ 1])
        return replace(self, files={**self.files, number: changed})

    def without(self, file: int) -> VirtualDocument:
        """Return the same document without one file."""
        kept = {number: content for number, content in self.files.items() if number != file}
        return replace(self, files=kept)


def passport(
    state: SimulatedState,
    holder: Holder | None = None,
    *,
    groups: Collection[int] = (1, 2),
    can: str = "500540",
    face_size: int = 18_000,
) -> VirtualDocument:
    """Return a passport (TD3) with these data groups; of 1, 2, 11 and 12."""
    holder = holder or Holder()
    return _issued(state, holder, passport_zone(holder), can, groups, face_size)


def identity_card(
    state: SimulatedState,
    holder: Holder | None = None,
    *,
    groups: Collection[int] = (1, 2),
    can: str = "500540",
    face_size: int = 18_000,
) -> VirtualDocument:
    """Return an identity card (TD1) with these data groups; of 1, 2, 11 and 12."""
    holder = holder or Holder()
    return _issued(state, holder, card_zone(holder), can, groups, face_size)


def utopian_passport(today: date) -> VirtualDocument:
    """Return the specimen, with every data group that is read here."""
    return passport(SimulatedState(today=today), groups=(1, 2, 11, 12))


def _issued(
    state: SimulatedState,
    holder: Holder,
    zone: str,
    can: str,
    groups: Collection[int],
    face_size: int,
) -> VirtualDocument:
    contents = {
        1: tlv.encode(0x5F1F, zone.encode("ascii")),
        2: _templates(face(face_size)),
        11: _personal_details(holder),
        12: _document_details(holder),
    }
    written = {number: tlv.encode(_TAGS[number], contents[number]) for number in sorted(groups)}
    tags = bytes(_TAGS[number] for number in written)
    files = {_NUMBERS[number]: content for number, content in written.items()}
    files[_COM] = tlv.encode(0x60, _VERSIONS + tlv.encode(0x5C, tags))
    files[_SOD] = state.security_object(written)
    return VirtualDocument(zone, Can(can), files)


def _templates(image: bytes) -> bytes:
    """One biometric template with a record of ISO/IEC 19794-5."""
    body = bytes(16) + bytes(12) + image
    size = (len(body) + 4).to_bytes(4, "big")
    record = b"FAC\x00010\x00" + (len(body) + 18).to_bytes(4, "big") + b"\0\1" + size + body
    header = tlv.encode(0xA1, bytes.fromhex("8702010188020008"))
    template = tlv.encode(0x7F60, header + tlv.encode(0x5F2E, record))
    return tlv.encode(0x7F61, tlv.encode(0x02, b"\1") + template)


def _personal_details(holder: Holder) -> bytes:
    fields = {
        0x5F0E: holder.written_names,
        0x5F11: holder.birth_place,
        0x5F42: holder.address,
    }
    return _listed(fields)


def _document_details(holder: Holder) -> bytes:
    return _listed({0x5F19: holder.authority, 0x5F26: holder.issue_date})


def _listed(fields: Mapping[int, str]) -> bytes:
    tags = b"".join(tag.to_bytes(2, "big") for tag in fields)
    texts = (tlv.encode(tag, text.encode("utf-8")) for tag, text in fields.items())
    return tlv.encode(0x5C, tags) + b"".join(texts)
