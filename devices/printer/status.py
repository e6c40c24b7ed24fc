"""From the status bits of an ESC/POS printer to its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from devices.printer import (
    CoverOpen,
    CutterJam,
    Defective,
    HeadHot,
    Offline,
    OutOfPaper,
    PaperLow,
    PrinterState,
    Ready,
)

QUESTIONS = (1, 2, 3, 4)  # DLE EOT n: printer, cause of offline, cause of error, paper


@dataclass(frozen=True, slots=True)
class Bits:
    """What the bits say, whichever way they came."""

    offline: bool
    cover: bool
    paper_out: bool
    near_end: bool
    cutter: bool
    hot: bool
    defective: bool
    error: bool

    def state(self, near_end_sensor: bool) -> PrinterState:
        """Return the state to show: what hides the others comes first."""
        if self.defective:
            return Defective()
        if self.cover:
            return CoverOpen()
        if self.paper_out:
            return OutOfPaper()
        if self.cutter:
            return CutterJam()
        if self.hot:
            return HeadHot()
        if self.offline or self.error:
            return Offline()
        return PaperLow() if self.near_end and near_end_sensor else Ready()


def pushed(status: bytes) -> Bits:
    """Read a status that was pushed (GS a; four bytes)."""
    printer, error, paper, _ = status
    return Bits(
        offline=bool(printer & 0x08),
        cover=bool(printer & 0x20),
        paper_out=bool(paper & 0x0C),
        near_end=bool(paper & 0x03),
        cutter=bool(error & 0x08),
        hot=bool(error & 0x40),
        defective=bool(error & 0x20),
        error=False,
    )


def asked(answers: Mapping[int, int]) -> Bits:
    """Read the four answers to DLE EOT 1…4."""
    return Bits(
        offline=bool(answers[1] & 0x08),
        cover=bool(answers[2] & 0x04),
        paper_out=bool(answers[4] & 0x60 or answers[2] & 0x20),
        near_end=bool(answers[4] & 0x0C),
        cutter=bool(answers[3] & 0x08),
        hot=bool(answers[3] & 0x40),
        defective=bool(answers[3] & 0x20),
        error=bool(answers[2] & 0x40),
    )
