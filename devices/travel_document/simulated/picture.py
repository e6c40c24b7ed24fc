"""The drawn face of a simulated holder: a valid JPEG of any size."""

from __future__ import annotations

import base64

_DRAWN = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ"
    "c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/wAALCABgAEgBAREA/8QAGQABAAMBAQAAAAAAAAAAAAAAAAMEBQIB/8QA"
    "JhAAAgIBAwQCAgMAAAAAAAAAAAECAxEEEjEFISJBUmETFBVRgf/aAAgBAQAAPwDVAAAAAPJSUYtyeEjO1HU8Nqpf"
    "6Vf5DUfIno6pJNK1ZX9mnXZGyClF5TOgAZfVNQ934ovsuTNSbeEssmWmtcc7SKUXF4ksMudN1DrtUG/FmyADF6nX"
    "KOocnwyXRadRjvku74LZX1dCsg2l5Ip6KuU9TFL0+5vAAq62qNqimQXW/gjFKLZLGWYKWPRFTe7Zyi4NYJdJTGu2"
    "TXLLgAIdQuGRNJ8o9PEkuESULzbJwAc2x3QaK3fH2c7pcbTpZx35J6Y7Y9+WSAAEVlWXmJFiXxZJCpt5kTAAHNlk"
    "a45kynZrnnwXYh/bt+RLXrpJ+Syi5VdC1ZizsA4tsVcHJmXdbKyTbfY4AOoTlCWYvBqUXK2GVz7JAZ+ut3T2LhFU"
    "AAn0lmy1L0zTDeE2Y9r3WSf2cgAHsXiSZr1vdBP6P//Z"
)
_COMMENT = b"\xff\xfe"
_LONGEST_COMMENT = 65_533


def face(size: int = 18_000) -> bytes:
    """Return the picture, filled up with comments to about this many bytes."""
    filling = b""
    missing = max(0, size - len(_DRAWN))
    while missing > 0:
        length = min(missing, _LONGEST_COMMENT)
        filling += _COMMENT + (length + 2).to_bytes(2, "big") + bytes(length)
        missing -= length + 4
    return _DRAWN[:2] + filling + _DRAWN[2:]
