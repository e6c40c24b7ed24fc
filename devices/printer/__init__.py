"""The contract of a ticket printer. Trouble is a value here, never an exception.

A driver or a simulator is one file beside this one; `tests/devices/test_printer.py` runs over
all of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol

MM_PER_INCH = 25.4
LONGEST_PICTURE_MM = 1_000


@dataclass(frozen=True, slots=True)
class Profile:
    """What paper a printer takes: 80 mm paper has 72 mm that can be printed on.

    `width_dots` is a multiple of 8. `paper_width_mm` includes both white margins.
    """

    name: str
    width_dots: int
    dpi: int
    paper_width_mm: int

    @property
    def width_mm(self) -> float:
        """The width that can be printed on."""
        return self.width_dots / self.dpi * MM_PER_INCH

    @property
    def margin_mm(self) -> float:
        return max(0.0, (self.paper_width_mm - self.width_mm) / 2)


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("80mm-203dpi", 576, 203, 80),
        Profile("80mm-180dpi", 512, 180, 80),
        Profile("58mm-203dpi", 384, 203, 58),
    )
}


class Style(StrEnum):
    """How a plain line looks; LARGE is centred and twice as high and wide, BOLD is heavier."""

    NORMAL = "normal"
    BOLD = "bold"
    LARGE = "large"
    QR = "qr"  # the text is what the code says, not what is printed


@dataclass(frozen=True, slots=True)
class PlainLine:
    """One line in the printer's own letters: one script, one line of text, no line feed.

    A line with a letter that the printer does not have is left out whole; so the lines of the
    second language come beside German ones, never instead of them. What is longer than the
    paper is wide goes on in the next line.

    Args:
        only_with_qr: left out where the printer does not draw the QR code that the line is about.
    """

    text: str
    style: Style = Style.NORMAL
    only_with_qr: bool = False


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A ticket as dots: rows from top to bottom, 8 dots a byte, the leftmost highest, 1 = black.

    Args:
        plain: the same in plain lines, for printers on a slow line.
    """

    width_dots: int
    rows: bytes
    dpi: int
    plain: tuple[PlainLine, ...] = ()

    def __post_init__(self) -> None:
        if self.width_dots < 8 or self.width_dots % 8:
            raise ValueError(f"a row has whole bytes, not {self.width_dots} dots")
        if not self.rows or len(self.rows) % self.bytes_per_row:
            raise ValueError(f"{len(self.rows)} bytes are no rows of {self.width_dots} dots")

    @property
    def bytes_per_row(self) -> int:
        return self.width_dots // 8

    @property
    def height_dots(self) -> int:
        return len(self.rows) // self.bytes_per_row

    @property
    def length_mm(self) -> float:
        return self.height_dots / self.dpi * MM_PER_INCH


@dataclass(frozen=True, slots=True)
class Ready:
    code: ClassVar[str] = "ready"


@dataclass(frozen=True, slots=True)
class PaperLow:
    """Near the end of the roll; prints. `left_mm` where the printer or a count tells it."""

    left_mm: int | None = None
    code: ClassVar[str] = "paper-low"


@dataclass(frozen=True, slots=True)
class OutOfPaper:
    code: ClassVar[str] = "out-of-paper"


@dataclass(frozen=True, slots=True)
class CoverOpen:
    code: ClassVar[str] = "cover-open"


@dataclass(frozen=True, slots=True)
class CutterJam:
    """Paper is stuck in the cutter; somebody has to free it."""

    code: ClassVar[str] = "cutter-jam"


@dataclass(frozen=True, slots=True)
class HeadHot:
    """Cools down by itself."""

    code: ClassVar[str] = "head-hot"


@dataclass(frozen=True, slots=True)
class Offline:
    """It answers, but takes nothing, for example while somebody presses the feed button."""

    code: ClassVar[str] = "offline"


@dataclass(frozen=True, slots=True)
class Defective:
    """An error that only switching it off, or a workshop, can clear."""

    code: ClassVar[str] = "defective"


class Gap(StrEnum):
    """Why nothing is known of the printer."""

    NOT_STARTED = "not-started"
    NO_CONNECTION = "no-connection"
    NO_ANSWER = "no-answer"


@dataclass(frozen=True, slots=True)
class Unreachable:
    reason: Gap
    code: ClassVar[str] = "unreachable"


Able = Ready | PaperLow
Curable = OutOfPaper | CoverOpen | CutterJam | HeadHot | Offline
Lost = Defective | Unreachable
Trouble = Curable | Lost
PrinterState = Able | Trouble


class Doubt(StrEnum):
    """Why nobody knows whether a ticket came out."""

    NO_CONFIRMATION = "no-confirmation"  # everything was sent, the answer did not come
    CONNECTION_LOST = "connection-lost"  # cable, network or power went while it printed
    STALLED = "stalled"  # the printer stopped taking bytes without a reason
    DEFECTIVE = "defective"  # the printer failed while it printed
    INTERRUPTED = "interrupted"  # the terminal stopped or crashed while it printed


@dataclass(frozen=True, slots=True)
class Clean:
    """Nothing was printed; printing anew is safe."""

    reason: Trouble
    code: ClassVar[str] = "clean"


@dataclass(frozen=True, slots=True)
class Blocked:
    """The ticket sits in the printer, which goes on by itself after the repair. Do not resend."""

    reason: Curable
    code: ClassVar[str] = "blocked"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The printer says that the whole ticket came out."""

    code: ClassVar[str] = "confirmed"


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have come out. Ask the citizen; never print again by itself."""

    reason: Doubt
    code: ClassVar[str] = "unknown"


Outcome = Clean | Blocked | Confirmed | Unknown


@dataclass(frozen=True, slots=True)
class StateChanged:
    state: PrinterState


@dataclass(frozen=True, slots=True)
class OutcomeChanged:
    """The word on a job, also the first one; BLOCKED and UNKNOWN may still become CONFIRMED."""

    job_id: str
    outcome: Outcome


PrinterChange = StateChanged | OutcomeChanged


class Journal(Protocol):
    """The memory of begun jobs that survives a crash."""

    async def begin(self, job_id: str) -> None:
        """Note the job. Returns only when the note is durable; no byte goes out before."""

    async def end(self, job_id: str, outcome: Outcome) -> None:
        """Note what became of it. Called again when a late word arrives; never with BLOCKED."""

    async def unfinished(self) -> Collection[str]:
        """Return the jobs that were begun and never ended."""


class Printer(Protocol):
    """A ticket printer with one owner task.

    Limits: one job prints at a time, at most 8 wait; a job id has 1–64 characters A–Z a–z 0–9
    `-` `_`; a picture is as wide as the profile and at most 1 m long.
    """

    @property
    def profile(self) -> Profile:
        """What paper it takes; known before `run()`."""

    @property
    def state(self) -> PrinterState:
        """What is known now; `Unreachable` before `run()`. Never waits."""

    async def print(self, job_id: str, picture: PaperPicture) -> Outcome:
        """Print once and return the first word on it, usually within 2 s, at most after 10 s.

        On a serial line a picture is given the line's own time on top, 13 s for 260 mm at 115,200
        baud: no doubt is told while dots are still on their way.

        A printer in trouble answers CLEAN at once and keeps nothing. BLOCKED is the word when
        trouble in the middle of a ticket lasts; jobs behind it become CLEAN. The last word
        comes through `changes()`.

        A job id prints at most once: asked again, it returns what became of it, and only a
        CLEAN job is tried anew. A second copy has an id of its own. Cancelling the wait does
        not cancel the job. Raises ValueError for a bad id or a picture that does not fit.
        """

    def changes(self) -> AsyncIterator[PrinterChange]:
        """Listen from now on: first the present state, then every change.

        A slow listener misses states in between, never the latest one and never an outcome.
        """

    async def run(self) -> None:
        """Own the printer until cancelled; the device is at rest afterwards.

        Begins by telling UNKNOWN for every job that the journal has as unfinished.
        """
