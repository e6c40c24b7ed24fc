"""What the terminal and its call process say to each other, one JSON object a line.

The call process has camera, microphone and connections; the terminal has the visit. Nothing
opens a camera but a lease, and a lease that is not renewed for 3 s closes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kiosk.domain.call_messages import IceServer, SignalKind
from kiosk.domain.envelopes import Envelopes
from kiosk.domain.guests import Leg

LEASE = timedelta(seconds=3)
RENEW_EVERY = timedelta(seconds=1)


class Stream(StrEnum):
    """A moving picture in shared memory; the name of its block ends with it."""

    SELF = "self"
    STAFF = "staff"
    SHARE = "share"
    GUEST = "guest"


class Media(StrEnum):
    UP = "up"
    WEAK = "weak"  # nothing has come for 1 s
    LOST = "lost"  # nothing has come for 3 s, or the connection is gone
    CLOSED = "closed"  # the other end has said goodbye


class DeviceState(StrEnum):
    CLOSED = "closed"
    WORKING = "working"
    MISSING = "missing"
    BUSY = "busy"
    SILENT = "silent"


# ------------------------------------------------------------------ terminal → call process
@dataclass(frozen=True, slots=True)
class Lease:
    """What the citizen consents to just now; sent every second. False closes at once."""

    camera: bool
    microphone: bool


@dataclass(frozen=True, slots=True)
class Open:
    """Make a new connection, with the gate shut unless the call is accepted already.

    An older one of the same leg is closed; the other leg goes on.
    """

    generation: int
    gate_open: bool
    ice_servers: tuple[IceServer, ...] = ()
    relay_only: bool = False
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class Gate:
    """Let pictures and sound of the citizen pass, or not (before accept, and on hold)."""

    generation: int
    open: bool
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class SignalIn:
    """The other end has said something."""

    generation: int
    kind: SignalKind
    body: str = ""
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class Adjust:
    """Muting, hiding, loudness. `handset` sends the sound to headphones or handset."""

    muted: bool = False
    hidden: bool = False
    volume_percent: int = 70
    handset: bool = False


@dataclass(frozen=True, slots=True)
class SayText:
    """Send a message over the data channel (real-time text, answers to shared pages)."""

    text: str


@dataclass(frozen=True, slots=True)
class SendStill:
    """Send the present picture as a sharp still; the citizen has just said yes to it."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """Close the connection of one leg, or every connection; devices follow the lease."""

    leg: Leg | None = None


Command = Lease | Open | Gate | SignalIn | Adjust | SayText | SendStill | HangUp


# ------------------------------------------------------------------ call process → terminal
@dataclass(frozen=True, slots=True)
class CallReady:
    """The process is there. `memory` is the beginning of the names of its picture blocks."""

    memory: str


@dataclass(frozen=True, slots=True)
class SignalOut:
    generation: int
    kind: SignalKind
    body: str = ""
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class MediaNow:
    generation: int
    media: Media
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class StreamsNow:
    """Which moving pictures there are to show."""

    streams: tuple[Stream, ...]


@dataclass(frozen=True, slots=True)
class DevicesNow:
    camera: DeviceState
    microphone: DeviceState


@dataclass(frozen=True, slots=True)
class HeardText:
    """A message came over the data channel."""

    text: str


@dataclass(frozen=True, slots=True)
class LevelNow:
    """How loud the citizen is, 0–100, for the level meter; a few times a second."""

    percent: int


@dataclass(frozen=True, slots=True)
class QualityNow:
    """How the line is, once a second: for the sentence "Verbindung schwach" and technicians."""

    rtt_ms: int
    loss_percent: float
    frames_per_s: int
    height: int
    kbit_per_s: int


Report = (
    CallReady | SignalOut | MediaNow | StreamsNow | DevicesNow | HeardText | LevelNow | QualityNow
)
COMMANDS: Envelopes[Command] = Envelopes(Command)
REPORTS: Envelopes[Report] = Envelopes(Report)
