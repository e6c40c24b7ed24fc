"""Secure messaging: every message encrypted and with a checksum (ICAO Doc 9303-11, 9.8)."""

from __future__ import annotations

import hmac

from devices.travel_document import tlv
from devices.travel_document.apdu import LONGEST_ANSWER, LONGEST_SHORT, Answer, Command, encoded
from devices.travel_document.ciphers import (
    FOR_CHECKSUMS,
    FOR_ENCRYPTION,
    Suite,
    block,
    checksum,
    decrypted,
    derived_key,
    encrypted,
    padded,
    unpadded,
)
from devices.travel_document.errors import Malformed

BARE_DATA, DATA, EXPECTED, STATUS, CHECKSUM = 0x85, 0x87, 0x97, 0x99, 0x8E
_STATUS_AND_CHECKSUM = 4 + 10


class SecureMessaging:
    """The keys and the counter of one session, the same on both sides.

    Args:
        secret: what both sides agreed on; the two session keys are derived from it.
        counter: the send sequence counter at the start; zero after PACE.
    """

    __slots__ = ("_counter", "_for_checksums", "_for_encryption", "suite")

    def __init__(self, suite: Suite, secret: bytes, counter: int = 0) -> None:
        self.suite = suite
        self._for_encryption = derived_key(suite, secret, FOR_ENCRYPTION)
        self._for_checksums = derived_key(suite, secret, FOR_CHECKSUMS)
        self._counter = counter

    def protected(self, command: Command) -> bytes:
        """Return the bytes of this command as they go to the chip."""
        self.count()
        header = bytes([command.head[0] | 0x0C]) + command.head[1:]
        objects = b""
        if command.data:
            sealed = self.sealed(command.data)
            odd = command.instruction & 1
            objects += tlv.encode(BARE_DATA, sealed) if odd else tlv.encode(DATA, b"\1" + sealed)
        if command.expected is not None:
            objects += tlv.encode(EXPECTED, _expected(command.expected))
        mac = self.checksum(padded(header, self.suite.block_size), objects)
        longest = LONGEST_ANSWER if (command.expected or 0) > LONGEST_SHORT else LONGEST_SHORT
        return encoded(header, objects + tlv.encode(CHECKSUM, mac), longest)

    def opened(self, answer: Answer) -> Answer:
        """Return what the chip's answer says; raises Malformed unless every byte is protected."""
        self.count()
        objects = tlv.parse(answer.data)
        tags = tuple(each.tag for each in objects)
        if tags not in _SHAPES:
            raise Malformed("an answer has other objects than secure messaging")
        mac = self.checksum(b"", b"".join(each.raw for each in objects[:-1]))
        if not hmac.compare_digest(mac, objects[-1].value):
            raise Malformed("the checksum does not fit")
        status = int.from_bytes(objects[-2].value, "big")
        if len(objects[-2].value) != 2 or status != answer.status:
            raise Malformed("the protected status is another one")
        return Answer(self._content(objects[0]), status)

    def _content(self, first: tlv.Tlv) -> bytes:
        if first.tag == STATUS:
            return b""
        if first.tag == BARE_DATA:
            return self.unsealed(first.value)
        if first.value[:1] != b"\1":
            raise Malformed("the padding is of an unknown kind")
        return self.unsealed(first.value[1:])

    def count(self) -> None:
        """Go on to the next message."""
        self._counter = (self._counter + 1) % (1 << 8 * self.suite.block_size)

    def sealed(self, data: bytes) -> bytes:
        padding = padded(data, self.suite.block_size)
        return encrypted(self.suite, self._for_encryption, padding, self._vector())

    def unsealed(self, data: bytes) -> bytes:
        return unpadded(decrypted(self.suite, self._for_encryption, data, self._vector()))

    def checksum(self, header: bytes, objects: bytes) -> bytes:
        """Return the checksum over counter, padded header and objects."""
        data = self._ssc() + header + objects
        if self.suite.is_aes and objects:
            data = padded(data, self.suite.block_size)
        return checksum(self.suite, self._for_checksums, data)

    def longest_content(self, longest_answer: int) -> int:
        """Return how much an answer of this size can carry once it is protected."""
        head = 1 + len(tlv.encode(DATA, bytes(longest_answer))) - longest_answer
        blocks = (longest_answer - _STATUS_AND_CHECKSUM - head) // self.suite.block_size
        return blocks * self.suite.block_size - 1

    def _ssc(self) -> bytes:
        return self._counter.to_bytes(self.suite.block_size, "big")

    def _vector(self) -> bytes | None:
        return block(self._for_encryption, self._ssc()) if self.suite.is_aes else None


_SHAPES = {
    (STATUS, CHECKSUM),
    (DATA, STATUS, CHECKSUM),
    (BARE_DATA, STATUS, CHECKSUM),
}


def _expected(size: int) -> bytes:
    if size <= LONGEST_SHORT:
        return bytes([size & 0xFF])
    return (size & 0xFFFF).to_bytes(2, "big")
