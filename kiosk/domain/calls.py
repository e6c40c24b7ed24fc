"""A video call (Videogespräch) and its life, from the knock to the end.

The call belongs to a ticket of kind video: the ticket has the place in the line and the desk, the
call has what the two people see of each other. It is kept in memory only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class CallState(StrEnum):
    KNOCKING = "knocking"  # somebody waits at the door
    CONNECTING = "connecting"  # accepted; the pictures are not there yet, or were lost
    TALKING = "talking"
    ENDED = "ended"
    DECLINED = "declined"  # somebody has said why not
    UNANSWERED = "unanswered"  # nobody came


class CallEvent(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    NOBODY = "nobody"  # the office closes, or nobody is left who could answer
    LEAVE = "leave"  # the citizen goes
    UP = "up"  # both see each other
    LOST = "lost"
    GIVE_UP = "give_up"  # lost for too long
    END = "end"
    TRANSFER = "transfer"  # knocks at another door, with the place of before
    AGAIN = "again"  # a call that broke off is knocked anew, with the place of before


_S, _E = CallState, CallEvent
LIFE: Mapping[CallState, Mapping[CallEvent, CallState]] = {
    _S.KNOCKING: {
        _E.ACCEPT: _S.CONNECTING,
        _E.DECLINE: _S.DECLINED,
        _E.NOBODY: _S.UNANSWERED,
        _E.LEAVE: _S.ENDED,
    },
    _S.CONNECTING: {
        _E.UP: _S.TALKING,
        _E.GIVE_UP: _S.ENDED,
        _E.LEAVE: _S.ENDED,
        _E.END: _S.ENDED,
        _E.TRANSFER: _S.KNOCKING,
    },
    _S.TALKING: {
        _E.LOST: _S.CONNECTING,
        _E.LEAVE: _S.ENDED,
        _E.END: _S.ENDED,
        _E.TRANSFER: _S.KNOCKING,
    },
    _S.ENDED: {_E.AGAIN: _S.KNOCKING},
    _S.DECLINED: {},
    _S.UNANSWERED: {_E.AGAIN: _S.KNOCKING},
}

OVER = frozenset({_S.ENDED, _S.DECLINED, _S.UNANSWERED})
ANSWERED = frozenset({_S.CONNECTING, _S.TALKING})
CONNECT_WITHIN = timedelta(seconds=20)
CALL_AGAIN_WITHIN = timedelta(minutes=2)


class Decline(StrEnum):
    """Why somebody at a desk declines; the citizen reads a sentence for it."""

    WRONG_DEPARTMENT = "wrong-department"
    COME_IN_PERSON = "come-in-person"
    APPOINTMENT_NEEDED = "appointment-needed"
    CLOSING = "closing"
    NOT_TODAY = "not-today"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the citizen wants to talk; chosen before the knock.

    `camera` False is voice only. `interpreter` is a language code, "" for none.
    """

    camera: bool = True
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One knock and what became of it.

    `generation` counts the connections that were tried; signals of an older one are dropped.
    `desk` is the desk that has the present connection, also before it accepts (a warm one).
    `held` says that the desk has put the call on hold. `ended_at` is set while the call is over.
    """

    ticket_id: str
    terminal: str
    department: str
    language: str
    knocked_at: datetime
    wanted: Wanted = Wanted()
    state: CallState = CallState.KNOCKING
    generation: int = 0
    desk: str | None = None
    held: bool = False
    declined: Decline | None = None
    asked_to_wait_at: datetime | None = None
    lost_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def answered(self) -> bool:
        """Whether a desk has accepted and the call is not over."""
        return self.state in ANSWERED


def overdue(call: Call, now: datetime) -> CallEvent | None:
    """Return GIVE_UP when the pictures have been away for too long (20 s), else None."""
    if call.state is not CallState.CONNECTING or call.lost_at is None:
        return None
    return CallEvent.GIVE_UP if now - call.lost_at >= CONNECT_WITHIN else None


def may_call_again(call: Call, now: datetime) -> bool:
    """Whether the citizen may knock anew without a new place in the line (2 minutes)."""
    if call.ended_at is None or CallEvent.AGAIN not in LIFE[call.state]:
        return False
    return now - call.ended_at < CALL_AGAIN_WITHIN
