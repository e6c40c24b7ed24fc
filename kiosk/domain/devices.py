"""What the office knows of the devices of a terminal: enough to send somebody there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PrinterCondition(StrEnum):
    """What a ticket printer is like; the words are those of the terminal's printer."""

    READY = "ready"
    PAPER_LOW = "paper-low"  # prints, but the roll comes to its end
    OUT_OF_PAPER = "out-of-paper"
    COVER_OPEN = "cover-open"
    CUTTER_JAM = "cutter-jam"
    HEAD_HOT = "head-hot"  # cools down by itself
    OFFLINE = "offline"  # answers, but takes nothing
    DEFECTIVE = "defective"
    UNREACHABLE = "unreachable"

    @property
    def prints(self) -> bool:
        """Whether a ticket comes out now."""
        return self in (PrinterCondition.READY, PrinterCondition.PAPER_LOW)

    @property
    def needs_somebody(self) -> bool:
        """Whether no ticket comes out until somebody goes there."""
        return not self.prints and self is not PrinterCondition.HEAD_HOT


@dataclass(frozen=True, slots=True)
class PrinterNews:
    """The last that was told of a printer. `paper_left_mm` is an estimate; None: unknown."""

    condition: PrinterCondition
    since: datetime
    paper_left_mm: int | None = None
