"""Packets made up for the buffers."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE, PART = b"\x00\x00\x00\x01\x65", b"\x00\x00\x00\x01\x41"


@dataclass
class Made:
    sequence_number: int
    timestamp: int = 0
    marker: int = 0
    _data: bytes = b"."


def sound(number: int) -> Made:
    number %= 65_536
    return Made(number, timestamp=number * 960, _data=str(number).encode())


def frame(number: int, first: int, packets: int, start: bytes = PART) -> list[Made]:
    """One frame of several packets; its first one begins with `start`."""
    return [
        Made(
            (first + n) % 65_536,
            timestamp=number * 3_000,
            marker=int(n == packets - 1),
            _data=(start if n == 0 else b"") + f"<{number}.{n}>".encode(),
        )
        for n in range(packets)
    ]


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now
