"""Situations of a small office on a Tuesday in November, by name."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings

from kiosk.domain.catalogue import Catalogue, Service
from kiosk.domain.catalogue_json import with_version
from kiosk.domain.departments import Department, Mode, Town
from kiosk.domain.desks import Desk, Seat
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.opening import Hours, Interval, WeeklyRule
from kiosk.domain.phrases import Phrase
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Kind, Ticket, TicketState, Wish

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=BERLIN)
MINUTE = timedelta(minutes=1)
CI = settings(deadline=None, derandomize="CI" in os.environ)


def at(clock: str, day: date = TUESDAY) -> datetime:
    """Return a moment of a day in the office, `10:30`."""
    return datetime.combine(day, time.fromisoformat(clock), BERLIN)


def between(start: str, until: str) -> Interval:
    return Interval(time.fromisoformat(start), time.fromisoformat(until))


NW_HOLIDAYS = {
    date(2026, 1, 1): Phrase("Neujahr"),
    date(2026, 4, 3): Phrase("Karfreitag"),
    date(2026, 4, 6): Phrase("Ostermontag"),
    date(2026, 5, 1): Phrase("Tag der Arbeit"),
    date(2026, 5, 14): Phrase("Christi Himmelfahrt"),
    date(2026, 5, 25): Phrase("Pfingstmontag"),
    date(2026, 6, 4): Phrase("Fronleichnam"),
    date(2026, 10, 3): Phrase("Tag der Deutschen Einheit"),
    date(2026, 11, 1): Phrase("Allerheiligen"),
    date(2026, 12, 25): Phrase("Erster Weihnachtstag", {"en": "Christmas Day"}),
    date(2026, 12, 26): Phrase("Zweiter Weihnachtstag", {"en": "Boxing Day"}),
    date(2027, 1, 1): Phrase("Neujahr"),
}
MORNINGS = WeeklyRule(frozenset(range(5)), (between("08:00", "12:30"),))
AFTERNOONS = WeeklyRule(frozenset({0, 1}), (between("13:30", "16:00"),))
LATE_THURSDAY = WeeklyRule(frozenset({3}), (between("13:30", "18:00"),))
OFFICE_HOURS = Hours((MORNINGS, AFTERNOONS, LATE_THURSDAY), holidays=NW_HOLIDAYS)

PASSPORT = Service("passport", Phrase("Reisepass", {"en": "Passport"}))
MOVE = Service("move", Phrase("Ummeldung"), planned=timedelta(minutes=10))
MARRY = Service("marry", Phrase("Anmeldung der Eheschließung"), planned=timedelta(minutes=40))


def a_department(key: str, prefix: str, mode: Mode, *services: str, **facts: Any) -> Department:
    return Department(
        key=key,
        prefix=prefix,
        name=Phrase(key.capitalize()),
        icon="description",
        mode=mode,
        room=Phrase("Raum 1"),
        waiting_area=Phrase("Warteraum"),
        way=Phrase("links"),
        hours=OFFICE_HOURS,
        services=services,
        **facts,
    )


MELDEN = a_department("melden", "A", Mode.BOTH, "passport", "move")
STANDESAMT = a_department("standesamt", "B", Mode.LOBBY, "marry", "passport", discreet=True)
DESK_1 = Desk("1", Phrase("Platz 1"), Phrase("Raum 1"), ("melden",))
DESK_2 = Desk("2", Phrase("Platz 2"), Phrase("Raum 2"), ("melden", "standesamt"), takes_video=True)
SMALL_TOWN = Town(
    key="musterstadt",
    name=Phrase("Stadt Musterstadt"),
    office=Phrase("Bürgerbüro"),
    address=Phrase("Markt 1"),
    timezone="Europe/Berlin",
    region="NW",
    departments=(MELDEN, STANDESAMT),
    desks=(DESK_1, DESK_2),
    catalogue=with_version(
        Catalogue("test", "", {each.key: each for each in (PASSPORT, MOVE, MARRY)})
    ),
    blocked_numbers=frozenset({13, 666}),
)


def a_ticket(value: int = 1, queued: str = "10:00", **facts: Any) -> Ticket:
    """Return somebody who waits for a passport; the higher the value, the later it was drawn."""
    ticket = Ticket(
        ticket_id=f"{value:026d}",
        code=f"ABCD{value:04d}".replace("0", "X").replace("1", "Y"),
        number=TicketNumber("A", value),
        day=TUESDAY,
        kind=Kind.WALK_IN,
        department="melden",
        wishes=(Wish("passport"),),
        priority=Priority.NORMAL,
        language="de",
        queued_at=at(queued),
    )
    return replace(ticket, **facts)


def in_state(state: TicketState) -> Ticket:
    """Return a ticket as it is in this state, a few minutes before noon."""
    at_desk = state in (TicketState.CALLED, TicketState.SERVING)
    called = None if state in (TicketState.BOOKED, TicketState.WAITING) else at("11:50")
    return a_ticket(
        state=state,
        desk="1" if at_desk else None,
        calls=1 if at_desk else 0,
        called_at=called,
        missed_at=at("11:55") if state is TicketState.NO_SHOW else None,
    )


def a_seat(desk: str = "1", *departments: str, **facts: Any) -> Seat:
    seat = Seat(desk, f"account-{desk}", frozenset(departments or ("melden",)), True, False, NOON)
    return replace(seat, **facts)
