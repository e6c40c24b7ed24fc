"""A third person in a call: an interpreter (Dolmetscher) or a colleague, by a one-time link.

Whoever is invited sees and hears nothing before the citizen has said yes. Somebody who has wished
for an interpreter has said it with the knock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Leg(StrEnum):
    """One connection between two of the three; the first one named offers it."""

    TALK = "talk"  # terminal and desk
    GUEST = "guest"  # terminal and guest
    ASIDE = "aside"  # desk and guest


class GuestKind(StrEnum):
    INTERPRETER = "interpreter"
    COLLEAGUE = "colleague"


class GuestState(StrEnum):
    INVITED = "invited"  # the link is made, nobody has come
    ARRIVED = "arrived"  # somebody has used the link; the citizen has not answered yet
    HERE = "here"  # takes part
    OUT = "out"  # has left, was refused or sent away, or never came


class GuestEvent(StrEnum):
    ARRIVE = "arrive"
    AGREE = "agree"  # the citizen says yes
    REFUSE = "refuse"  # the citizen says no
    LEAVE = "leave"  # goes, or was away for too long
    DISMISS = "dismiss"  # the desk sends away, or the call is over
    EXPIRE = "expire"  # nobody came in time


_S, _E = GuestState, GuestEvent
LIFE: Mapping[GuestState, Mapping[GuestEvent, GuestState]] = {
    _S.INVITED: {_E.ARRIVE: _S.ARRIVED, _E.DISMISS: _S.OUT, _E.EXPIRE: _S.OUT},
    _S.ARRIVED: {
        _E.AGREE: _S.HERE,
        _E.REFUSE: _S.OUT,
        _E.LEAVE: _S.OUT,
        _E.DISMISS: _S.OUT,
    },
    _S.HERE: {_E.LEAVE: _S.OUT, _E.DISMISS: _S.OUT},
    _S.OUT: {},
}

LINK_LASTS = timedelta(minutes=15)
BACK_WITHIN = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Guest:
    """One guest of one call; kept in memory only, and without a name.

    `language` is what an interpreter translates into, "" for a colleague. `pinned`: shown as
    large as the desk. `ended_by` is the event that led to OUT. `gone_at`: since when the page of
    the guest has no line to the office.
    """

    kind: GuestKind
    language: str
    invited_at: datetime
    state: GuestState = GuestState.INVITED
    pinned: bool = False
    ended_by: GuestEvent | None = None
    gone_at: datetime | None = None


def overdue(guest: Guest, now: datetime) -> GuestEvent | None:
    """Return EXPIRE for a link that nobody used in 15 minutes, LEAVE for 20 s without a line."""
    if guest.state is GuestState.INVITED:
        return GuestEvent.EXPIRE if now - guest.invited_at >= LINK_LASTS else None
    if guest.state is GuestState.OUT or guest.gone_at is None:
        return None
    return GuestEvent.LEAVE if now - guest.gone_at >= BACK_WITHIN else None
