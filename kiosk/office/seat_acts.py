"""Sitting down at a desk, breaks, getting up; and closing a department by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kiosk.domain.availability import Override
from kiosk.domain.desks import Break, Seat
from kiosk.domain.errors import DeskBusy, NotSignedIn
from kiosk.domain.phrases import Phrase
from kiosk.journal import Happened, Key, note
from kiosk.office.premises import Changed, Premises
from kiosk.office.store import Books


def seat_of(books: Books, account: str) -> Seat:
    """Return where this account sits; raises `NotSignedIn`."""
    seat = books.seats.hold(account)
    if seat is None:
        raise NotSignedIn
    return seat


def check_no_open_call(books: Books, desk: str) -> None:
    """Raise `DeskBusy` while a call is open at a desk."""
    current = books.tickets.at_desk(desk)
    if current is not None:
        raise DeskBusy(str(current.number))


class SeatActs:
    """Who sits where."""

    def __init__(self, premises: Premises) -> None:
        self._at = premises

    # ------------------------------------------------------------------ sitting down
    def sign_in(self, account: str, desk: str, skills: frozenset[str], now: datetime) -> Seat:
        """Sit down at a desk. `skills` are service keys; empty means all of the desk.

        Raises `NotSignedIn` when somebody else sits there.
        """
        place = self._at.desk(desk)
        seat = Seat(
            desk=desk,
            account=account,
            departments=frozenset(place.departments),
            takes_lobby=place.takes_lobby,
            takes_video=place.takes_video,
            since=now,
            skills=skills,
            seen_at=now,
        )
        with self._at.store.writing() as books:
            before = books.seats.hold(account)
            if before is not None:
                check_no_open_call(books, before.desk)
                books.seats.leave(before.desk)
            books.seats.take(seat)
        note(Happened.DESK_SIGNED_IN, desk=Key(desk))
        self._announce(seat.departments)
        return seat

    def sign_out(self, account: str, now: datetime) -> None:
        """Get up from the desk; raises `DeskBusy` while a call is open."""
        with self._at.store.writing() as books:
            seat = books.seats.hold(account)
            if seat is None:
                return
            check_no_open_call(books, seat.desk)
            books.seats.leave(seat.desk)
        note(Happened.DESK_SIGNED_OUT, desk=Key(seat.desk))
        self._announce(seat.departments)

    def pause(self, account: str, why: Break, back_at: datetime | None, now: datetime) -> Seat:
        """Go on a break; raises `DeskBusy` while a call is open."""
        return self._reseat(account, lambda s: replace(s, paused=why, back_at=back_at), now)

    def back_to_work(self, account: str, now: datetime) -> Seat:
        """End the break."""
        return self._reseat(account, lambda s: replace(s, paused=None, back_at=None), now)

    def _reseat(self, account: str, change: Callable[[Seat], Seat], now: datetime) -> Seat:
        with self._at.store.writing() as books:
            seat = seat_of(books, account)
            check_no_open_call(books, seat.desk)
            changed = replace(change(seat), seen_at=now)
            books.seats.keep(changed)
        self._announce(changed.departments)
        return changed

    def staffed(self) -> int:
        """Return how many desks have somebody at them."""
        with self._at.store.reading() as books:
            return len(books.seats.all())

    # ------------------------------------------------------------------ the house
    def close_department(
        self, department: str, until: datetime, reason: Phrase, now: datetime
    ) -> None:
        """Close a department by hand for a while (lead only); it opens again by itself."""
        self._at.department(department)
        if until <= now:
            raise ValueError("the end lies in the past")
        with self._at.store.writing() as books:
            books.seats.override(Override(department, until, reason))
        self._announce(frozenset({department}))

    def open_department(self, department: str) -> None:
        """End a closure by hand."""
        with self._at.store.writing() as books:
            books.seats.end_override(department)
        self._announce(frozenset({department}))

    def _announce(self, departments: frozenset[str]) -> None:
        self._at.announce(Changed(departments, desks=True))
