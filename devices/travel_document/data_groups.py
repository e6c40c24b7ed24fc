"""The files of a travel document taken apart (ICAO Doc 9303-10, clause 4.7; EF.COM 4.6.1)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from devices.travel_document import Personal, Step, mrz, tlv
from devices.travel_document.document import Names
from devices.travel_document.errors import Malformed

_GROUPS = {0x61: Step.DG1, 0x75: Step.DG2, 0x6B: Step.DG11, 0x6C: Step.DG12}
_TAG_LIST = 0x5C
_ZONE = 0x5F1F
_FULL_NAME, _BIRTH_PLACE, _ADDRESS = 0x5F0E, 0x5F11, 0x5F42
_AUTHORITY, _ISSUE_DATE = 0x5F19, 0x5F26
_LONGEST_TEXT = 512


@dataclass(frozen=True, slots=True, repr=False)
class PersonalDetails(Personal):
    """What DG11 says, in national letters."""

    names: Names | None
    birth_place: tuple[str, ...] | None
    address: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, repr=False)
class DocumentDetails(Personal):
    """What DG12 says."""

    authority: str | None
    issue_date: date | None


def listed(com: bytes) -> frozenset[Step]:
    """Return the data groups that EF.COM lists, as far as they are read here."""
    tags = tlv.need(tlv.parse(tlv.only(com, 0x60)), _TAG_LIST)
    return frozenset(_GROUPS[each] for each in tags if each in _GROUPS)


def zone(dg1: bytes) -> mrz.Zone:
    text = tlv.need(tlv.parse(tlv.only(dg1, 0x61)), _ZONE)
    try:
        return mrz.parse(text.decode("ascii"))
    except UnicodeDecodeError:
        raise Malformed("a letter does not belong into the zone") from None


def personal_details(dg11: bytes) -> PersonalDetails:
    objects = tlv.parse(tlv.only(dg11, 0x6B))
    return PersonalDetails(
        names=_names(_text(tlv.find(objects, _FULL_NAME))),
        birth_place=_lines(tlv.find(objects, _BIRTH_PLACE)),
        address=_lines(tlv.find(objects, _ADDRESS)),
    )


def document_details(dg12: bytes) -> DocumentDetails:
    objects = tlv.parse(tlv.only(dg12, 0x6C))
    authority = _lines(tlv.find(objects, _AUTHORITY))
    return DocumentDetails(
        authority=", ".join(authority) if authority else None,
        issue_date=_date(tlv.find(objects, _ISSUE_DATE)),
    )


def _names(text: str | None) -> Names | None:
    surname, *given = _parts(text or "", "<<") or [""]
    return Names(surname, " ".join(given), truncated=False) if surname else None


def _lines(value: bytes | None) -> tuple[str, ...] | None:
    text = _text(value)
    return tuple(_parts(text, "<")) or None if text else None


def _parts(text: str, separator: str) -> list[str]:
    parts = (" ".join(each.replace("<", " ").split()) for each in text.split(separator))
    return [each for each in parts if each]


def _text(value: bytes | None) -> str | None:
    """Return text without anything that moves the cursor or turns the direction of writing."""
    if value is None:
        return None
    if len(value) > _LONGEST_TEXT:
        raise Malformed("a text is too long")
    try:
        text = unicodedata.normalize("NFC", value.decode("utf-8"))
    except UnicodeDecodeError:
        raise Malformed("a text is not UTF-8") from None
    return "".join(each for each in text if unicodedata.category(each)[0] != "C")


def _date(value: bytes | None) -> date | None:
    """Read YYYYMMDD, as eight letters or, in older documents, four bytes of two digits each."""
    if value is None:
        return None
    digits = value.hex() if len(value) == 4 else value.decode("latin-1")
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        raise Malformed("a date has eight digits")
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Malformed("a date is in no calendar") from None
