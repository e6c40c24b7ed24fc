"""The connections of a call: warm ones, lost ones, new ones; and what a ticket does to them.

A connection is a number, the generation. Both ends make a new one whenever the number grows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.domain.calls import CallEvent, CallState
from kiosk.domain.errors import NotPossible
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.office.calls import OfficeCall, changed, happened

# An end has said that it does not work: at most so often.
TRIES_APART = timedelta(seconds=2)
# No end has said anything: ways through two relays take a while, and on a slow machine longer:
# as long as half of what has been waited for already, so that the last try has 8 s.
TRIES_WITHOUT_NEWS = timedelta(seconds=3)


class End(StrEnum):
    """Who speaks in a call: two, and a third who was invited (`legs.py`)."""

    TERMINAL = "terminal"
    DESK = "desk"
    GUEST = "guest"


def connected(it: OfficeCall, desk: str, now: datetime) -> OfficeCall:
    """Return the call with a new connection to this desk."""
    it = changed(it, generation=it.call.generation + 1, desk=desk)
    return replace(it, terminal_up=None, desk_up=None, tried_at=now, tries=it.tries + 1)


# ------------------------------------------------------------------ before the door opens
def card_opened(it: OfficeCall, desk: str, now: datetime) -> OfficeCall:
    """A desk looks at the knock: it gets a warm connection, from whoever had one before."""
    if not it.at_the_door:
        raise NotPossible(str(it.state), "open_card")
    broken = False in (it.terminal_up, it.desk_up)
    return it if it.call.desk == desk and not broken else connected(it, desk, now)


def card_closed(it: OfficeCall, desk: str) -> OfficeCall:
    """A desk looks no longer; a warm connection of another desk stays."""
    if it.state is CallState.KNOCKING and it.call.desk == desk:
        return changed(it, desk=None)
    return it


# ------------------------------------------------------------------ the ticket moves
def followed(it: OfficeCall, ticket: Ticket, now: datetime, *, desk_here: bool) -> OfficeCall:
    """Return the call after its ticket has moved in the books, by whatever act.

    Args:
        desk_here: the page of the ticket's desk is on the line.
    """
    if ticket.version <= it.ticket.version:
        return it
    it = replace(it, ticket=ticket)
    if it.over:
        return it
    if it.call.answered and ticket.desk == it.call.desk and ticket.state is TicketState.SERVING:
        return it
    if it.call.answered:
        it = _left_desk(it, now)
    match ticket.state:
        case TicketState.SERVING if ticket.desk and not it.over:
            return _accepted(it, ticket.desk, now, desk_here=desk_here)
        case TicketState.WAITING | TicketState.CALLED | TicketState.SERVING:
            return it
        case TicketState.EXPIRED if not it.over:
            return happened(it, CallEvent.NOBODY, now)
        case _ if not it.over:
            return happened(it, CallEvent.LEAVE, now)
    return it


def _left_desk(it: OfficeCall, now: datetime) -> OfficeCall:
    """The desk has finished, parked or passed on; who was passed on knocks at the next door."""
    ticket = it.ticket
    knocks = ticket.state in (TicketState.WAITING, TicketState.SERVING)
    if not knocks:
        return happened(it, CallEvent.END, now)
    it = happened(it, CallEvent.TRANSFER, now, desk=None, held=False, lost_at=None)
    it = changed(it, department=ticket.department, asked_to_wait_at=None)
    return replace(it, answered_at=None, desk_gone_at=None, nobody_since=None)


def _accepted(it: OfficeCall, desk: str, now: datetime, *, desk_here: bool) -> OfficeCall:
    """A desk has taken the ticket; its warm connection is used when there is one."""
    warm = it.call.desk == desk and False not in (it.terminal_up, it.desk_up)
    # Until the pictures are there they count as lost: 20 s, then the call is given up.
    it = happened(it, CallEvent.ACCEPT, now, lost_at=now, asked_to_wait_at=None, desk=desk)
    it = replace(it, answered_at=now, desk_gone_at=None if desk_here else now)
    if warm:
        # It stood by for minutes, perhaps; its pictures have their time from now on.
        return replace(it, tried_at=now)
    if not desk_here:
        return it
    return connected(it, desk, now)


# ------------------------------------------------------------------ after it has opened
def media_told(it: OfficeCall, end: End, generation: int, up: bool, now: datetime) -> OfficeCall:
    """An end has told that the pictures of the other one are there, or were lost."""
    if generation != it.call.generation or it.over:
        return it
    if end is End.TERMINAL:
        it = replace(it, terminal_up=up)
    else:
        it = replace(it, desk_up=up)
    if not up:
        return retried(lost(it, now), now)
    return risen(it, now)


def risen(it: OfficeCall, now: datetime) -> OfficeCall:
    """Return the call as talking when the terminal sees, and the desk does not say it does not."""
    sees = it.terminal_up is True and it.desk_up is not False
    here = it.terminal_gone_at is None and it.desk_gone_at is None
    if it.state is CallState.CONNECTING and sees and here:
        return happened(it, CallEvent.UP, now, lost_at=None)
    return it


def lost(it: OfficeCall, now: datetime) -> OfficeCall:
    """Return the call as connecting when it was talking."""
    if it.state is CallState.TALKING:
        return happened(it, CallEvent.LOST, now, lost_at=now)
    return it


def retried(it: OfficeCall, now: datetime) -> OfficeCall:
    """Return the call with a new connection when one is wanted, and the last one had its time."""
    here = it.terminal_gone_at is None and it.desk_gone_at is None
    if it.state is not CallState.CONNECTING or not here or it.call.desk is None:
        return it
    broken = False in (it.terminal_up, it.desk_up)
    waited = now - (it.call.lost_at or now)
    patience = TRIES_APART if broken else max(TRIES_WITHOUT_NEWS, waited / 2)
    tried_at = it.tried_at or (None if broken else it.call.lost_at)
    if tried_at is not None and now - tried_at < patience:
        return it
    return connected(it, it.call.desk, now)


# ------------------------------------------------------------------ lines break and come back
def terminal_gone(it: OfficeCall, now: datetime) -> OfficeCall:
    """The terminal's line broke. The pictures may well go on."""
    return it if it.over else lost(replace(it, terminal_gone_at=now), now)


def terminal_back(it: OfficeCall, told: CallState, generation: int, now: datetime) -> OfficeCall:
    """The terminal has come back and says what it has."""
    sees = told is CallState.TALKING and generation == it.call.generation
    it = changed(it, generation=max(generation, it.call.generation))
    it = replace(it, terminal_gone_at=None, tried_at=now - TRIES_APART)
    if not it.call.answered:
        return it
    it = replace(it, terminal_up=sees)
    return risen(it, now) if sees else retried(lost(it, now), now)


def desk_gone(it: OfficeCall, desk: str, now: datetime) -> OfficeCall:
    """The desk's page is gone, or frozen."""
    if it.call.desk != desk or it.over:
        return it
    if not it.call.answered:
        return card_closed(it, desk)
    return lost(replace(it, desk_gone_at=now, desk_up=None), now)


def desk_back(it: OfficeCall, desk: str, now: datetime) -> OfficeCall:
    """A page of the desk is there again; it says itself whether it still sees somebody.

    When it says no there is no waiting; a second without a word is as good as a no. A terminal
    that sees nobody is not waited for either: what it was told to make in the meantime, the page
    has never heard of.
    """
    if it.call.desk != desk or not it.call.answered:
        return it
    it = replace(it, desk_gone_at=None, desk_up=None, tried_at=now - TRIES_APART)
    return it if it.terminal_up else retried(replace(it, desk_up=False), now)
