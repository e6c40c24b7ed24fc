"""What terminal, office and desk say to each other about a video call (docs/protocol.md).

Signals carry what the two browsers' engines need of each other (SDP, RFC 8866, and ICE candidates,
RFC 8839). The office passes them on and keeps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.calls import CallState, Decline, Wanted
from kiosk.domain.guests import GuestEvent, GuestKind, GuestState, Leg
from kiosk.domain.phrases import Phrase

LONGEST_SDP = 32_768
MOST_CANDIDATES = 64


@dataclass(frozen=True, slots=True)
class IceServer:
    """A relay of our own (TURN, RFC 8656) with credentials that expire."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


class SignalKind(StrEnum):
    OFFER = "offer"
    ANSWER = "answer"
    CANDIDATE = "candidate"
    NO_MORE_CANDIDATES = "no-more-candidates"
    BYE = "bye"  # this end has closed the connection


@dataclass(frozen=True, slots=True)
class Signal:
    """Pushed both ways, never answered. `body` is an SDP, or a candidate as JSON text.

    `leg` says between whom; each leg counts its own generations. Bodies above 32 KiB, candidates
    beyond the 64th, and older generations are dropped.
    """

    ticket_id: str
    generation: int
    kind: SignalKind
    body: str = ""
    leg: Leg = Leg.TALK


# ------------------------------------------------------------------ terminal asks the office
@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody with a video ticket knocks; sent again after a lost line, with what stands now.

    `state` and `generation` are what the terminal has: after a restart of the office it learns
    from them that two people are talking.
    """

    id: int
    ticket_id: str
    wanted: Wanted
    state: CallState = CallState.KNOCKING
    generation: int = 0


@dataclass(frozen=True, slots=True)
class LeaveCall:
    """The citizen goes; with `keep_place` the ticket keeps its place and comes back."""

    id: int
    ticket_id: str
    keep_place: bool = False


@dataclass(frozen=True, slots=True)
class CallAgain:
    """A call that broke off is knocked anew, within 2 minutes, with its place of before."""

    id: int
    ticket_id: str


@dataclass(frozen=True, slots=True)
class TellMedia:
    """Pictures and sound of this generation are up, or were lost."""

    id: int
    ticket_id: str
    generation: int
    up: bool
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class AnswerGuest:
    """The citizen says whether the guest who has arrived may take part."""

    id: int
    ticket_id: str
    yes: bool


# ------------------------------------------------------------------ the office answers and pushes
@dataclass(frozen=True, slots=True)
class GuestNow:
    """The third person of a call, as citizen, desk and guest may see it.

    `generation` is the present one of the leg between terminal and guest. `ended_by` says why
    somebody is OUT.
    """

    kind: GuestKind
    language: str
    state: GuestState
    pinned: bool = False
    generation: int = 0
    ended_by: GuestEvent | None = None


@dataclass(frozen=True, slots=True)
class CallNow:
    """A call as the citizen may see it.

    `ahead` and the interval are None while they are unknown. `reason` is the state of the
    department (busy, consultation, paused, unstaffed, closed, free). `guest` is None when nobody
    is invited; who is OUT is told until somebody else is invited.
    """

    ticket_id: str
    state: CallState
    generation: int
    department: str
    desk: Phrase | None = None
    held: bool = False
    declined: Decline | None = None
    asked_to_wait: bool = False
    may_call_again: bool = False
    ahead: int | None = None
    low_min: int | None = None
    high_min: int | None = None
    reason: str = ""
    guest: GuestNow | None = None


@dataclass(frozen=True, slots=True)
class CallTold:
    """The answer to everything that is asked about a call."""

    id: int
    call: CallNow


@dataclass(frozen=True, slots=True)
class CallChanged:
    """Pushed at every change."""

    call: CallNow


@dataclass(frozen=True, slots=True)
class Connect:
    """Make a new connection of this generation and send its offer.

    `gate_open` says that the call is accepted; otherwise the connection is a warm one, and
    nothing of the citizen may pass before `CallChanged` says CONNECTING. `relay_only` forbids
    direct ways. `leg` is TALK or GUEST; the one with the guest begins with an open gate, as the
    citizen has said yes.
    """

    ticket_id: str
    generation: int
    gate_open: bool
    ice_servers: tuple[IceServer, ...] = ()
    relay_only: bool = False
    leg: Leg = Leg.TALK
