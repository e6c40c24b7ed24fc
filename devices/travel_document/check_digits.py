"""Check digits of the machine readable zone: weights 7, 3, 1 (ICAO Doc 9303-3, clause 4.9)."""

from __future__ import annotations

from devices.travel_document.errors import Malformed

_WEIGHTS = (7, 3, 1)


def check_digit(text: str) -> str:
    """Return the digit for these letters of the zone; raises Malformed for other letters."""
    return str(sum(_value(each) * _WEIGHTS[at % 3] for at, each in enumerate(text)) % 10)


def is_checked(text: str, digit: str) -> bool:
    """Return whether the digit fits; a field without content may have a filler instead."""
    return digit == check_digit(text) or (digit == "<" and not text.strip("<"))


def _value(letter: str) -> int:
    if "0" <= letter <= "9":
        return ord(letter) - ord("0")
    if "A" <= letter <= "Z":
        return ord(letter) - ord("A") + 10
    if letter == "<":
        return 0
    raise Malformed("a letter does not belong into the zone")
