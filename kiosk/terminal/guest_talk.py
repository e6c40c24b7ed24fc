"""What a visit knows of the third person in its talk: an interpreter or a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.call_control import Media
from kiosk.domain.call_messages import GuestNow
from kiosk.domain.guests import GuestKind, GuestState

FAREWELL_FOR = timedelta(seconds=10)  # how long is said that somebody has gone
_THERE = (GuestState.ARRIVED, GuestState.HERE)


@dataclass(frozen=True, slots=True)
class Third:
    """The citizen's own side of it; what the office tells is in `CallNow.guest`.

    `answer` is what the citizen has said, None before; `lost` says that the office has perhaps not
    heard it. `waits` says that another question was on
    the glass before this one. `generation` and `media` are of the connection with the guest.
    `gone` is who took part and has gone, at `gone_at`.
    """

    answer: bool | None = None
    lost: bool = False
    waits: bool = False
    generation: int = 0
    media: Media | None = None
    gone: GuestKind | None = None
    gone_at: datetime | None = None


def is_here(guest: GuestNow | None) -> bool:
    """Return whether somebody takes part."""
    return guest is not None and guest.state is GuestState.HERE


def asks(guest: GuestNow | None, third: Third) -> bool:
    """Return whether somebody stands there whom the citizen has not answered yet."""
    arrived = guest is not None and guest.state is GuestState.ARRIVED
    return arrived and (third.answer is None or third.lost)


def may_take_part(guest: GuestNow | None, third: Third, *, wished: bool) -> bool:
    """Return whether the citizen has said yes to this guest.

    `wished`: an interpreter was wished for with the knock, which is a yes to interpreters.
    """
    if guest is None or guest.state not in _THERE:
        return False
    if third.answer is None:
        return wished and guest.kind is GuestKind.INTERPRETER
    return third.answer


def has_just_gone(third: Third, now: datetime) -> bool:
    """Return whether it is still said that somebody has gone."""
    return third.gone_at is not None and now - third.gone_at < FAREWELL_FOR
