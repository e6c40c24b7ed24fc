"""What the journal is told of a call: when, where it was knocked, how it ended; nothing of whom."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.domain.calls import ANSWERED, CallState
from kiosk.domain.guests import GuestState
from kiosk.journal import Happened, Key, note
from kiosk.office.calls import OfficeCall


def write_down(before: OfficeCall | None, it: OfficeCall, now: datetime) -> None:
    """Write down when what happened, and never whose door it was: that can be about health."""
    _guest(before, it)
    terminal, was = Key(it.call.terminal), before.state if before else None
    if it.state is was:
        return
    match it.state:
        case CallState.KNOCKING if was in ANSWERED:
            note(Happened.CALL_PASSED_ON, terminal=terminal)
        case CallState.KNOCKING:
            note(Happened.CALL_BEGAN, terminal=terminal)
        case CallState.CONNECTING if was is CallState.TALKING:
            note(Happened.CALL_LOST, terminal=terminal)
        case CallState.CONNECTING if was is CallState.KNOCKING:
            note(Happened.CALL_ANSWERED, terminal=terminal, waited=now - it.call.knocked_at)
        case CallState.ENDED | CallState.DECLINED | CallState.UNANSWERED:
            lasted = now - it.answered_at if it.answered_at else timedelta(0)
            note(Happened.CALL_ENDED, terminal=terminal, outcome=it.state, lasted=lasted)


def _guest(before: OfficeCall | None, it: OfficeCall) -> None:
    """Write down that somebody was invited, is here, is out; never in what capacity."""
    guest, was = it.guest, before.guest if before else None
    if guest is None or (was is not None and (was.link, was.state) == (guest.link, guest.state)):
        return
    terminal = Key(it.call.terminal)
    match guest.state:
        case GuestState.INVITED:
            note(Happened.GUEST_INVITED, terminal=terminal)
        case GuestState.HERE:
            note(Happened.GUEST_HERE, terminal=terminal)
        case GuestState.OUT if guest.guest.ended_by is not None:
            note(Happened.GUEST_OUT, terminal=terminal, by=guest.guest.ended_by)
        case _:
            pass
