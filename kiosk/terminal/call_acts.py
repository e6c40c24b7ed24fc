"""What can happen to a visit's video call, and what the call wants done: plain values."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.call_chat import Chat
from kiosk.domain.call_control import Adjust, DeviceState, Media, Stream
from kiosk.domain.call_messages import CallNow, Connect
from kiosk.domain.calls import Wanted
from kiosk.domain.guests import Leg


# ------------------------------------------------------------------ events
@dataclass(frozen=True, slots=True)
class CallHeard:
    """The office has told how a call stands."""

    call: CallNow


@dataclass(frozen=True, slots=True)
class KnockRefused:
    """The office takes no knock; `code` is of `domain/errors.py`."""

    code: str


@dataclass(frozen=True, slots=True)
class ConnectAsked:
    """The office wants a new connection."""

    connect: Connect


@dataclass(frozen=True, slots=True)
class MediaMoved:
    generation: int
    media: Media
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class GuestAnswerLost:
    """What the citizen has said about the third person did not reach the office."""


@dataclass(frozen=True, slots=True)
class StreamsShown:
    streams: tuple[Stream, ...]


@dataclass(frozen=True, slots=True)
class CallDevices:
    camera: DeviceState
    microphone: DeviceState


@dataclass(frozen=True, slots=True)
class LevelHeard:
    """How loud the citizen is, 0–100."""

    percent: int


@dataclass(frozen=True, slots=True)
class ChatHeard:
    """The clerk's browser has said something over the data channel."""

    chat: Chat


@dataclass(frozen=True, slots=True)
class CallProcess:
    """The call process has come up, or has died."""

    here: bool


CallEvent = (
    CallHeard
    | KnockRefused
    | ConnectAsked
    | MediaMoved
    | GuestAnswerLost
    | StreamsShown
    | CallDevices
    | LevelHeard
    | ChatHeard
    | CallProcess
)


# ------------------------------------------------------------------ effects
@dataclass(frozen=True, slots=True)
class KnockNow:
    ticket_id: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class LeaveTheCall:
    """The citizen goes; with `keep_place` to come back."""

    ticket_id: str
    keep_place: bool = False


@dataclass(frozen=True, slots=True)
class KnockAgain:
    ticket_id: str


@dataclass(frozen=True, slots=True)
class OpenConnection:
    """`gate_open` is the visit's own word: the office's alone does not open it."""

    connect: Connect
    gate_open: bool


@dataclass(frozen=True, slots=True)
class SetGate:
    generation: int
    open: bool
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class TellMediaUp:
    ticket_id: str
    generation: int
    up: bool
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class AdjustCall:
    adjust: Adjust


@dataclass(frozen=True, slots=True)
class SendChat:
    chat: Chat


@dataclass(frozen=True, slots=True)
class SendTheStill:
    """The citizen has just said yes to it."""


@dataclass(frozen=True, slots=True)
class AnswerTheGuest:
    """The citizen has said whether the third person may take part."""

    ticket_id: str
    yes: bool


@dataclass(frozen=True, slots=True)
class HangUpCall:
    """Close the connection of one leg, or every one; camera and microphone follow the lease."""

    leg: Leg | None = None


CallEffect = (
    KnockNow
    | LeaveTheCall
    | KnockAgain
    | OpenConnection
    | SetGate
    | TellMediaUp
    | AdjustCall
    | SendChat
    | SendTheStill
    | AnswerTheGuest
    | HangUpCall
)
