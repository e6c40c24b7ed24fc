"""QR codes (ISO/IEC 18004) as rows of squares, for pages that draw them. The door to segno."""

from __future__ import annotations

import segno


def code_of(text: str) -> tuple[str, ...]:
    """Return the code of an address: a text for each row, "1" for a dark square, no border."""
    matrix = segno.make(text, error="m", micro=False).matrix
    return tuple("".join("1" if square else "0" for square in row) for row in matrix)
