"""Cards made of software, as far as the routing after insertion asks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from devices.card_reader.kinds import GERMAN_EID_AID, TRAVEL_DOCUMENT_AID, CardKind

CONTACTLESS_ATR = bytes.fromhex("3B8A80018031F873F741E082900075")
CONTACT_ATR = bytes.fromhex("3B6500002063CB6A00")
_OK, _NOT_FOUND, _NOT_SUPPORTED = b"\x90\x00", b"\x6a\x82", b"\x6d\x00"
_SELECT, _BY_NAME = 0xA4, 0x04

Answers = Callable[[bytes], bytes | None]


@dataclass(frozen=True, slots=True)
class SimulatedCard:
    """A card: what it answers to reset and to each command; None is no answer at all."""

    atr: bytes
    answers: Answers = field(repr=False)


def card(kind: CardKind) -> SimulatedCard:
    """Return a card of this kind; an unknown one is a bank card."""
    match kind:
        case CardKind.GERMAN_EID:
            return applications(GERMAN_EID_AID, TRAVEL_DOCUMENT_AID)
        case CardKind.TRAVEL_DOCUMENT:
            return applications(TRAVEL_DOCUMENT_AID)
        case CardKind.UNKNOWN:
            return applications(b"1PAY.SYS.DDF01", atr=CONTACT_ATR)


def applications(*aids: bytes, atr: bytes = CONTACTLESS_ATR) -> SimulatedCard:
    """Return a card that has these applications, and nothing in them."""

    def answers(apdu: bytes) -> bytes:
        if apdu[1] != _SELECT:
            return _NOT_SUPPORTED
        if apdu[2] != _BY_NAME:
            return _OK
        return _OK if apdu[5 : 5 + apdu[4]] in aids else _NOT_FOUND

    return SimulatedCard(atr, answers)
