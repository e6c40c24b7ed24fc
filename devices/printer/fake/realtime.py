"""Real-time commands in a stream of bytes: seen wherever they are, also within a picture."""

from __future__ import annotations

import re

CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_COMMAND = re.compile(
    rb"\x10(?:\x04[\x01-\x04]|\x05[\x01\x02]|\x14\x08\x01\x03\x14\x01\x06\x02\x08)"
)
_LONGEST = len(CLEAR)


class RealTimeScanner:
    """Finds the commands, also those that come in pieces."""

    def __init__(self) -> None:
        self._tail = b""

    def feed(self, data: bytes) -> list[tuple[bytes, int]]:
        """Return each command that ends in this data, and where in the data it ends."""
        seen = self._tail + data
        offset = len(self._tail)
        found = [(m[0], m.end() - offset) for m in _COMMAND.finditer(seen)]
        done = found[-1][1] + offset if found else 0
        self._tail = seen[max(done, len(seen) - _LONGEST + 1) :]
        return [(command, end) for command, end in found if end > 0]
