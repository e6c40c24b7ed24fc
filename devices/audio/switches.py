"""The troubles that a simulated microphone with loudspeakers can have."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from devices.audio import Gap


class Switch(StrEnum):
    """A trouble that can be switched on and off at any time, alone or with others."""

    NOT_FOUND = "not-found"
    UNPLUGGED = "unplugged"
    BUSY = "busy"
    SILENT = "silent"  # the microphone gives nothing but zeros
    MUTED = "muted"  # a lid or button on the microphone: its own hiss is all that comes
    NO_HANDSET = "no-handset"


# What hides the others comes first.
_SHOWN = (
    (Switch.UNPLUGGED, Gap.UNPLUGGED),
    (Switch.NOT_FOUND, Gap.NOT_FOUND),
    (Switch.BUSY, Gap.BUSY),
)


def gap(on: Collection[Switch]) -> Gap | None:
    """Return why a driver would have nothing open."""
    return next((reason for switch, reason in _SHOWN if switch in on), None)
