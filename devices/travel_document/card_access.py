"""What a chip says before it is opened: its variants of PACE and the length of its answers.

EF.CardAccess: ICAO Doc 9303-11, clause 9.2. EF.ATR/INFO: Doc 9303-10, clause 3.11.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.travel_document import tlv
from devices.travel_document.apdu import LONGEST_SHORT
from devices.travel_document.ciphers import AES128, AES192, AES256, TDES, Suite
from devices.travel_document.curves import CURVES, Curve

# 0.4.0.127.0.7.2.2.4.2.x: PACE, generic mapping over an elliptic curve.
_PACE = bytes.fromhex("04007f0007020204")
_GENERIC_MAPPING = _PACE + b"\2"
_SUITES = {1: TDES, 2: AES128, 3: AES192, 4: AES256}
_BEST_FIRST = (AES256, AES192, AES128, TDES)
_VERSION = b"\2"

_SET, _SEQUENCE, _OID, _INTEGER = 0x31, 0x30, 0x06, 0x02
_LENGTHS = 0x7F66
_MOST_CONTENT = 4_096


@dataclass(frozen=True, slots=True)
class PaceVariant:
    """One way to open the chip with PACE; `oid` as the chip wrote it."""

    oid: bytes
    suite: Suite
    curve: Curve


@dataclass(frozen=True, slots=True)
class PaceOffer:
    """What EF.CardAccess offers: whether PACE at all, and the variants spoken here, best first."""

    has_pace: bool
    variants: tuple[PaceVariant, ...]


def offer(card_access: bytes) -> PaceOffer:
    """Read EF.CardAccess; security infos that are not known here are passed over."""
    infos = [
        tlv.parse(each.value)
        for each in tlv.parse(tlv.only(card_access, _SET))
        if each.tag == _SEQUENCE
    ]
    has_pace = any(tlv.need(info, _OID).startswith(_PACE) for info in infos)
    variants = [found for info in infos if (found := _variant(info)) is not None]
    return PaceOffer(has_pace, tuple(sorted(variants, key=lambda v: _BEST_FIRST.index(v.suite))))


def _variant(info: tuple[tlv.Tlv, ...]) -> PaceVariant | None:
    oid = tlv.need(info, _OID)
    numbers = [each.value for each in info if each.tag == _INTEGER]
    if oid[:-1] != _GENERIC_MAPPING or len(numbers) != 2 or numbers[0] != _VERSION:
        return None
    suite = _SUITES.get(oid[-1])
    curve = CURVES.get(int.from_bytes(numbers[1], "big"))
    return PaceVariant(oid, suite, curve) if suite and curve else None


def longest_answer(atr_info: bytes) -> int:
    """Return how many bytes an answer of this chip may have, from its EF.ATR/INFO.

    256 unless it announces extended lengths; never more than 4,096, which is quick enough and
    fits into every reader.
    """
    lengths = tlv.find(tlv.parse(atr_info), _LENGTHS)
    if lengths is None:
        return LONGEST_SHORT
    sizes = [each.value for each in tlv.parse(lengths) if each.tag == _INTEGER]
    if len(sizes) != 2:
        return LONGEST_SHORT
    return max(LONGEST_SHORT, min(_MOST_CONTENT, int.from_bytes(sizes[1], "big") - 2))
