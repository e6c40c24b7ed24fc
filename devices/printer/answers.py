"""What a printer says, taken apart: bytes in, answers out, nothing waits.

Answers come in any pieces, one inside a read or many, mixed with XON/XOFF and with noise. Each
kind has its bit pattern (Epson's ESC/POS command reference, "status"), so that none is taken for
another. When in doubt a byte is thrown away: a lost answer is asked again, a wrong one is not.
"""

from __future__ import annotations

from dataclasses import dataclass

_FLOW_CONTROL = (0x11, 0x13)
_PROCESS, _CLEARED = b"\x37\x22", b"\x37\x25"
_PROCESS_SIZE, _CLEARED_SIZE, _PUSH_SIZE = 7, 3, 4
_NAME_BEGINS = 0x5F
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer to DLE EOT n: one byte 0xx1xx10. Which n it answers, it does not say."""

    byte: int


@dataclass(frozen=True, slots=True)
class Pushed:
    """A status that the printer sends by itself: four bytes, the first 0xx1xx00."""

    status: bytes


@dataclass(frozen=True, slots=True)
class Processed:
    """GS ( H function 48: the ticket with this number, and all before it, is on paper."""

    ident: bytes


@dataclass(frozen=True, slots=True)
class Cleared:
    """DLE DC4 8 was carried out: the buffers are empty."""


@dataclass(frozen=True, slots=True)
class Named:
    """The answer to GS I."""

    name: str


@dataclass(frozen=True, slots=True)
class PaperSensed:
    """The answer to GS r 1: one byte 0xx0xxxx, of which the low four bits speak of paper."""

    byte: int


Answer = Asked | Pushed | Processed | Cleared | Named | PaperSensed


class AnswerReader:
    """Collects bytes until they make answers."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, data: bytes) -> list[Answer]:
        """Take what was read and return the answers that are whole now."""
        self._kept += data
        answers: list[Answer] = []
        while self._kept:
            size, answer = _first(bytes(self._kept))
            if not size:
                break
            del self._kept[:size]
            if answer is not None:
                answers.append(answer)
        return answers


def _first(kept: bytes) -> tuple[int, Answer | None]:
    """Return the first answer and its size; size 0 when more bytes are needed."""
    first = kept[0]
    if first == _PROCESS[0]:
        return _block(kept)
    if first == _NAME_BEGINS:
        return _name(kept)
    if first & 0x93 == 0x12:
        return 1, Asked(first)
    if first & 0x93 == 0x10:
        return _push(kept)
    if first in _FLOW_CONTROL or first & 0xF0:
        return 1, None
    return 1, PaperSensed(first)


def _block(kept: bytes) -> tuple[int, Answer | None]:
    head = kept[:2]
    if head == _PROCESS[:1]:
        return 0, None
    if head == _PROCESS:
        if len(kept) < _PROCESS_SIZE:
            # A block that is not going to be one must not swallow what follows.
            return (1, None) if any(not 32 <= b <= 126 for b in kept[2:6]) else (0, None)
        ident, end = kept[2:6], kept[6]
        whole = end == 0 and all(32 <= byte <= 126 for byte in ident)
        return (_PROCESS_SIZE, Processed(ident)) if whole else (1, None)
    if head == _CLEARED:
        if len(kept) < _CLEARED_SIZE:
            return 0, None
        return (_CLEARED_SIZE, Cleared()) if kept[2] == 0 else (1, None)
    return 1, None


def _name(kept: bytes) -> tuple[int, Answer | None]:
    end = kept.find(0)
    inside = kept[1:end] if end >= 0 else kept[1:]
    if len(inside) > _LONGEST_NAME or any(not 32 <= byte <= 126 for byte in inside):
        return 1, None
    return (end + 1, Named(inside.decode("ascii"))) if end >= 0 else (0, None)


def _push(kept: bytes) -> tuple[int, Answer | None]:
    # The other three bytes are 0xx0xxxx: a byte that is not tells that this one was noise.
    if any(byte & 0x90 for byte in kept[1:_PUSH_SIZE]):
        return 1, None
    if len(kept) < _PUSH_SIZE:
        return 0, None
    return _PUSH_SIZE, Pushed(kept[:_PUSH_SIZE])
