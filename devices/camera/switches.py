"""The troubles that a simulated camera can have."""

from __future__ import annotations

from enum import StrEnum


class Switch(StrEnum):
    """A trouble that can be switched on and off at any time, alone or with others."""

    COVERED = "covered"  # a hand or a lid is before the lens: pictures come, black ones
    FROZEN = "frozen"  # the same picture again and again
    SILENT = "silent"  # it is open and gives nothing
    BUSY = "busy"  # another program has it
    UNPLUGGED = "unplugged"
