"""What the self-test of microphone and loudspeaker finds out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from devices.audio import Gap, Sink


@dataclass(frozen=True, slots=True)
class Opened:
    """Both were opened; `delay_ms` is what the sound system says of itself."""

    sinks: frozenset[Sink]
    delay_ms: int
    code: ClassVar[str] = "opened"


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Nothing can be tried; None when nothing came of opening it within some seconds."""

    reason: Gap | None
    code: ClassVar[str] = "not-opened"


@dataclass(frozen=True, slots=True)
class RoomNoise:
    """How loud the room is before anything is played; above -40 people are hard to understand."""

    level_dbfs: float
    code: ClassVar[str] = "room-noise"


@dataclass(frozen=True, slots=True)
class MicHears:
    """The microphone hears the loudspeaker.

    Args:
        delay_ms: from playing to hearing, sound system and air together.
        level_db: compared with what was played.
    """

    delay_ms: float
    level_db: float
    code: ClassVar[str] = "mic-hears"


@dataclass(frozen=True, slots=True)
class MicHearsNothing:
    """It is open, but the chirp is not in what it hears: covered, muted, or no loudspeaker."""

    code: ClassVar[str] = "mic-hears-nothing"


@dataclass(frozen=True, slots=True)
class MicOverloaded:
    """So loud that the microphone cuts the tops: the echo canceller cannot take that out."""

    code: ClassVar[str] = "mic-overloaded"


@dataclass(frozen=True, slots=True)
class EchoTakenOut:
    """How much softer the chirp is behind the echo canceller, in decibels; 20 and more is good."""

    by_db: float
    code: ClassVar[str] = "echo-taken-out"


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The device went away in the middle."""

    code: ClassVar[str] = "interrupted"


Finding = (
    Opened
    | NotOpened
    | RoomNoise
    | MicHears
    | MicHearsNothing
    | MicOverloaded
    | EchoTakenOut
    | Interrupted
)
