"""A talk whose other end does not come back. Pure.

The office ends it after 20 s. When the office is lost as well, the terminal does: nobody sits in
front of an open camera for somebody who is not there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.call_control import Media
from kiosk.domain.calls import CONNECT_WITHIN, CallState
from kiosk.terminal.talk import ALIVE, Talk

BROKEN_OFF_AFTER = CONNECT_WITHIN + timedelta(seconds=10)


def watched(talk: Talk, now: datetime) -> Talk:
    """Return an answered talk a while later: over, when nobody was to be seen for too long."""
    if talk.media in ALIVE:
        return talk if talk.lost_at is None else replace(talk, lost_at=None)
    if talk.lost_at is None:
        return replace(talk, lost_at=now)
    if talk.call is None or now - talk.lost_at < BROKEN_OFF_AFTER:
        return talk
    ended = replace(talk.call, state=CallState.ENDED, may_call_again=True)
    return replace(talk, call=ended, media=Media.LOST)
