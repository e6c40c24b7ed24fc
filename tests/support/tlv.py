"""Tag, length, value (ISO 7816-4, BER), as the virtual cards and the eID server of the tests do it.

Not the product's own, so that a mistake there is not made twice.
"""

from __future__ import annotations

from collections.abc import Iterator


def tlv(tag: int, *values: bytes) -> bytes:
    """Return one object around these values."""
    value = b"".join(values)
    return _bytes(tag) + _length(len(value)) + value


def parse(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and value of each object on this level."""
    at = 0
    while at < len(data):
        tag, at = data[at], at + 1
        if tag & 0x1F == 0x1F:
            while True:
                tag, at = tag << 8 | data[at], at + 1
                if not tag & 0x80:
                    break
        length, at = data[at], at + 1
        if length & 0x80:
            count = length & 0x7F
            length, at = int.from_bytes(data[at : at + count], "big"), at + count
        yield tag, data[at : at + length]
        at += length


def find(data: bytes, *path: int) -> bytes | None:
    """Return the value behind these tags, each inside the one before."""
    for wanted in path:
        for tag, value in parse(data):
            if tag == wanted:
                data = value
                break
        else:
            return None
    return data


def oid(dotted: str) -> bytes:
    """Return the content of an object identifier."""
    first, second, *rest = map(int, dotted.split("."))
    return b"".join(map(_base_128, (first * 40 + second, *rest)))


def _base_128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def _bytes(number: int) -> bytes:
    return number.to_bytes(max(1, (number.bit_length() + 7) // 8), "big")


def _length(length: int) -> bytes:
    if length < 0x80:
        return bytes([length])
    digits = _bytes(length)
    return bytes([0x80 | len(digits)]) + digits
