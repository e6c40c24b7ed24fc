"""How much paper is left on the roll: counted by the millimetre, put right by the printer's word.

The count is an estimate. It begins with a full roll, and nobody tells the terminal that a roll was
changed: it is seen from what the printer says before and after.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from devices.printer import CoverOpen, Gap, OutOfPaper, PaperLow, PrinterState, Ready, Unreachable

# Between print head and blade lie 10 to 20 mm, which are fed with every ticket.
FEED_MM = 15
# A sensor at the core sees the last few metres; where exactly is set by a screw.
NEAR_END_MM = 4_000


class Said(StrEnum):
    """What the printer has said of its paper last."""

    ENOUGH = "enough"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class PaperRoll:
    """The roll in the printer. `opened`: somebody may have changed it since the printer's word."""

    length_mm: float
    used_mm: float = 0
    said: Said = Said.ENOUGH
    opened: bool = False

    @property
    def left_mm(self) -> int:
        """About how much is left; 0 also when the roll was longer than it should be."""
        return max(0, round(self.length_mm - self.used_mm))

    def fed(self, picture_mm: float) -> PaperRoll:
        """A picture was printed and cut off."""
        return replace(self, used_mm=self.used_mm + picture_mm + FEED_MM)

    def heard(self, state: PrinterState, *, own_cable: bool = False) -> PaperRoll:
        """The printer says how it is; perhaps there is a new roll in it.

        Args:
            own_cable: without connection it was switched off or pulled out; no network failed.
        """
        match state:
            case Ready() if self._was_changed:
                return PaperRoll(self.length_mm)
            case Ready():
                return replace(self, opened=False)
            case PaperLow(left_mm):
                return self._with_left(self._near_end if left_mm is None else left_mm, Said.LOW)
            case OutOfPaper():
                return self._with_left(0, Said.OUT)
            case CoverOpen():
                return replace(self, opened=True)
            case Unreachable(Gap.NO_CONNECTION) if own_cable:
                return replace(self, opened=True)
        return self

    @property
    def _was_changed(self) -> bool:
        # Near the end the roll wobbles past the sensor, which says "enough" again by itself: only
        # after an open cover, or time without power, it means another roll.
        return self.said is Said.OUT or (self.said is Said.LOW and self.opened)

    @property
    def _near_end(self) -> float:
        return NEAR_END_MM if self.said is Said.OUT else min(self.left_mm, NEAR_END_MM)

    def _with_left(self, left_mm: float, said: Said) -> PaperRoll:
        return PaperRoll(self.length_mm, self.length_mm - left_mm, said)
