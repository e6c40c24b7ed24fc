"""The status bytes of an ESC/POS printer in trouble (Epson's reference: DLE EOT, GS a, GS r)."""

from __future__ import annotations

from collections.abc import Collection

from devices.printer.switches import Switch

FIXED = 0x12
BLOCKING = frozenset(
    {
        Switch.PAPER_OUT,
        Switch.COVER_OPEN,
        Switch.OFFLINE,
        Switch.CUTTER_JAM,
        Switch.HEAD_HOT,
        Switch.DEFECTIVE,
    }
)


def asked(question: int, on: Collection[Switch]) -> bytes:
    """Answer DLE EOT n."""
    return bytes((FIXED | _asked_bits(question, on),))


def _asked_bits(question: int, on: Collection[Switch]) -> int:
    match question:
        case 1:
            return 0x08 * bool(BLOCKING & set(on))
        case 2:
            return (
                0x04 * (Switch.COVER_OPEN in on)
                | 0x20 * (Switch.PAPER_OUT in on)
                | 0x40 * bool(_error_bits(on))
            )
        case 3:
            return _error_bits(on)
        case _:
            return 0x0C * _near_end(on) | 0x60 * (Switch.PAPER_OUT in on)


def pushed(on: Collection[Switch]) -> bytes:
    """Return the status that GS a lets it send at every change."""
    printer = 0x10 | 0x08 * bool(BLOCKING & set(on)) | 0x20 * (Switch.COVER_OPEN in on)
    return bytes((printer, _error_bits(on), sensed(on)[0], 0))


def sensed(on: Collection[Switch]) -> bytes:
    """Answer GS r 1."""
    return bytes((0x03 * _near_end(on) | 0x0C * (Switch.PAPER_OUT in on),))


def _near_end(on: Collection[Switch]) -> bool:
    return Switch.NEAR_END in on or Switch.PAPER_OUT in on


def _error_bits(on: Collection[Switch]) -> int:
    return (
        0x08 * (Switch.CUTTER_JAM in on)
        | 0x20 * (Switch.DEFECTIVE in on)
        | 0x40 * (Switch.HEAD_HOT in on)
    )
