"""Where the clerk points: in the shared screen, or at what the citizen holds up to the camera."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.call_chat import At, Point
from kiosk.domain.call_control import Stream
from kiosk.terminal.talk import Talk

# The own picture stays large while the finger leaves it for a moment.
LINGERS = timedelta(seconds=4)


def pointed(talk: Talk, point: Point, now: datetime) -> Talk:
    """Return the talk after a movement of the clerk's finger."""
    if point.x is None or point.y is None:
        return replace(talk, pointer=None, pointed_at=now)
    own = _at_own_picture(talk, point)
    return replace(talk, pointer=(point.x, point.y), points_at_own=own, pointed_at=now)


def finger_gone(talk: Talk, now: datetime) -> Talk:
    """Return the talk with the other pictures as before, when nobody points any more."""
    over = talk.pointer is None and talk.pointed_at and now >= talk.pointed_at + LINGERS
    return replace(talk, points_at_own=False, pointed_at=None) if over else talk


def _at_own_picture(talk: Talk, point: Point) -> bool:
    if point.at is At.UNSAID:  # by an older page
        return Stream.SHARE not in talk.streams
    return point.at is At.CITIZEN
