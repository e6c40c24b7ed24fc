"""What a reader says about its keypad: the list of PC/SC part 10, 2.3."""

from __future__ import annotations

from collections.abc import Iterator

from devices.card_reader import Feature

# CM_IOCTL_GET_FEATURE_REQUEST: SCARD_CTL_CODE(3400) of pcsc-lite.
FEATURE_REQUEST = 0x42000D48
_TAGS = {0x06: Feature.VERIFY_PIN, 0x07: Feature.MODIFY_PIN, 0x20: Feature.PACE}
_CODE_BYTES = 4


def features(answer: bytes) -> frozenset[Feature]:
    """Read tag, length and control code of each feature; what is cut off or odd is left out."""
    return frozenset(_TAGS[tag] for tag, value in _entries(answer) if tag in _TAGS and any(value))


def _entries(answer: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 <= len(answer):
        tag, length = answer[at : at + 2]
        value = answer[at + 2 : at + 2 + length]
        if len(value) == length == _CODE_BYTES:
            yield tag, value
        at += 2 + length
