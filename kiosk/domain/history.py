"""What happened to a ticket: append-only, and enough to rebuild the ticket from nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.errors import AlreadyReactivated, NotPossible, TooLate
from kiosk.domain.tickets import (
    COME_BACK_WITHIN,
    COOL_DOWN,
    LIFE,
    Ticket,
    TicketEvent,
    TicketState,
    Wish,
)
from kiosk.domain.transitions import IllegalMove, move


@dataclass(frozen=True, slots=True)
class Issued:
    """The first thing that happens: the ticket as it was born."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Happening:
    """One later thing: the event, when, and the facts it needs."""

    event: TicketEvent
    at: datetime
    desk: str | None = None
    department: str | None = None
    note: str = ""
    rendered: tuple[Wish, ...] = ()


def after(ticket: Ticket, happening: Happening) -> Ticket:
    """Return the ticket after what happened; the only place where a ticket changes.

    Raises `NotPossible` when the life table forbids it, or when somebody is called before the
    booked time or in the cool-down; `TooLate` or `AlreadyReactivated` when somebody comes back
    after a missed call beyond the rules.
    """
    try:
        state = move(LIFE, ticket.state, happening.event)
    except IllegalMove as illegal:
        raise NotPossible(str(illegal.state), str(illegal.event)) from None
    moved = replace(ticket, state=state, version=ticket.version + 1)
    match happening.event:
        case TicketEvent.CALL:
            if not ticket.callable_at(happening.at):
                raise NotPossible(str(ticket.state), str(happening.event))
            return replace(moved, desk=happening.desk, calls=1, called_at=happening.at)
        case TicketEvent.RECALL:
            return replace(moved, calls=ticket.calls + 1, called_at=happening.at)
        case TicketEvent.GIVE_UP:
            return replace(moved, desk=None, missed_at=happening.at)
        case TicketEvent.PUT_BACK:
            return replace(moved, desk=None, calls=0, not_before=happening.at + COOL_DOWN)
        case TicketEvent.REACTIVATE:
            _check_return(ticket, happening.at)
            return replace(moved, reactivated=True, calls=0, not_before=None)
        case TicketEvent.RESUME:
            return replace(moved, desk=happening.desk)
        case TicketEvent.TRANSFER:
            return replace(
                moved,
                desk=None,
                calls=0,
                department=happening.department or ticket.department,
                note=happening.note,
            )
        case TicketEvent.FINISH:
            # A note is for the colleague who serves next; nobody needs it afterwards.
            return replace(moved, desk=None, note="", rendered=happening.rendered)
        case TicketEvent.PARK:
            return replace(moved, desk=None, note=happening.note)
        case TicketEvent.CANCEL | TicketEvent.CLOSE_DAY:
            return replace(moved, desk=None, note="")
        case TicketEvent.CHECK_IN | TicketEvent.MISS | TicketEvent.LEAVE | TicketEvent.BACK:
            return moved
        case TicketEvent.APPEAR:
            return moved


def _check_return(ticket: Ticket, now: datetime) -> None:
    if ticket.reactivated:
        raise AlreadyReactivated
    if ticket.missed_at is None or now - ticket.missed_at > COME_BACK_WITHIN:
        raise TooLate(COME_BACK_WITHIN)


def may_return(ticket: Ticket, now: datetime) -> bool:
    """Return whether somebody whose call was missed may join the line again now."""
    try:
        _check_return(ticket, now)
    except (AlreadyReactivated, TooLate):
        return False
    return ticket.state is TicketState.NO_SHOW


def rebuild(issued: Issued, happenings: Iterable[Happening]) -> Ticket:
    """Rebuild a ticket from its history; equals the stored one."""
    ticket = issued.ticket
    for happening in happenings:
        ticket = after(ticket, happening)
    return ticket
