"""How a written name looks in the zone: Müller is MUELLER, MUXXLLER or MULLER.

Transliterations: ICAO Doc 9303-3, section 6, table A (Latin letters). States choose among them,
so the way back is a question, not an answer: does this written name fit what the zone says?
"""

from __future__ import annotations

import unicodedata

_DROPPED = "'’ʼ`´.,"
_AS_SPACE = "-‐‑–/"
_VARIANTS: dict[str, tuple[str, ...]] = {
    "Ä": ("AE", "A", "AXX"),
    "Å": ("AA", "A"),
    "Æ": ("AE",),
    "Ĳ": ("IJ",),
    "Ð": ("D",),
    "Đ": ("D",),
    "Ħ": ("H",),
    "Ł": ("L",),
    "Ñ": ("N", "NXX"),
    "Ŋ": ("N",),
    "Ö": ("OE", "O", "OXX"),
    "Ø": ("OE", "O"),
    "Œ": ("OE",),
    "ẞ": ("SS",),
    "Þ": ("TH",),
    "Ŧ": ("T",),
    "Ü": ("UE", "U", "UXX"),
}


def fits(written: str, zone: str, truncated: bool = False) -> bool:
    """Return whether a name in national letters may be this name of the zone.

    Args:
        zone: capitals and spaces, as in `Names`.
        truncated: the zone's name may stop before the written one does.

    Names in letters that are not Latin never fit: they cannot be compared.
    """
    ends = {0}
    for letter in _capitals(written):
        if truncated and len(zone) in ends:
            return True
        variants = _variants(letter)
        ends = {end + len(each) for end in ends for each in variants if zone.startswith(each, end)}
        if not ends:
            return False
    return len(zone) in ends


def _capitals(text: str) -> str:
    # upper() would turn ß into SS, which is right, and ŉ into ʼN, which is right too.
    upper = unicodedata.normalize("NFC", text).upper()
    spaced = "".join(" " if each in _AS_SPACE else each for each in upper if each not in _DROPPED)
    return " ".join(spaced.split())


def _variants(letter: str) -> tuple[str, ...]:
    if letter in _VARIANTS:
        return _VARIANTS[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    return (base,) if "A" <= base <= "Z" or base == " " else ()
