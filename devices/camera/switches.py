"""The troubles that a simulated camera can have."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from pathlib import Path


class Switch(StrEnum):
    """A trouble that can be switched on and off at any time, alone or with others."""

    COVERED = "covered"  # a hand or a lid is before the lens: pictures come, black ones
    FROZEN = "frozen"  # the same picture again and again
    SILENT = "silent"  # it is open and gives nothing
    BUSY = "busy"  # another program has it
    UNPLUGGED = "unplugged"


def switched_on(file: Path) -> frozenset[Switch]:
    """Return the troubles that a file names, one a line; a file that is not there names none.

    Words that are no trouble are passed over: somebody may be writing them just now.
    """
    words: list[str] = []
    with suppress(OSError, UnicodeDecodeError):
        words = file.read_text(encoding="utf-8").split()
    return frozenset(switch for switch in Switch if switch in words)
