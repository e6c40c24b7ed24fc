"""Visits as they stand in the middle, and a citizen's touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.call_messages import CallNow, Connect
from kiosk.domain.calls import CallState
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import Kind, TicketState, Wish
from kiosk.terminal.acts import (
    Drawn,
    Effect,
    Event,
    NumberDrawn,
    NumberRefused,
    TicketTold,
    Touched,
)
from kiosk.terminal.call_acts import CallHeard, ConnectAsked
from kiosk.terminal.situations import Situation
from kiosk.terminal.views import Ask, Intent
from kiosk.terminal.visit import Visit, advance
from tests.domain.situations import NOON, TUESDAY

STATUS = TicketStatus(
    ticket_id="TICKET",
    code="K7Q2MX4W",
    number=TicketNumber("A", 42),
    department="melden",
    wishes=(Wish("passport"),),
    kind=Kind.WALK_IN,
    state=TicketState.WAITING,
    language="de",
    queued_at=NOON,
    people_ahead=3,
    low_min=10,
    high_min=25,
    desk=None,
    desk_room=None,
    called_at=None,
    may_return=False,
    as_of=NOON,
)
DRAWN = Drawn(
    ticket_id="TICKET",
    code="K7Q2MX4W",
    number=TicketNumber("A", 42),
    day=TUESDAY,
    department="melden",
    wishes=(Wish("passport"),),
    language="en",
    drawn_at=NOON,
    status=STATUS,
)
OTHERS = replace(STATUS, ticket_id="OTHER", code="ZZZZZZZZ", number=TicketNumber("A", 7))


def touch(ask: Ask, value: str = "") -> Touched:
    return Touched(Intent(ask, value))


def types(text: str) -> tuple[Touched, ...]:
    return tuple(touch(Ask.TYPE, character) for character in text)


def after(visit: Visit, *events: Event, now: datetime = NOON) -> Visit:
    """Return the visit after some events at one moment."""
    return told(visit, *events, now=now)[0]


def told(visit: Visit, *events: Event, now: datetime = NOON) -> tuple[Visit, list[Effect]]:
    """Return the visit after some events, and everything it wants done."""
    wanted: list[Effect] = []
    for event in events:
        visit, effects = advance(visit, event, now)
        wanted += effects
    return visit, wanted


BEGUN = after(Visit(number=6), touch(Ask.BEGIN, "en"))
AT_SERVICE = after(
    BEGUN,
    touch(Ask.CHOOSE),
    touch(Ask.OPEN_DEPARTMENT, "melden"),
    touch(Ask.OPEN_SERVICE, "passport"),
)
DRAWING = after(AT_SERVICE, touch(Ask.TAKE_NUMBER, "melden/passport"))
HOLDING = after(DRAWING, NumberDrawn(DRAWN))
REFUSED = after(DRAWING, NumberRefused("closed", NOON))
FOLLOWING = after(BEGUN, touch(Ask.FOLLOW), *types(STATUS.code))
FOLLOWED = after(FOLLOWING, touch(Ask.CHECK_CODE), TicketTold(STATUS))
KNOCKING = CallNow(DRAWN.ticket_id, CallState.KNOCKING, 0, "melden", ahead=1, reason="busy")
KNOCK = [touch(Ask.KNOCK_AT, "melden"), touch(Ask.WAY, "camera"), touch(Ask.KNOCK)]
AT_DOOR = after(BEGUN, *KNOCK, NumberDrawn(DRAWN), CallHeard(KNOCKING))
TALKING = after(
    AT_DOOR,
    ConnectAsked(Connect(DRAWN.ticket_id, 1, True)),
    CallHeard(replace(KNOCKING, state=CallState.TALKING, generation=1)),
)

EVERYWHERE = {
    Situation.STANDBY: Visit(number=6),
    Situation.HOME: BEGUN,
    Situation.CHOOSE: after(BEGUN, touch(Ask.CHOOSE)),
    Situation.DEPARTMENT: after(BEGUN, touch(Ask.OPEN_DEPARTMENT, "melden")),
    Situation.SERVICE: AT_SERVICE,
    Situation.SEARCH: after(BEGUN, touch(Ask.SEARCH), *types("pass")),
    Situation.DOORS: after(BEGUN, touch(Ask.CHOOSE_DOOR)),
    Situation.KNOCK: after(BEGUN, *KNOCK[:2]),
    Situation.AT_DOOR: AT_DOOR,
    Situation.CALL: TALKING,
    Situation.CALL_OVER: after(TALKING, CallHeard(replace(KNOCKING, state=CallState.ENDED))),
    Situation.DRAWING: DRAWING,
    Situation.TICKET: HOLDING,
    Situation.REFUSED: REFUSED,
    Situation.FOLLOW: FOLLOWING,
    Situation.FOLLOWED: FOLLOWED,
    Situation.LANGUAGE: after(REFUSED, touch(Ask.LANGUAGES)),
    Situation.AIDS: after(HOLDING, touch(Ask.AIDS)),
    Situation.HOURS: after(FOLLOWED, touch(Ask.HOURS)),
    Situation.HELP: after(AT_SERVICE, touch(Ask.HELP)),
}
