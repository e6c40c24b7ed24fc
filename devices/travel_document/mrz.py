"""The machine readable zone of cards (TD1, TD2) and passports (TD3), every check digit checked.

ICAO Doc 9303-4 to 9303-6; long document numbers of TD1 and TD2 go on in the optional data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from devices.travel_document import MrzKey, Personal
from devices.travel_document.check_digits import check_digit, is_checked
from devices.travel_document.document import Kind, Names, PartialDate
from devices.travel_document.errors import Malformed

_NAME_SEPARATOR = "<<"


@dataclass(frozen=True, slots=True, repr=False)
class Zone(Personal):
    """What the zone says. Dates are YYMMDD as printed: the century is the reader's conclusion."""

    code: str
    issuing_state: str
    document_number: str
    nationality: str
    birth_date: str
    sex: str
    expiry_date: str
    names: Names
    plain: ClassVar[frozenset[str]] = frozenset({"code"})

    @property
    def kind(self) -> Kind:
        if self.code.startswith("P"):
            return Kind.PASSPORT
        # A crew member's certificate, residence permits, a visa.
        is_card = self.code[:1] in "IAC" and self.code not in ("AC", "AR", "IR", "IV")
        return Kind.IDENTITY_CARD if is_card else Kind.OTHER

    @property
    def key(self) -> MrzKey:
        return MrzKey(self.document_number, self.birth_date, self.expiry_date)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand; `number_goes_on` is the optional data of a long document number."""

    number: slice
    birth: slice
    sex: int
    expiry: slice
    nationality: slice
    names: slice
    number_goes_on: slice | None
    composite: tuple[slice, ...]
    composite_digit: int


# Counted over all lines together: TD1 has 3 × 30 letters, TD2 2 × 36, TD3 2 × 44.
_LAYOUTS = {
    90: _Layout(
        number=slice(5, 14),
        birth=slice(30, 36),
        sex=37,
        expiry=slice(38, 44),
        nationality=slice(45, 48),
        names=slice(60, 90),
        number_goes_on=slice(15, 30),
        composite=(slice(5, 30), slice(30, 37), slice(38, 45), slice(48, 59)),
        composite_digit=59,
    ),
    72: _Layout(
        number=slice(36, 45),
        birth=slice(49, 55),
        sex=56,
        expiry=slice(57, 63),
        nationality=slice(46, 49),
        names=slice(5, 36),
        number_goes_on=slice(64, 71),
        composite=(slice(36, 46), slice(49, 56), slice(57, 71)),
        composite_digit=71,
    ),
    88: _Layout(
        number=slice(44, 53),
        birth=slice(57, 63),
        sex=64,
        expiry=slice(65, 71),
        nationality=slice(54, 57),
        names=slice(5, 44),
        number_goes_on=None,
        composite=(slice(44, 54), slice(57, 64), slice(65, 87)),
        composite_digit=87,
    ),
}
_TD3_PERSONAL, _TD3_PERSONAL_DIGIT = slice(72, 86), 86


def parse(text: str) -> Zone:
    """Read a zone, with or without line ends; raises Malformed where a check digit does not fit."""
    zone = text.replace("\r", "").replace("\n", "")
    layout = _LAYOUTS.get(len(zone))
    if layout is None:
        raise Malformed("a zone has 90, 72 or 88 letters")
    check_digit(zone)
    number = _document_number(zone, layout)
    for part in (layout.birth, layout.expiry):
        _need(is_checked(zone[part], zone[part.stop]))
    if len(zone) == 88:
        _need(is_checked(zone[_TD3_PERSONAL], zone[_TD3_PERSONAL_DIGIT]))
    whole = "".join(zone[part] for part in layout.composite)
    _need(check_digit(whole) == zone[layout.composite_digit])
    return Zone(
        code=_trimmed(zone[:2]),
        issuing_state=_trimmed(zone[2:5]),
        document_number=number,
        nationality=_trimmed(zone[layout.nationality]),
        birth_date=zone[layout.birth],
        sex={"M": "M", "F": "F"}.get(zone[layout.sex], "X"),
        expiry_date=zone[layout.expiry],
        names=names(zone[layout.names]),
    )


def _document_number(zone: str, layout: _Layout) -> str:
    """A number of more than nine letters goes on in the optional data, its check digit last."""
    begin, digit = zone[layout.number], zone[layout.number.stop]
    if digit == "<" and layout.number_goes_on is not None and begin.strip("<"):
        end = zone[layout.number_goes_on].split("<", 1)[0]
        _need(len(end) >= 2)
        number = begin + end[:-1]
        _need(check_digit(number) == end[-1])
        return number
    _need(is_checked(begin, digit))
    return _need_text(begin.rstrip("<"))


def names(text: str) -> Names:
    """Read the name field: first the surname, after two fillers the given names."""
    surname, _, given = text.partition(_NAME_SEPARATOR)
    truncated = not text.endswith("<")
    return Names(_need_text(_trimmed(surname)), _trimmed(given), truncated)


def birth_date(text: str, today: date) -> PartialDate | None:
    """Return the date of the youngest century in which it is not after today.

    None where not even the year is known.
    """
    if text[:2] == "<<":
        return None
    if not text[:2].isdigit():
        raise Malformed("a part of a date has two digits")
    year = today.year - today.year % 100 + int(text[:2])
    month, day = _part(text[2:4]), _part(text[4:6])
    if (year, month or 1, day or 1) > (today.year, today.month, today.day):
        year -= 100
    return _real(PartialDate(year, month, day))


def expiry_date(text: str, today: date) -> date:
    """Return the date nearest to today: documents expire at most fifty years away."""
    if not text.isdigit():
        raise Malformed("an expiry date has six digits")
    year = today.year - today.year % 100 + int(text[:2])
    year += 100 * ((year < today.year - 50) - (year > today.year + 50))
    whole = _real(PartialDate(year, int(text[2:4]), int(text[4:6]))).whole
    if whole is None:
        raise Malformed("an expiry date is whole")
    return whole


def _part(text: str) -> int | None:
    if text == "<<":
        return None
    if not text.isdigit():
        raise Malformed("a part of a date has two digits")
    return int(text)


def _real(found: PartialDate) -> PartialDate:
    """Refuse a date that no calendar has."""
    try:
        # The year 2000 has every day that any year has.
        date(found.year if found.day else 2000, found.month or 1, found.day or 1)
    except ValueError:
        raise Malformed("a date is in no calendar") from None
    return found


def _trimmed(text: str) -> str:
    return " ".join(text.replace("<", " ").split())


def _need(condition: bool) -> None:
    if not condition:
        raise Malformed("a check digit does not fit")


def _need_text(text: str) -> str:
    if not text:
        raise Malformed("a field of the zone is empty")
    return text
