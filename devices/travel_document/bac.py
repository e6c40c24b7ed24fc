"""Basic access control: the zone opens an older chip (ICAO Doc 9303-11, clause 4.3)."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

from devices.travel_document import MethodUnknown, MrzKey, PasswordKind, Step, WrongPassword
from devices.travel_document.apdu import Command
from devices.travel_document.ciphers import (
    FOR_CHECKSUMS,
    FOR_ENCRYPTION,
    TDES,
    checksum,
    decrypted,
    derived_key,
    encrypted,
)
from devices.travel_document.errors import Halt, Malformed
from devices.travel_document.link import Link
from devices.travel_document.messaging import SecureMessaging
from devices.travel_document.passwords import zone_seed

GET_CHALLENGE, EXTERNAL_AUTHENTICATE = 0x84, 0x82
NONCE_SIZE, KEY_SIZE = 8, 16
_TOKEN_SIZE = 2 * NONCE_SIZE + KEY_SIZE

Draw = Callable[[int], bytes]


async def open_with_zone(link: Link, key: MrzKey, draw: Draw = secrets.token_bytes) -> None:
    """Prove that the zone is known and start secure messaging.

    Args:
        draw: gives that many random bytes.
    """
    link.step = Step.BAC
    keys = access_keys(key)
    challenge = await link.send(Command(GET_CHALLENGE, 0, 0, expected=NONCE_SIZE))
    if not challenge.is_ok:
        # It was asked because nothing else was left to try.
        raise Halt(MethodUnknown())
    if len(challenge.data) != NONCE_SIZE:
        raise Malformed("a challenge has eight bytes")
    own = draw(NONCE_SIZE), draw(KEY_SIZE)
    token = sealed(keys, own[0] + challenge.data + own[1])
    answer = await link.send(Command(EXTERNAL_AUTHENTICATE, 0, 0, token, len(token)))
    if not answer.is_ok:
        raise Halt(WrongPassword(PasswordKind.MRZ, answer.attempts_left))
    plain = unsealed(keys, answer.data)
    if plain[: 2 * NONCE_SIZE] != challenge.data + own[0]:
        raise Malformed("the chip repeats another challenge")
    link.messaging = session(own[1], plain[2 * NONCE_SIZE :], challenge.data, own[0])


def access_keys(key: MrzKey) -> tuple[bytes, bytes]:
    """Return the keys of the document for encryption and for checksums."""
    seed = zone_seed(key)[:KEY_SIZE]
    return derived_key(TDES, seed, FOR_ENCRYPTION), derived_key(TDES, seed, FOR_CHECKSUMS)


def sealed(keys: tuple[bytes, bytes], plain: bytes) -> bytes:
    cipher = encrypted(TDES, keys[0], plain)
    return cipher + checksum(TDES, keys[1], cipher)


def unsealed(keys: tuple[bytes, bytes], token: bytes) -> bytes:
    """Return what a token says; raises Malformed if its checksum does not fit."""
    cipher, mac = token[:_TOKEN_SIZE], token[_TOKEN_SIZE:]
    if len(cipher) != _TOKEN_SIZE:
        raise Malformed("a token has forty bytes")
    if not hmac.compare_digest(mac, checksum(TDES, keys[1], cipher)):
        raise Malformed("the checksum of a token does not fit")
    return decrypted(TDES, keys[0], cipher)


def session(reader_key: bytes, chip_key: bytes, chip: bytes, reader: bytes) -> SecureMessaging:
    """Return the session of two key halves; the counter is the end of both challenges."""
    seed = bytes(a ^ b for a, b in zip(reader_key, chip_key, strict=True))
    return SecureMessaging(TDES, seed, int.from_bytes(chip[4:] + reader[4:], "big"))
