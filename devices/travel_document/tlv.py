"""BER-TLV, strict and bounded: tag, length, value (ISO/IEC 7816-4, clause 6; X.690).

Definite lengths only, tags of at most three bytes, every value inside its parent, at most 256
siblings. Anything else raises Malformed; nothing is copied before its length was checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from devices.travel_document.errors import Malformed

MOST_SIBLINGS = 256
_LONGEST_TAG = 3
_LONGEST_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Tlv:
    """One object; `raw` is the whole of it as it was written."""

    tag: int
    value: bytes = field(repr=False)
    raw: bytes = field(repr=False)


def encode(tag: int, value: bytes) -> bytes:
    """Return the object with the shortest length."""
    return tag.to_bytes((tag.bit_length() + 7) // 8 or 1, "big") + _length(len(value)) + value


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(digits)]) + digits


def head(data: bytes, at: int = 0) -> tuple[int, int, int]:
    """Return tag, size of the head and size of the value of the object that begins here."""
    tag, body = _tag(data, at)
    if body >= len(data):
        raise Malformed("a length is missing")
    first, body = data[body], body + 1
    if first < 0x80:
        return tag, body - at, first
    digits = first & 0x7F
    if not 1 <= digits <= _LONGEST_LENGTH or body + digits > len(data):
        raise Malformed("a length is not definite or too long")
    return tag, body + digits - at, int.from_bytes(data[body : body + digits], "big")


def _tag(data: bytes, at: int) -> tuple[int, int]:
    if at >= len(data):
        raise Malformed("a tag is missing")
    end = at + 1
    if data[at] & 0x1F == 0x1F:
        while end < len(data) and data[end] & 0x80:
            end += 1
        end += 1
    if end > len(data) or end - at > _LONGEST_TAG:
        raise Malformed("a tag is cut off or too long")
    return int.from_bytes(data[at:end], "big"), end


def parse(data: bytes) -> tuple[Tlv, ...]:
    """Return the objects that these bytes are made of, with nothing between or behind them."""
    return tuple(_walk(data))


def _walk(data: bytes) -> Iterator[Tlv]:
    at = 0
    for _ in range(MOST_SIBLINGS):
        if at == len(data):
            return
        tag, size, length = head(data, at)
        if length > len(data) - at - size:
            raise Malformed("a value is cut off")
        end = at + size + length
        yield Tlv(tag, data[at + size : end], data[at:end])
        at = end
    if at != len(data):
        raise Malformed("too many objects")


def only(data: bytes, tag: int) -> bytes:
    """Return the value of the one object that these bytes are."""
    objects = parse(data)
    if len(objects) != 1 or objects[0].tag != tag:
        raise Malformed("another object was expected")
    return objects[0].value


def find(objects: tuple[Tlv, ...], tag: int) -> bytes | None:
    """Return the value of the first object with this tag."""
    return next((each.value for each in objects if each.tag == tag), None)


def need(objects: tuple[Tlv, ...], tag: int) -> bytes:
    """Return the value of the first object with this tag; without one the whole is malformed."""
    if (value := find(objects, tag)) is None:
        raise Malformed("an object is missing")
    return value
