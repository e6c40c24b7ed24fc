"""PACE with generic mapping over an elliptic curve (ICAO Doc 9303-11, clause 4.4)."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

from devices.travel_document import (
    MrzNeeded,
    Password,
    PasswordBlocked,
    PasswordKind,
    Step,
    WrongPassword,
    tlv,
)
from devices.travel_document.agreement import Half
from devices.travel_document.apdu import LONGEST_SHORT, Answer, Command
from devices.travel_document.card_access import PaceVariant
from devices.travel_document.ciphers import (
    FOR_CHECKSUMS,
    FOR_PASSWORDS,
    checksum,
    decrypted,
    derived_key,
)
from devices.travel_document.curves import Curve, Point, mapped_generator, multiple
from devices.travel_document.errors import Halt, Malformed
from devices.travel_document.link import Link
from devices.travel_document.messaging import SecureMessaging
from devices.travel_document.passwords import REFERENCES, kind, pace_secret

MANAGE_SECURITY, GENERAL_AUTHENTICATE = 0x22, 0x86
DYNAMIC = 0x7C
METHOD, REFERENCE, PARAMETERS = 0x80, 0x83, 0x84
NONCE, MAP, MAPPED, KEY, KEYED, TOKEN, TOKENED = 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86
_BLOCKED, _NO_SUCH_PASSWORD = 0x6983, 0x6A88
# What chips say to a wrong token; 63Cx counts the attempts.
_WRONG_TOKEN = (0x6300, 0x6A80, 0x6982, 0x6988)

Draw = Callable[[int], int]


async def open_with_pace(
    link: Link, password: Password, variant: PaceVariant, draw: Draw = secrets.randbelow
) -> None:
    """Prove that the password is known and start secure messaging.

    Args:
        draw: gives a random number from 0 up to, not including, its argument.
    """
    link.step = Step.PACE
    await _choose(link, password, variant)
    curve, suite = variant.curve, variant.suite
    nonce = await _nonce(link, password, variant)
    mapping, ephemeral = (1 + draw(curve.n - 1) for _ in range(2))
    point = multiple(curve, mapping, curve.generator)
    other = await _exchange(link, curve, MAP, MAPPED, point)
    generator = mapped_generator(curve, nonce, mapping, other)
    half = Half(curve, ephemeral)
    point = half.public(generator)
    other = await _exchange(link, curve, KEY, KEYED, point)
    if other[0] == point[0]:
        raise Malformed("the chip sends our own key back")
    secret = half.secret(other)
    await _confirm(link, password, variant, secret, (point, other))
    link.messaging = SecureMessaging(suite, secret)


async def _choose(link: Link, password: Password, variant: PaceVariant) -> None:
    """Name method, password and curve; the curve always, newer chips insist on it."""
    which = kind(password)
    data = (
        tlv.encode(METHOD, variant.oid)
        + tlv.encode(REFERENCE, bytes([REFERENCES[which]]))
        + tlv.encode(PARAMETERS, bytes([variant.curve.number]))
    )
    answer = await link.send(Command(MANAGE_SECURITY, 0xC1, 0xA4, data))
    if answer.status in (_BLOCKED, 0x63C0):
        raise Halt(PasswordBlocked(which))
    if answer.status == _NO_SUCH_PASSWORD and which is PasswordKind.CAN:
        raise Halt(MrzNeeded())
    # 63Cx is a warning that attempts were lost before; the chip goes on.
    if not answer.is_ok and answer.attempts_left is None:
        raise Halt(link.refused(answer.status))


async def _nonce(link: Link, password: Password, variant: PaceVariant) -> int:
    sealed = await _ask(link, b"", NONCE)
    if len(sealed) not in (variant.suite.block_size, 2 * variant.suite.block_size):
        raise Malformed("a nonce has another size")
    key = derived_key(variant.suite, pace_secret(password), FOR_PASSWORDS)
    return int.from_bytes(decrypted(variant.suite, key, sealed), "big")


async def _exchange(link: Link, curve: Curve, ours: int, theirs: int, point: Point) -> Point:
    return curve.decoded(await _ask(link, tlv.encode(ours, curve.encoded(point)), theirs))


async def _ask(link: Link, data: bytes, wanted: int) -> bytes:
    answer = await _authenticate(link, data)
    if not answer.is_ok:
        raise Halt(link.refused(answer.status))
    return tlv.need(tlv.parse(tlv.only(answer.data, DYNAMIC)), wanted)


async def _authenticate(link: Link, data: bytes, chained: bool = True) -> Answer:
    whole = tlv.encode(DYNAMIC, data)
    command = Command(GENERAL_AUTHENTICATE, 0, 0, whole, LONGEST_SHORT, chained=chained)
    return await link.send(command)


async def _confirm(
    link: Link, password: Password, variant: PaceVariant, secret: bytes, keys: tuple[Point, Point]
) -> None:
    """Exchange the proofs that both sides have the same secret."""
    ours, theirs = (token(variant, secret, key) for key in reversed(keys))
    answer = await _authenticate(link, tlv.encode(TOKEN, ours), chained=False)
    if answer.status in (_BLOCKED, 0x63C0):
        raise Halt(PasswordBlocked(kind(password)))
    if answer.attempts_left is not None or answer.status in _WRONG_TOKEN:
        raise Halt(WrongPassword(kind(password), answer.attempts_left))
    if not answer.is_ok:
        raise Halt(link.refused(answer.status))
    said = tlv.need(tlv.parse(tlv.only(answer.data, DYNAMIC)), TOKENED)
    if not hmac.compare_digest(said, theirs):
        raise Malformed("the chip's proof does not fit")


def token(variant: PaceVariant, secret: bytes, key: Point) -> bytes:
    """Return the proof over the other side's public key (9303-11, clause 4.4.3.4)."""
    point = tlv.encode(0x86, variant.curve.encoded(key))
    data = tlv.encode(0x7F49, tlv.encode(0x06, variant.oid) + point)
    mac_key = derived_key(variant.suite, secret, FOR_CHECKSUMS)
    return checksum(variant.suite, mac_key, data)
