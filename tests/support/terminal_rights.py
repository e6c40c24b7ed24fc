"""What a terminal may read: its certificates are checked, and then the chip proves to be real.

The card's end of terminal authentication 2 and chip authentication 2 (BSI TR-03110-2, 3.3, 3.4).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.support.libeac import Eac
from tests.support.secured_card import NOT_SUPPORTED, OK, Command, SecuredCard
from tests.support.tlv import find, parse, tlv

_WRONG, _NOT_FOUND = b"\x63\x00", b"\x6a\x80"
_FIRST_GROUP_BIT = 8  # of the rights that a certificate carries: DG1; DG2 is the next one
_LAST_GROUP = 22


@dataclass(frozen=True, slots=True)
class Issued:
    """Who issued a card, and what that put into it.

    Args:
        root: the name of the root certificate (CAR).
        cvca: the root certificate itself.
        card_security: EF.CardSecurity, signed.
        private, public: the key of the chip, PKCS #8 and an uncompressed point.
    """

    root: bytes
    cvca: bytes = field(repr=False)
    card_security: bytes = field(repr=False)
    private: bytes = field(repr=False)
    public: bytes = field(repr=False)


class TerminalRights:
    """What one terminal has proven since PACE.

    Args:
        own_key: the key of the card in PACE, which the terminal signs.
        wanted: what the citizen has agreed to (CHAT).
    """

    def __init__(self, issued: Issued, eac: Eac, own_key: bytes, wanted: bytes) -> None:
        self._issued, self._eac, self._own_key = issued, eac, own_key
        self._wanted = _rights(wanted)
        self._certified = 0
        self._asked: dict[int, bytes] = {}
        self._terminal = self._chip = self._chip_next = False
        eac.trust(issued.cvca, issued.card_security, issued.private, issued.public)

    def may_read(self, group: int) -> bool:
        granted = self._wanted & self._certified
        bit = _FIRST_GROUP_BIT + group - 1
        return self._chip and group <= _LAST_GROUP and bool(granted >> bit & 1)

    def card_security(self) -> bytes | None:
        return self._issued.card_security if self._terminal else None

    def command(self, card: SecuredCard, command: Command) -> bytes:
        match command.ins, command.parameters:
            case 0x22, 0x81B6:
                return OK
            case 0x2A, 0x00BE:
                return self._import(command.data)
            case 0x22, 0x81A4:
                self._asked = dict(parse(command.data))
                return OK
            case 0x84, _:
                return self._eac.challenge() + OK
            case 0x82, _:
                return self._prove_terminal(command.data)
            case 0x22, 0x41A4:
                self._chip_next = self._terminal
                return OK if self._terminal else b"\x69\x82"
            case 0x86, _ if self._chip_next:
                return self._prove_chip(card, command.data)
        return NOT_SUPPORTED

    def _import(self, certificate: bytes) -> bytes:
        if not self._eac.import_certificate(tlv(0x7F21, certificate)):
            return _WRONG
        self._certified = _rights(find(certificate, 0x7F4E, 0x7F4C) or b"")
        return OK

    def _prove_terminal(self, signature: bytes) -> bytes:
        if 0x91 not in self._asked:
            return _NOT_FOUND
        aux = tlv(0x67, self._asked[0x67]) if 0x67 in self._asked else None
        self._terminal = self._eac.is_signed(self._asked[0x91], self._own_key, aux, signature)
        return OK if self._terminal else _WRONG

    def _prove_chip(self, card: SecuredCard, data: bytes) -> bytes:
        nonce, token = self._eac.authenticate_chip(find(data, 0x7C, 0x80) or b"")
        self._chip_next, self._chip = False, True
        card.afterwards(self._eac.speak_chip)
        return tlv(0x7C, tlv(0x81, nonce), tlv(0x82, token)) + OK


def _rights(template: bytes) -> int:
    return int.from_bytes(find(template, 0x53) or b"", "big")
