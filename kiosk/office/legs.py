"""The legs of a call: between whom, of which generation, and what becomes of the guest in it.

    TALK   terminal ─ desk     the talk itself, in `connections.py`
    GUEST  terminal ─ guest
    ASIDE  desk ─ guest

Everything here is pure. A leg with the guest that breaks is tried again; the talk goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.guests import GuestEvent, GuestKind, GuestState, Leg, overdue
from kiosk.office.calls import OfficeCall
from kiosk.office.connections import TRIES_APART, TRIES_WITHOUT_NEWS, End, media_told
from kiosk.office.guests import WITH_GUEST, OfficeGuest, Tie, arrived, moved, tied

# Every try in vain waits longer than the last: a guest far away must not wear out the talk.
TRIES_AT_LAST = timedelta(seconds=12)

ENDS: Mapping[Leg, tuple[End, End]] = {
    Leg.TALK: (End.TERMINAL, End.DESK),
    Leg.GUEST: (End.TERMINAL, End.GUEST),
    Leg.ASIDE: (End.DESK, End.GUEST),
}
"""The first one offers; on the talk the second one does, too, to share a screen."""


def generation(it: OfficeCall, leg: Leg) -> int | None:
    """Return the present connection of a leg, None when there is none."""
    if leg is Leg.TALK:
        return it.call.generation if it.call.desk is not None and not it.over else None
    guest = it.guest
    if guest is None or guest.state is not GuestState.HERE or not it.call.answered:
        return None
    return guest.ties[leg].generation


def leg_told(it: OfficeCall, leg: Leg, end: End, told: int, up: bool, now: datetime) -> OfficeCall:
    """An end has told that the pictures of a leg are there, or were lost.

    Args:
        told: the generation it is about; of an older one nothing is heard.
    """
    if end not in ENDS[leg]:
        return it
    if leg is Leg.TALK:
        return media_told(it, end, told, up, now)
    guest = it.guest
    if guest is None or told != generation(it, leg):
        return it
    tie = guest.ties[leg]
    tie = tie.guest_said(up) if end is End.GUEST else tie.host_said(up)
    return replace(it, guest=tied(guest, leg, tie))


def came(it: OfficeCall, guest: OfficeGuest, badge: bytes, now: datetime) -> OfficeCall:
    """Somebody has used the link. Who has wished for an interpreter has agreed to one."""
    guest = arrived(guest, badge, now)
    if it.call.wanted.interpreter and guest.guest.kind is GuestKind.INTERPRETER:
        guest = moved(guest, GuestEvent.AGREE)
    return replace(it, guest=guest)


def guest_back(it: OfficeCall, now: datetime) -> OfficeCall:
    """A page of the guest is on the line; it says itself whether it still sees somebody.

    A second without a word is as good as a no.
    """
    guest = it.guest
    if guest is None or guest.out:
        return it
    guest = replace(guest, guest=replace(guest.guest, gone_at=None))
    for leg, tie in guest.ties.items():
        if tie.tried_at is not None:
            guest = tied(guest, leg, replace(tie, tried_at=now - TRIES_APART, tries=0))
    return replace(it, guest=guest)


def desk_forgot(it: OfficeCall, desk: str) -> OfficeCall:
    """The desk's page is gone: what it had told of the guest is old news."""
    if it.guest is None or it.call.desk != desk:
        return it
    tie = it.guest.ties[Leg.ASIDE].host_said(None)
    return replace(it, guest=tied(it.guest, Leg.ASIDE, tie))


def accompanied(it: OfficeCall, now: datetime) -> OfficeCall:
    """Return the call with what is due for its guest.

    The guest goes with the talk, and when the time is over. Who takes part is connected with
    whoever is on the line; on hold nothing is tried, as nothing would come.
    """
    guest = it.guest
    if guest is None or guest.out:
        return it
    event = GuestEvent.DISMISS if not it.call.answered else overdue(guest.guest, now)
    if event is not None:
        return replace(it, guest=moved(guest, event))
    if not guest.here or it.call.held:
        return it
    away = {Leg.GUEST: it.terminal_gone_at, Leg.ASIDE: it.desk_gone_at}
    for leg in WITH_GUEST:
        if away[leg] is None and _wants_another(guest.ties[leg], now):
            guest = tied(guest, leg, guest.ties[leg].tried(now))
    return it if guest is it.guest else replace(it, guest=guest)


def _wants_another(tie: Tie, now: datetime) -> bool:
    """Whether a new connection is to be tried, and the last one had its time."""
    if tie.up or tie.tried_at is None:
        return not tie.up
    patience = (TRIES_APART if tie.broken else TRIES_WITHOUT_NEWS) * max(1, tie.tries)
    return now - tie.tried_at >= min(patience, TRIES_AT_LAST)
