"""Commands and answers of a chip (ISO/IEC 7816-4, clause 5): bytes in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from devices.travel_document.errors import Malformed

OK = 0x9000
END_OF_FILE = 0x6282
LONGEST_SHORT = 256
LONGEST_ANSWER = 65_536


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Args:
        expected: how many bytes of answer at most, None for none. A select and a manage-security
            command have none: German passports refuse those that ask.
    """

    instruction: int
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    expected: int | None = None
    chained: bool = False

    @property
    def head(self) -> bytes:
        return bytes([0x10 if self.chained else 0, self.instruction, self.p1, self.p2])

    @property
    def encoded(self) -> bytes:
        return encoded(self.head, self.data, self.expected)


def encoded(head: bytes, data: bytes, expected: int | None) -> bytes:
    """Return the bytes of a command, short where it fits, extended where it does not."""
    if len(data) < 256 and (expected is None or expected <= LONGEST_SHORT):
        length = bytes([len(data)]) if data else b""
        return head + length + data + (b"" if expected is None else bytes([expected & 0xFF]))
    length = len(data).to_bytes(2, "big") if data else b""
    end = b"" if expected is None else (expected & 0xFFFF).to_bytes(2, "big")
    return head + b"\0" + length + data + end


@dataclass(frozen=True, slots=True)
class Answer:
    data: bytes = field(repr=False)
    status: int

    @property
    def is_ok(self) -> bool:
        return self.status == OK

    @property
    def attempts_left(self) -> int | None:
        """What 63Cx says."""
        return self.status & 0xF if self.status & 0xFFF0 == 0x63C0 else None


def answer(raw: bytes, longest: int = LONGEST_SHORT) -> Answer:
    """Split an answer; one without a status or with more data than asked for is malformed."""
    if not 2 <= len(raw) <= longest + 2:
        raise Malformed("an answer is too short or too long")
    return Answer(raw[:-2], int.from_bytes(raw[-2:], "big"))
