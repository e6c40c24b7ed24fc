"""The files of an identity card that anybody may read, and the one that proves its chip is real."""

from __future__ import annotations

from tests.support.tlv import oid, tlv

EID_AID = bytes.fromhex("E80704007F00070302")
ICAO_AID = bytes.fromhex("A0000002471001")
_SIGN_AID = bytes.fromhex("A000000167455349474E")
_BSI = "0.4.0.127.0.7"
_KEY_ID = 0x29
_BRAINPOOL_P256 = 13


def _sequence(*parts: bytes) -> bytes:
    return tlv(0x30, *parts)


def _oid(dotted: str) -> bytes:
    return tlv(0x06, oid(f"{_BSI}.{dotted}"))


def _number(value: int) -> bytes:
    return tlv(0x02, bytes([value]))


_DOMAIN = _sequence(_oid("1.2"), _number(_BRAINPOOL_P256))
_INFOS = (
    _sequence(_oid("2.2.2"), _number(2)),  # terminal authentication
    _sequence(_oid("2.2.3.2.2"), _number(2), _number(_KEY_ID)),  # chip: ECDH, AES 128
    _sequence(_oid("2.2.3.2"), _DOMAIN, _number(_KEY_ID)),
    _sequence(_oid("2.2.4.2.2"), _number(2), _number(_BRAINPOOL_P256)),  # PACE: ECDH-GM, AES 128
)

CARD_ACCESS = tlv(0x31, *_INFOS)

DIRECTORY = b"".join(
    (
        tlv(
            0x61,
            tlv(0x4F, bytes.fromhex("E828BD080F") + _SIGN_AID),
            tlv(0x50, b"CIA zu DF.eSign"),
            tlv(0x51),
            tlv(0x73, tlv(0x4F, _SIGN_AID)),
        ),
        tlv(0x61, tlv(0x4F, ICAO_AID)),
        tlv(0x61, tlv(0x4F, EID_AID)),
        tlv(0x61, tlv(0x4F, _SIGN_AID)),
    )
)


def security_infos(public: bytes) -> bytes:
    """Return what EF.CardSecurity says about a chip with this key, an uncompressed point."""
    key = _sequence(_DOMAIN, tlv(0x03, b"\0", public))
    return tlv(0x31, *_INFOS, _sequence(_oid("2.2.1.2"), key, _number(_KEY_ID)))
