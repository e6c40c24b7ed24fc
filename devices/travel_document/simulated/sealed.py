"""The chip's side of secure messaging: commands opened, answers protected."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from devices.travel_document import tlv
from devices.travel_document.apdu import Answer, Command
from devices.travel_document.ciphers import padded
from devices.travel_document.errors import Malformed
from devices.travel_document.messaging import (
    BARE_DATA,
    CHECKSUM,
    DATA,
    EXPECTED,
    STATUS,
    SecureMessaging,
)


@dataclass(frozen=True, slots=True)
class Received:
    """A command as it came, in plain or not."""

    command: Command
    is_protected: bool
    is_extended: bool


def received(apdu: bytes) -> Received:
    """Take a command apart (ISO/IEC 7816-3, clause 12.1.3); raises Malformed for others."""
    if len(apdu) < 4:
        raise Malformed("a command has at least four bytes")
    head, body = apdu[:4], apdu[4:]
    is_extended = len(body) > 2 and body[0] == 0
    data, end = _extended(body) if is_extended else _short(body)
    command = Command(head[1], head[2], head[3], data, end, chained=bool(head[0] & 0x10))
    return Received(command, bool(head[0] & 0x0C), is_extended)


def _short(body: bytes) -> tuple[bytes, int | None]:
    if len(body) < 2:
        return b"", (body[0] or 256) if body else None
    size = body[0]
    data, end = body[1 : 1 + size], body[1 + size :]
    if len(data) != size or len(end) > 1:
        raise Malformed("a command has another length")
    return data, (end[0] or 256) if end else None


def _extended(body: bytes) -> tuple[bytes, int | None]:
    if len(body) == 3:
        return b"", int.from_bytes(body[1:], "big") or 65_536
    size = int.from_bytes(body[1:3], "big")
    data, end = body[3 : 3 + size], body[3 + size :]
    if len(data) != size or len(end) not in (0, 2):
        raise Malformed("a command has another length")
    return data, (int.from_bytes(end, "big") or 65_536) if end else None


def opened(messaging: SecureMessaging, sealed: Command) -> Command:
    """Return the command inside; raises Malformed where its checksum does not fit."""
    messaging.count()
    objects = tlv.parse(sealed.data)
    header = bytes([0x0C, sealed.instruction, sealed.p1, sealed.p2])
    protected = b"".join(each.raw for each in objects[:-1])
    mac = messaging.checksum(padded(header, messaging.suite.block_size), protected)
    if not objects or objects[-1].tag != CHECKSUM:
        raise Malformed("a checksum is missing")
    if not hmac.compare_digest(mac, objects[-1].value):
        raise Malformed("the checksum does not fit")
    expected = tlv.find(objects, EXPECTED)
    return Command(
        sealed.instruction, sealed.p1, sealed.p2, _data(messaging, objects), _size(expected)
    )


def _data(messaging: SecureMessaging, objects: tuple[tlv.Tlv, ...]) -> bytes:
    bare, data = tlv.find(objects, BARE_DATA), tlv.find(objects, DATA)
    if bare is not None:
        return messaging.unsealed(bare)
    return messaging.unsealed(data[1:]) if data else b""


def _size(expected: bytes | None) -> int | None:
    if expected is None:
        return None
    return int.from_bytes(expected, "big") or (256 if len(expected) == 1 else 65_536)


def protected(messaging: SecureMessaging, answer: Answer, *, is_odd: bool = False) -> Answer:
    """Return an answer as it goes to the reader."""
    messaging.count()
    objects = b""
    if answer.data:
        sealed = messaging.sealed(answer.data)
        objects = tlv.encode(BARE_DATA, sealed) if is_odd else tlv.encode(DATA, b"\1" + sealed)
    objects += tlv.encode(STATUS, answer.status.to_bytes(2, "big"))
    mac = messaging.checksum(b"", objects)
    return Answer(objects + tlv.encode(CHECKSUM, mac), answer.status)
