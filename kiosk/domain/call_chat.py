"""What the two people's machines say to each other during a call, over the data channel.

JSON objects with a version, one a message, at most 16 KiB; pictures go in pieces. Nothing of it
passes the office, and nothing is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.envelopes import Envelopes

VERSION = 1
LARGEST_BYTES = 16_384


class At(StrEnum):
    """The picture in which the clerk points."""

    UNSAID = ""
    CITIZEN = "citizen"  # what the camera of the terminal sees
    SCREEN = "screen"  # what the clerk shares


@dataclass(frozen=True, slots=True)
class Typing:
    """The line somebody is typing, as it stands after this keystroke (EN 301 549, 6.2)."""

    text: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """A finished line."""

    text: str


@dataclass(frozen=True, slots=True)
class ShowService:
    """Show the card of a service on the glass; "" takes it away."""

    service: str


@dataclass(frozen=True, slots=True)
class Point:
    """Where the clerk points in a picture, in parts of its size (0–1); gone when None."""

    x: float | None = None
    y: float | None = None
    at: At = At.UNSAID


@dataclass(frozen=True, slots=True)
class AskStill:
    """The clerk asks for a sharp still of a document in front of the camera."""


@dataclass(frozen=True, slots=True)
class StillRefused:
    """The citizen said no."""


@dataclass(frozen=True, slots=True)
class StillPiece:
    """A piece of the still (JPEG, base 64); the last one has `more` false."""

    number: int
    data: str
    more: bool


@dataclass(frozen=True, slots=True)
class PrintService:
    """Print the check-list of a service at the terminal."""

    service: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of the slip: "take", "blocked" or "ask"."""

    service: str
    paper: str


Chat = (
    Typing | Wrote | ShowService | Point | AskStill | StillRefused | StillPiece | PrintService
    | Printed
)  # fmt: skip
CHAT: Envelopes[Chat] = Envelopes(Chat, largest_bytes=LARGEST_BYTES)
