"""The troubles that simulated card readers can have."""

from __future__ import annotations

from enum import StrEnum


class Switch(StrEnum):
    """A trouble that can be switched on and off at any time, alone or with others."""

    SERVICE_DOWN = "service-down"
    UNPLUGGED = "unplugged"
    MUTE = "mute"  # what is put in does not wake up
    SILENT = "silent"  # the card answers nothing any more
    TOO_LONG = "too-long"  # it answers more than it may
    GARBAGE = "garbage"  # it answers what nobody can read
    NO_STATUS = "no-status"  # it answers a single byte
    TAKEN = "taken"  # another program has the card
