"""RTP packets as the buffers see them, and how their numbers are compared (RFC 3550, 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

_NUMBERS = 1 << 16
_HALF = _NUMBERS // 2


class Packet(Protocol):
    """One packet of a stream. `_data` is its payload without the codec's own header."""

    sequence_number: int
    timestamp: int
    marker: int
    _data: bytes


@dataclass(slots=True)
class Encoded:
    """What a buffer hands to the decoder at once.

    Args:
        timestamp: the sender's clock; replaced by the receiver with one that does not wrap.
        lost: how many packets before this one are given up.
        more: frames that became whole at the same moment.
    """

    data: bytes
    timestamp: int
    lost: int = 0
    more: tuple[bytes, ...] = ()


def distance(later: int, earlier: int) -> int:
    """Return how many numbers `later` is ahead; negative when it is behind."""
    ahead = (later - earlier) % _NUMBERS
    return ahead if ahead < _HALF else ahead - _NUMBERS


def following(number: int, steps: int = 1) -> int:
    return (number + steps) % _NUMBERS
