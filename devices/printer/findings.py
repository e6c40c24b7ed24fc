"""What the self-test of a printer finds out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from devices.printer import PrinterState


@dataclass(frozen=True, slots=True)
class Reached:
    """It was found and said what it is; `name` is what it calls itself, if anything."""

    name: str | None
    state: PrinterState
    code: ClassVar[str] = "reached"


@dataclass(frozen=True, slots=True)
class NotReached:
    """Nothing can be asked."""

    reason: str
    code: ClassVar[str] = "not-reached"


@dataclass(frozen=True, slots=True)
class TakesNothing:
    """It stopped in the middle of a ticket; the state is the last that it told."""

    state: PrinterState
    code: ClassVar[str] = "takes-nothing"


@dataclass(frozen=True, slots=True)
class ConfirmsAfterCut:
    """Whether GS ( H was answered; and when, counted from the last byte."""

    confirms: bool
    after_s: float | None
    code: ClassVar[str] = "confirms-after-cut"


class Recovery(StrEnum):
    CLEARED = "cleared"  # the clear command was answered
    PADDED = "padded"  # only filling up helped
    LOST = "lost"  # no answer after either


@dataclass(frozen=True, slots=True)
class RecoversFromTorn:
    """How a torn picture was overcome, and whether the ticket behind it was confirmed."""

    how: Recovery
    next_ticket: bool
    code: ClassVar[str] = "recovers-from-torn"


@dataclass(frozen=True, slots=True)
class SilentWithOpenCover:
    """What it said while its cover was open; None when nobody opened it in time."""

    silent: bool | None
    code: ClassVar[str] = "silent-with-open-cover"


Finding = (
    Reached | NotReached | TakesNothing | ConfirmsAfterCut | RecoversFromTorn | SilentWithOpenCover
)
