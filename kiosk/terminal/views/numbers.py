"""The screens of a number: drawn, looked up by its code."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.terminal.views.parts import Frame, Paper, Tile


@dataclass(frozen=True, slots=True)
class DrawingView:
    """Between the touch and the number; rarely seen."""

    frame: Frame
    sentence: str


@dataclass(frozen=True, slots=True)
class TicketView:
    frame: Frame
    title: str
    number: str
    department: str
    service: str
    ahead: str
    wait: str
    where: str
    way: str
    url: str  # what the QR code says
    follow: str
    code: str
    paper: Paper
    paper_sentence: str
    done: str
    seconds_left: int | None = None


@dataclass(frozen=True, slots=True)
class FollowView:
    """Type the 8 characters from the ticket."""

    frame: Frame
    title: str
    typed: str
    length: int
    hint: str
    problem: str
    keys: tuple[str, ...]
    ready: bool


@dataclass(frozen=True, slots=True)
class FollowedView:
    """A ticket found by its code."""

    frame: Frame
    number: str
    department: str
    icon: str
    state: str
    facts: tuple[tuple[str, str], ...]
    may_return: bool
    may_cancel: bool
    confirm_cancel: bool = False
    knock: Tile | None = None  # "Wieder anklopfen": talk by video with the place of before
