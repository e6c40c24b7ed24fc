"""The ticket's secret names: the address behind the QR code and the code to type in.

Both are made from bytes that the caller draws, so that this stays pure.
"""

from __future__ import annotations

import base64
import re

# Without 0/O, 1/I/L, U/V look-alikes and J; German, English and Arabic keyboards have them all.
CODE_LETTERS = "23456789ABCDEFGHKMNPQRSTVWXYZ"
CODE_LENGTH = 8
TICKET_ID_BYTES = 16
CODE_BYTES = 8
_TICKET_ID = re.compile(r"[A-Z2-7]{26}")
_CODE = re.compile(rf"[{CODE_LETTERS}]{{{CODE_LENGTH}}}")


def ticket_id(random: bytes) -> str:
    """Return 26 characters A–Z 2–7 for 16 random bytes: alphanumeric mode in the QR code."""
    if len(random) != TICKET_ID_BYTES:
        raise ValueError(f"{TICKET_ID_BYTES} random bytes are needed")
    return base64.b32encode(random).decode("ascii").rstrip("=")


def code(random: bytes) -> str:
    """Return 8 characters that cannot be confused, for 8 random bytes."""
    if len(random) != CODE_BYTES:
        raise ValueError(f"{CODE_BYTES} random bytes are needed")
    value = int.from_bytes(random, "big")
    letters = []
    for _ in range(CODE_LENGTH):
        value, place = divmod(value, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[place])
    return "".join(letters)


def is_ticket_id(written: str) -> bool:
    """Return whether this has the form of a ticket's id."""
    return _TICKET_ID.fullmatch(written) is not None


def is_code(written: str) -> bool:
    """Return whether this has the form of a code, as `code` makes it."""
    return _CODE.fullmatch(written) is not None


def grouped(written: str) -> str:
    """Return `K7Q2-MX4W` for paper and glass."""
    return f"{written[:4]}-{written[4:]}"


def typed(text: str) -> str:
    """Return what a person typed as a code: upper case, without spaces and hyphens."""
    return "".join(c for c in text.upper() if c in CODE_LETTERS)
