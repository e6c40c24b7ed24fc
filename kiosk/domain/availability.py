"""What a department is right now: derived from hours, seats and line, never typed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from kiosk.domain.departments import Department
from kiosk.domain.desks import Seat
from kiosk.domain.opening import ClosedReason, Opening, opening_at
from kiosk.domain.phrases import Phrase
from kiosk.domain.waiting import Estimate, estimate


@dataclass(frozen=True, slots=True)
class Shut:
    """Closed, with the reason and the next opening; `phrase` names holiday or closure."""

    reason: ClosedReason | None
    phrase: Phrase | None
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class Paused:
    """Everybody is on a break; `back_at` when somebody has said so."""

    back_at: datetime | None
    waiting: int
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Unstaffed:
    """Open by the clock, but nobody is signed in."""

    waiting: int
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class InConsultation:
    """Every desk is serving, nobody waits."""

    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Busy:
    """People are waiting."""

    waiting: int
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Free:
    """Somebody has time now."""


Availability = Shut | Paused | Unstaffed | InConsultation | Busy | Free


@dataclass(frozen=True, slots=True)
class Override:
    """A lead closes a department by hand for a while; it expires by itself."""

    department: str
    until: datetime
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Standing:
    """One department at one moment, with the facts that go along with every state."""

    department: str
    availability: Availability
    closes_at: datetime | None = None
    last_ticket_at: datetime | None = None
    takes_tickets: bool = False


def standing(
    department: Department,
    now: datetime,
    local: tzinfo,
    *,
    seats: Iterable[Seat],
    waiting: Sequence[timedelta],
    serving: Sequence[timedelta],
    override: Override | None = None,
) -> Standing:
    """Derive what a department is now.

    Args:
        seats: everybody signed in anywhere; others' seats are left out here.
        waiting: planned time of each waiting ticket of the department.
        serving: planned time of each ticket that is called or served now.
        override: a closure by hand; ignored once it has expired.
    """
    door = opening_at(department.hours, now, local, department.last_ticket_before)
    if override is not None and now < override.until:
        return Standing(department.key, _shut_by_hand(department, override, door, local))
    if not door.is_open:
        return Standing(department.key, Shut(door.reason, door.phrase, door.opens_at))
    ours = [seat for seat in seats if department.key in seat.departments]
    takes = door.last_ticket_at is None or now < door.last_ticket_at
    return Standing(
        department.key,
        _while_open(ours, waiting, serving, now),
        door.closes_at,
        door.last_ticket_at,
        takes and len(waiting) < department.line_limit,
    )


def _shut_by_hand(department: Department, override: Override, door: Opening, local: tzinfo) -> Shut:
    then = opening_at(department.hours, override.until, local)
    opens_at = override.until if then.is_open else then.opens_at
    if door.reason is ClosedReason.HOLIDAY:
        return Shut(door.reason, door.phrase, opens_at)
    return Shut(ClosedReason.CLOSURE, override.reason, opens_at)


def _while_open(
    seats: Sequence[Seat],
    waiting: Sequence[timedelta],
    serving: Sequence[timedelta],
    now: datetime,
) -> Availability:
    working = [seat for seat in seats if seat.working]
    wait = estimate(waiting, serving, len(working))
    if not seats:
        return Unstaffed(len(waiting), wait)
    if not working:
        # A time that has passed is no promise any more.
        back = [seat.back_at for seat in seats if seat.back_at is not None and seat.back_at > now]
        return Paused(min(back, default=None), len(waiting), wait)
    if waiting:
        return Busy(len(waiting), wait)
    if len(serving) >= len(working):
        return InConsultation(wait)
    return Free()
