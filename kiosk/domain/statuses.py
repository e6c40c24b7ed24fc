"""What everybody may see: a department as it is now, and a ticket as its holder sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.availability import (
    Availability,
    Busy,
    Free,
    InConsultation,
    Paused,
    Shut,
    Standing,
    Unstaffed,
)
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import Phrase
from kiosk.domain.tickets import Kind, TicketState, Wish
from kiosk.domain.waiting import Estimate


@dataclass(frozen=True, slots=True)
class DepartmentStatus:
    """One department as everybody may see it."""

    department: str
    state: str  # free · busy · consultation · paused · unstaffed · closed
    waiting: int = 0
    low_min: int | None = None
    high_min: int | None = None
    reason: str | None = None
    phrase: Phrase | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    last_ticket_at: datetime | None = None
    back_at: datetime | None = None
    takes_tickets: bool = False


@dataclass(frozen=True, slots=True)
class TicketStatus:
    """A ticket as its holder may see it; the same on phone and terminal."""

    ticket_id: str
    code: str
    number: TicketNumber
    department: str
    wishes: tuple[Wish, ...]
    kind: Kind
    state: TicketState
    language: str
    queued_at: datetime
    people_ahead: int
    low_min: int | None
    high_min: int | None
    desk: Phrase | None
    desk_room: Phrase | None
    called_at: datetime | None
    may_return: bool
    as_of: datetime


def status_of(standing: Standing) -> DepartmentStatus:
    """Return the public form of what a department is now."""
    name, waiting, estimate = _summary(standing.availability)
    low, high = estimate.shown() if estimate else (None, None)
    shut = standing.availability if isinstance(standing.availability, Shut) else None
    paused = standing.availability if isinstance(standing.availability, Paused) else None
    return DepartmentStatus(
        department=standing.department,
        state=name,
        waiting=waiting,
        low_min=low,
        high_min=high,
        reason=shut.reason.value if shut and shut.reason else None,
        phrase=shut.phrase if shut else None,
        opens_at=shut.opens_at if shut else None,
        closes_at=standing.closes_at,
        last_ticket_at=standing.last_ticket_at,
        back_at=paused.back_at if paused else None,
        takes_tickets=standing.takes_tickets,
    )


def _summary(availability: Availability) -> tuple[str, int, Estimate | None]:
    match availability:
        case Shut():
            return "closed", 0, None
        case Paused(_, waiting, estimate):
            return "paused", waiting, estimate
        case Unstaffed(waiting, _):
            # Nobody can say how long it takes when nobody is there to begin.
            return "unstaffed", waiting, None
        case InConsultation(estimate):
            return "consultation", 0, estimate
        case Busy(waiting, estimate):
            return "busy", waiting, estimate
        case Free():
            return "free", 0, None
