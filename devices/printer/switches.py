"""The troubles that a simulated printer can have, and what the printer says of them."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from devices.printer import (
    CoverOpen,
    CutterJam,
    Defective,
    Gap,
    HeadHot,
    Offline,
    OutOfPaper,
    Trouble,
    Unreachable,
)


class Switch(StrEnum):
    """A trouble that can be switched on and off at any time, alone or with others."""

    PAPER_OUT = "paper-out"
    NEAR_END = "near-end"
    COVER_OPEN = "cover-open"
    CUTTER_JAM = "cutter-jam"
    HEAD_HOT = "head-hot"
    OFFLINE = "offline"
    DEFECTIVE = "defective"
    UNPLUGGED = "unplugged"
    POWER_CUT = "power-cut"
    MUTE = "mute"  # prints nothing and answers nothing
    LOST_ANSWER = "lost-answer"  # prints, but the confirmation never comes
    LATE_ANSWER = "late-answer"  # the confirmation comes when this is switched off


# Which trouble shows when there are several: what hides the others comes first.
_SHOWN: tuple[tuple[Switch, Trouble], ...] = (
    (Switch.POWER_CUT, Unreachable(Gap.NO_CONNECTION)),
    (Switch.UNPLUGGED, Unreachable(Gap.NO_CONNECTION)),
    (Switch.MUTE, Unreachable(Gap.NO_ANSWER)),
    (Switch.DEFECTIVE, Defective()),
    (Switch.COVER_OPEN, CoverOpen()),
    (Switch.PAPER_OUT, OutOfPaper()),
    (Switch.CUTTER_JAM, CutterJam()),
    (Switch.HEAD_HOT, HeadHot()),
    (Switch.OFFLINE, Offline()),
)


def shown(on: Collection[Switch]) -> Trouble | None:
    """Return the trouble that a driver would see."""
    return next((state for switch, state in _SHOWN if switch in on), None)
