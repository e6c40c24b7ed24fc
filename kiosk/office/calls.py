"""The calls of this office as values: what two people, the ticket and the lines do to a call.

Everything here is pure; `switchboard.py` keeps the calls and tells both ends. How connections
come and go is in `connections.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kiosk.domain.call_messages import CallNow
from kiosk.domain.calls import (
    LIFE,
    OVER,
    Call,
    CallEvent,
    CallState,
    Decline,
    Wanted,
    may_call_again,
)
from kiosk.domain.errors import NotPossible
from kiosk.domain.phrases import Phrase
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.domain.transitions import IllegalMove, move
from kiosk.office.guests import OfficeGuest, guest_now

_IN_LINE = frozenset({TicketState.WAITING, TicketState.AWAY})


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody at the door is told: how many are before, how long, and why.

    `seats` are the video desks of the department where somebody is signed in.
    """

    ahead: int | None = None
    low_min: int | None = None
    high_min: int | None = None
    reason: str = ""
    seats: int = 1

    @property
    def shut(self) -> bool:
        """Whether the department takes no knocks now."""
        return self.reason == "closed"


@dataclass(frozen=True, slots=True)
class OfficeCall:
    """A call with what only the office knows of it.

    `ticket` is as it was seen last. `terminal_up` and `desk_up` are what the ends have told of
    the present connection, None while they have told nothing; `tried_at` is when it was begun,
    `tries` how many there were.
    `terminal_gone_at`, `desk_gone_at`: since when an end has no line to the office.
    `nobody_since`: since when nobody is signed in who could answer.
    """

    call: Call
    ticket: Ticket
    place: Place = Place()
    answered_at: datetime | None = None
    terminal_up: bool | None = None
    desk_up: bool | None = None
    tried_at: datetime | None = None
    tries: int = 0
    terminal_gone_at: datetime | None = None
    desk_gone_at: datetime | None = None
    nobody_since: datetime | None = None
    guest: OfficeGuest | None = None

    @property
    def state(self) -> CallState:
        return self.call.state

    @property
    def over(self) -> bool:
        return self.call.state in OVER

    @property
    def at_the_door(self) -> bool:
        """Whether somebody can be talked to: knocks, and the terminal is on the line."""
        return self.state is CallState.KNOCKING and self.terminal_gone_at is None

    def again(self, now: datetime) -> bool:
        """Whether the citizen may knock anew: the ticket has its place, and a door is open."""
        kept = self.ticket.state in _IN_LINE and not self.place.shut
        return kept and may_call_again(self.call, now)


def changed(it: OfficeCall, **changes: Any) -> OfficeCall:
    """Return the call with something else about what both ends know of it."""
    return replace(it, call=replace(it.call, **changes))


def knocked(
    ticket: Ticket, terminal: str, wanted: Wanted, generation: int, now: datetime
) -> OfficeCall:
    """Return a new call: somebody stands at the door.

    Args:
        generation: the last one that the terminal has; the next ones are above it.
    """
    call = Call(ticket.ticket_id, terminal, ticket.department, ticket.language, now, wanted)
    return OfficeCall(replace(call, generation=max(0, generation)), ticket)


def rebuilt(
    ticket: Ticket, terminal: str, wanted: Wanted, told: CallState, generation: int, now: datetime
) -> OfficeCall:
    """Return a call that was answered before the office was started again.

    Two people who talk go on talking; the desk's page comes back and says whether it sees.
    """
    it = knocked(ticket, terminal, wanted, generation, now)
    talking = told is CallState.TALKING
    state = CallState.TALKING if talking else CallState.CONNECTING
    it = changed(it, state=state, desk=ticket.desk)
    it = it if talking else changed(it, lost_at=now)
    return replace(it, answered_at=now, terminal_up=talking or None, desk_gone_at=now)


def happened(it: OfficeCall, event: CallEvent, now: datetime, **changes: Any) -> OfficeCall:
    """Return the call after an event of its life; raises `NotPossible`."""
    try:
        state = move(LIFE, it.call.state, event)
    except IllegalMove as illegal:
        raise NotPossible(str(illegal.state), str(illegal.event)) from None
    if state in OVER:
        # Nothing is connected any more, and nobody is there to be held.
        changes = {"desk": None, "held": False, "lost_at": None, "ended_at": now} | changes
    return changed(it, state=state, **changes)


def declined(it: OfficeCall, why: Decline, now: datetime) -> OfficeCall:
    """Somebody at a desk has said why not."""
    return happened(it, CallEvent.DECLINE, now, declined=why)


def knocked_anew(it: OfficeCall, ticket: Ticket, now: datetime) -> OfficeCall:
    """Return a call that broke off, at the door again; its generations go on counting."""
    it = happened(it, CallEvent.AGAIN, now, ended_at=None, asked_to_wait_at=None, desk=None)
    it = changed(it, knocked_at=now, department=ticket.department)
    return replace(it, ticket=ticket, answered_at=None, terminal_gone_at=None, nobody_since=None)


def seen(it: OfficeCall, place: Place, now: datetime) -> OfficeCall:
    """Return the call after a look at the department: a shut door ends a knock.

    Somebody who changes desks is back in a moment; who is away for 20 s is not.
    """
    nobody_since = None if place.seats else it.nobody_since or now
    it = replace(it, place=place, nobody_since=nobody_since)
    if it.state is CallState.KNOCKING and place.shut:
        return happened(it, CallEvent.NOBODY, now)
    return it


def call_now(it: OfficeCall, desk: Phrase | None, now: datetime) -> CallNow:
    """Return the call as the citizen may see it."""
    call, waits = it.call, it.state is CallState.KNOCKING
    return CallNow(
        ticket_id=call.ticket_id,
        state=call.state,
        generation=call.generation,
        department=call.department,
        desk=desk if call.answered else None,
        held=call.held,
        declined=call.declined,
        asked_to_wait=waits and call.asked_to_wait_at is not None,
        may_call_again=it.again(now),
        ahead=it.place.ahead if waits else None,
        low_min=it.place.low_min if waits else None,
        high_min=it.place.high_min if waits else None,
        reason=it.place.reason if waits else "",
        guest=guest_now(it.guest),
    )
