"""The time written into a picture, so that whoever receives it can say how old it is.

Along the top lie 24 blocks of equal width, black or white, the highest bit first: 20 bits of the
monotonic clock in milliseconds (they begin anew every 17 minutes), then 4 bits of checksum, the
five groups of four bits XOR each other XOR 10. The strip is at least 1/24 of the height, so that
the middle of it can be read after scaling and after a lossy encoder. A black, a white and a grey
picture have no valid code.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from devices.camera import Picture

WRAPS_MS = 1 << 20
BLOCKS = 24
BLACK, WHITE = 32, 218
_MIDDLE = (BLACK + WHITE) // 2
_CONTRAST = 60


def strip_height(height: int) -> int:
    return max(8, -(-height // 24))


def edges(width: int) -> list[int]:
    """Where the blocks begin and end, 25 columns."""
    return [block * width // BLOCKS for block in range(BLOCKS + 1)]


def bits(taken_ns: int) -> Iterator[bool]:
    """Yield the 24 blocks of a moment from left to right, True is white."""
    ms = taken_ns // 1_000_000 % WRAPS_MS
    code = ms << 4 | _checksum(ms)
    return (bool(code >> block & 1) for block in reversed(range(BLOCKS)))


def read_time_code(picture: Picture) -> int | None:
    """Return the milliseconds in the picture, or None when it has no valid code."""
    return read_luminance(picture.y, picture.width, picture.height, picture.width)


def read_luminance(
    y: bytes | memoryview, width: int, height: int, bytes_per_row: int
) -> int | None:
    """Read the code from a luminance plane that may have padding at the end of its rows."""
    row = height // 48 * bytes_per_row
    greys = []
    for left, right in pairwise(edges(width)):
        margin = (right - left) // 4
        dots = y[row + left + margin : row + right - margin]
        greys.append(sum(dots) / len(dots))
    if max(greys) - min(greys) < _CONTRAST:
        return None
    code = 0
    for grey in greys:
        code = code << 1 | (grey > _MIDDLE)
    ms, checksum = code >> 4, code & 0xF
    return ms if checksum == _checksum(ms) else None


def age_ms(code: int, now_ns: int) -> int:
    """Return how long ago the code was written; negative when it is from the future."""
    age = (now_ns // 1_000_000 - code) % WRAPS_MS
    return age - WRAPS_MS if age >= WRAPS_MS // 2 else age


def _checksum(ms: int) -> int:
    return (ms ^ ms >> 4 ^ ms >> 8 ^ ms >> 12 ^ ms >> 16) & 0xF ^ 0xA
