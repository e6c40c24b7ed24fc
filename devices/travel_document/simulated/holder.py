"""Whom a simulated document belongs to, and the zone that is printed on it."""

from __future__ import annotations

from dataclasses import dataclass

from devices.travel_document import Personal
from devices.travel_document.check_digits import check_digit

_LINE_TD3, _LINE_TD1 = 44, 30


@dataclass(frozen=True, slots=True, repr=False)
class Holder(Personal):
    """The specimen of ICAO Doc 9303: Anna Maria Eriksson of Utopia. Dates are YYMMDD."""

    surname: str = "ERIKSSON"
    given: str = "ANNA MARIA"
    written_names: str = "Eriksson<<Anna<Maria"
    birth_date: str = "740812"
    sex: str = "F"
    nationality: str = "UTO"
    issuing_state: str = "UTO"
    document_number: str = "L898902C3"
    expiry_date: str = "340415"
    birth_place: str = "Zenith"
    address: str = "Lindenallee 3<12345<Zenith"
    authority: str = "Passport Office Zenith"
    issue_date: str = "20240415"


def passport_zone(holder: Holder, personal_number: str = "") -> str:
    """Return the two lines of TD3 (Doc 9303-4, clause 4.2) as one text."""
    first = _filled(f"P<{holder.issuing_state:<<3}{_names(holder)}", _LINE_TD3)
    number = _filled(holder.document_number, 9)
    personal = _filled(personal_number, 14)
    second = (
        _checked(number)
        + _filled(holder.nationality, 3)
        + _checked(holder.birth_date)
        + holder.sex
        + _checked(holder.expiry_date)
        + _checked(personal)
    )
    return first + second + check_digit(second[:10] + second[13:20] + second[21:])


def card_zone(holder: Holder) -> str:
    """Return the three lines of TD1 (Doc 9303-5, clause 4.2) as one text."""
    first = _filled(f"I<{holder.issuing_state:<<3}{_card_number(holder)}", _LINE_TD1)
    second = _filled(
        _checked(holder.birth_date)
        + holder.sex
        + _checked(holder.expiry_date)
        + _filled(holder.nationality, 3),
        _LINE_TD1 - 1,
    )
    composite = first[5:] + second[:7] + second[8:15] + second[18:]
    third = _filled(_names(holder), _LINE_TD1)
    return first + second + check_digit(composite) + third


def _card_number(holder: Holder) -> str:
    """A number of more than nine letters goes on behind a filler, its check digit last."""
    number = holder.document_number
    if len(number) <= 9:
        return _checked(_filled(number, 9))
    return f"{number[:9]}<{number[9:]}{check_digit(number)}"


def _checked(text: str) -> str:
    return text + check_digit(text)


def _names(holder: Holder) -> str:
    return f"{holder.surname}<<{holder.given}".replace(" ", "<")


def _filled(text: str, length: int) -> str:
    return text[:length].ljust(length, "<")
