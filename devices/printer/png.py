"""A paper picture as a PNG file, so that a person can look at what fell out."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

from devices.printer import MM_PER_INCH, PaperPicture

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INVERTED = bytes(255 - value for value in range(256))


def png(picture: PaperPicture) -> bytes:
    """Return the picture as a 1-bit grey PNG with its resolution (ISO/IEC 15948)."""
    step = picture.bytes_per_row
    white_is_one = picture.rows.translate(_INVERTED)
    lines = b"".join(
        b"\0" + white_is_one[at : at + step] for at in range(0, len(white_is_one), step)
    )
    header = struct.pack(">IIBBBBB", picture.width_dots, picture.height_dots, 1, 0, 0, 0, 0)
    dots_per_metre = round(picture.dpi / MM_PER_INCH * 1000)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"pHYs", struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)),
            _chunk(b"IDAT", zlib.compress(lines, 6)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def write_png(picture: PaperPicture, path: Path) -> None:
    """Write the file in one move: whoever watches the folder never sees half a ticket."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(png(picture))
    os.replace(unfinished, path)
