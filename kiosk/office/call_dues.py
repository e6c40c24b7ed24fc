"""What is due in a call when nobody does anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from kiosk.domain.calls import CONNECT_WITHIN, OVER, CallState, may_call_again, overdue
from kiosk.office.calls import OfficeCall


class Due(StrEnum):
    """What the office does by itself when the time has come."""

    NOBODY = "nobody"  # nobody is left who could answer
    GONE = "gone"  # the terminal has not come back
    LOST = "lost"  # the desk's page has not come back after a restart of the office
    GIVE_UP = "give_up"  # the pictures have not come back
    FORGET = "forget"  # the time to knock anew is over


def due(it: OfficeCall, now: datetime) -> Due | None:
    """Return what is due, None for nothing."""

    def long_ago(moment: datetime | None) -> bool:
        return moment is not None and now - moment >= CONNECT_WITHIN

    match it.state:
        case CallState.KNOCKING if long_ago(it.terminal_gone_at):
            return Due.GONE
        case CallState.KNOCKING if long_ago(it.nobody_since):
            return Due.NOBODY
        case CallState.CONNECTING if overdue(it.call, now) is not None:
            return Due.GIVE_UP
        case CallState.TALKING if long_ago(it.desk_gone_at):
            return Due.LOST
        case state if state in OVER and not _lately(it, now):
            return Due.FORGET
    return None


def _lately(it: OfficeCall, now: datetime) -> bool:
    # A call that was declined is remembered as long, for a terminal that was not on the line.
    as_ended = replace(it.call, state=CallState.ENDED)
    return may_call_again(as_ended, now)
