"""A ticket (Wartemarke) and its life; the same life for lobby and video."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.domain.numbers import TicketNumber
from kiosk.domain.priorities import Priority
from kiosk.domain.waiting import Estimate


class TicketState(StrEnum):
    BOOKED = "booked"  # an appointment that has not checked in
    WAITING = "waiting"  # in the line
    AWAY = "away"  # keeps the place, will come back
    CALLED = "called"  # the number is on the display
    SERVING = "serving"  # a person sits at the desk, or the picture is up
    PARKED = "parked"  # fills in a form, takes a photo, returns without waiting
    NO_SHOW = "no_show"  # did not appear; may come back once
    MISSED = "missed"  # the appointment passed
    DONE = "done"  # everything was settled
    CANCELLED = "cancelled"  # given back
    EXPIRED = "expired"  # the day is over


class TicketEvent(StrEnum):
    CHECK_IN = "check_in"
    MISS = "miss"
    CALL = "call"
    LEAVE = "leave"
    BACK = "back"
    APPEAR = "appear"
    RECALL = "recall"
    GIVE_UP = "give_up"
    PUT_BACK = "put_back"
    REACTIVATE = "reactivate"
    PARK = "park"
    RESUME = "resume"
    TRANSFER = "transfer"
    FINISH = "finish"
    CANCEL = "cancel"
    CLOSE_DAY = "close_day"


_S, _E = TicketState, TicketEvent
LIFE: Mapping[TicketState, Mapping[TicketEvent, TicketState]] = {
    _S.BOOKED: {_E.CHECK_IN: _S.WAITING, _E.MISS: _S.MISSED, _E.CLOSE_DAY: _S.EXPIRED},
    _S.WAITING: {
        _E.CALL: _S.CALLED,
        _E.LEAVE: _S.AWAY,
        _E.CANCEL: _S.CANCELLED,
        _E.CLOSE_DAY: _S.EXPIRED,
    },
    _S.AWAY: {_E.BACK: _S.WAITING, _E.CANCEL: _S.CANCELLED, _E.CLOSE_DAY: _S.EXPIRED},
    _S.CALLED: {
        _E.APPEAR: _S.SERVING,
        _E.RECALL: _S.CALLED,
        _E.GIVE_UP: _S.NO_SHOW,
        _E.PUT_BACK: _S.WAITING,
        _E.CANCEL: _S.CANCELLED,
        _E.CLOSE_DAY: _S.EXPIRED,
    },
    _S.SERVING: {
        _E.PARK: _S.PARKED,
        _E.TRANSFER: _S.WAITING,
        _E.FINISH: _S.DONE,
        _E.CLOSE_DAY: _S.EXPIRED,
    },
    _S.PARKED: {_E.RESUME: _S.SERVING, _E.CLOSE_DAY: _S.EXPIRED},
    _S.NO_SHOW: {_E.REACTIVATE: _S.WAITING, _E.CLOSE_DAY: _S.EXPIRED},
    _S.MISSED: {},
    _S.DONE: {},
    _S.CANCELLED: {},
    _S.EXPIRED: {},
}

OPEN = frozenset(state for state, moves in LIFE.items() if _E.CLOSE_DAY in moves)
AT_DESK = frozenset({_S.CALLED, _S.SERVING})

COOL_DOWN = timedelta(minutes=5)
COME_BACK_WITHIN = timedelta(minutes=15)
FIRST_RECALL_AFTER = timedelta(seconds=30)
NEXT_RECALL_AFTER = timedelta(seconds=90)
RECALLS = 2


class Kind(StrEnum):
    WALK_IN = "walk_in"
    APPOINTMENT = "appointment"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Wish:
    """One service a citizen came for, and how often (two passports)."""

    service: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in the line. Holds no name and nothing that could become one.

    `ticket_id` is 128 random bits in base 32 (the QR address); `code` has 8 characters for
    people without a phone. `queued_at` never changes, not even by a transfer.
    """

    ticket_id: str
    code: str
    number: TicketNumber
    day: date
    kind: Kind
    department: str
    wishes: tuple[Wish, ...]
    priority: Priority
    language: str
    queued_at: datetime
    state: TicketState = TicketState.WAITING
    due_at: datetime | None = None
    desk: str | None = None
    calls: int = 0
    called_at: datetime | None = None
    not_before: datetime | None = None
    missed_at: datetime | None = None
    reactivated: bool = False
    note: str = ""
    rendered: tuple[Wish, ...] = ()
    estimate: Estimate | None = None
    version: int = 1

    def callable_at(self, now: datetime) -> bool:
        """Return whether a desk may call this ticket now.

        A future appointment and a ticket in its cool-down after "put back" may not be called.
        """
        if self.state is not TicketState.WAITING:
            return False
        if self.due_at is not None and self.due_at > now:
            return False
        return self.not_before is None or self.not_before <= now


def overdue(ticket: Ticket, now: datetime) -> TicketEvent | None:
    """Return RECALL or GIVE_UP when a called person has not appeared in time, else None.

    Recall after 30 s, at most two recalls of 90 s each, then the call is given up.
    """
    if ticket.state is not TicketState.CALLED or ticket.called_at is None:
        return None
    patience = FIRST_RECALL_AFTER if ticket.calls <= 1 else NEXT_RECALL_AFTER
    if now - ticket.called_at < patience:
        return None
    return TicketEvent.RECALL if ticket.calls <= RECALLS else TicketEvent.GIVE_UP
