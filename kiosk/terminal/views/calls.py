"""The screens of a video call: consent, waiting at the door, talking, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.terminal.views.parts import Chip, Frame, Notice, Paper, Tile


class Moving(StrEnum):
    """A moving picture; the glass takes its newest frame from the pictures it was given."""

    SELF = "self"
    STAFF = "staff"
    SHARE = "share"
    GUEST = "guest"


class MovingFrame(Protocol):
    """One frame in YUV 4:2:0 without padding, BT.601 in the limited range."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def y(self) -> memoryview: ...
    @property
    def u(self) -> memoryview: ...
    @property
    def v(self) -> memoryview: ...


class MovingPictures(Protocol):
    """Where the glass takes moving pictures from; it never waits for one."""

    def newest(self, moving: Moving, after: int) -> MovingFrame | None:
        """Return the newest frame if its number is higher than `after`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways; `chosen` is marked by more than its colour."""

    tile: Tile
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class KnockView:
    """Before the knock: what camera and microphone are for, and the yes to them.

    `mirror` shows the self view, on this machine only; None while the camera is off.
    """

    frame: Frame
    title: str
    department: str
    chip: Chip
    status: str
    wait: str
    facts: tuple[tuple[str, str], ...]  # icon, sentence: what happens, what is never kept
    ways: tuple[Choice, ...]  # with picture, voice only
    interpreter: tuple[Choice, ...]  # none, or a language
    mirror: Moving | None
    mirror_note: str
    knock: Tile | None  # None: nobody can be knocked at now
    knock_note: str


@dataclass(frozen=True, slots=True)
class WaitingView:
    """At the door: position, interval and the reason for it; the number counts in the line."""

    frame: Frame
    title: str
    number: str
    department: str
    ahead: str
    wait: str
    reason: str
    notice: Notice | None
    mirror: Moving | None
    go_away: Tile  # leave the waiting room and keep the place, with a ticket
    give_up: Tile
    paper: Paper = Paper.NONE
    paper_sentence: str = ""


@dataclass(frozen=True, slots=True)
class Third:
    """A third person who takes part in a talk.

    `sign` stays on the glass all the while, `name` stands below the picture, `picture` is what a
    voice calls it. `seen`: frames come. `pinned`: as large as the desk, so that signs can be read.
    """

    sign: str
    name: str
    picture: str
    seen: bool
    pinned: bool


@dataclass(frozen=True, slots=True)
class CallView:
    """Talking. `large` is the picture that fills the glass, `small` stand beside it.

    `connecting` is a sentence while pictures are not there; "" otherwise. `texts` is the
    conversation in writing, newest last, True for the citizen's own lines. `state` is the quiet
    sentence while all is well.
    """

    frame: Frame
    title: str
    large: Moving | None
    small: tuple[Moving, ...]
    connecting: str
    weak: str
    held: str
    muted: bool
    hidden: bool
    volume_percent: int
    level_percent: int
    buttons: tuple[Tile, ...]
    end: Tile
    writing: bool = False
    typed: str = ""
    texts: tuple[tuple[str, bool], ...] = ()
    keys: tuple[str, ...] = ()
    question: str = ""  # what staff asks for: a still picture, to look at a page
    answers: tuple[Tile, ...] = ()
    page_title: str = ""  # the card of a service that the clerk shows
    page_lines: tuple[str, ...] = ()
    pointer: tuple[float, float] | None = None  # in the large picture, in parts of its size
    state: str = ""
    signs: tuple[str, ...] = ()  # digits and punctuation, in the place of the letters
    third: Third | None = None
    beside: Moving | None = None  # a second picture, as large as the first
    news: str = ""  # a sentence for a moment: who has gone


@dataclass(frozen=True, slots=True)
class CallOverView:
    """How a knock or a call ended, and what can be done now."""

    frame: Frame
    icon: str
    title: str
    sentence: str
    tiles: tuple[Tile, ...]
