"""What a guest's browser and the office say to each other (docs/protocol.md).

A guest sees two people and knows nothing else of the call: no number, no name, no service.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.call_messages import GuestNow, IceServer, Signal
from kiosk.domain.desk_messages import Beat
from kiosk.domain.envelopes import Envelopes
from kiosk.domain.guests import Leg


@dataclass(frozen=True, slots=True)
class TellGuestMedia:
    """The pictures of this leg are up at the guest, or were lost."""

    generation: int
    up: bool
    leg: Leg


@dataclass(frozen=True, slots=True)
class LeaveGuest:
    """The guest goes."""


@dataclass(frozen=True, slots=True)
class GuestRoom:
    """How it stands; pushed at every change. `held`: the talk is on hold, nothing passes.

    `over`: the talk itself has ended, or went to another desk.
    """

    guest: GuestNow
    held: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class GuestConnect:
    """Be ready for the offer of this leg and generation; an older one of the leg is closed."""

    generation: int
    leg: Leg
    ice_servers: tuple[IceServer, ...] = ()
    relay_only: bool = False


FromGuest = TellGuestMedia | LeaveGuest | Signal | Beat
"""`Signal.ticket_id` is empty here: a guest does not learn it."""
ToGuest = GuestRoom | GuestConnect | Signal | Beat
FROM_GUEST: Envelopes[FromGuest] = Envelopes(FromGuest)
TO_GUEST: Envelopes[ToGuest] = Envelopes(ToGuest)
