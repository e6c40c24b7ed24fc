"""One citizen's visit: events in, effects out; the only place where a visit changes.

It awaits nothing and reads no clock. What it holds is forgotten as a whole when it ends.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.phrases import GERMAN, LANGUAGES
from kiosk.domain.statuses import TicketStatus
from kiosk.terminal.acts import (
    Drawn,
    Event,
    FindCode,
    HelpTold,
    ListTold,
    NumberDrawn,
    NumberRefused,
    PaperTold,
    Present,
    PrintTicket,
    Resumed,
    ServicesFound,
    Shown,
    TakeBack,
    Tick,
    TicketRefused,
    TicketTold,
    Touched,
)
from kiosk.terminal.call_acts import CallEvent
from kiosk.terminal.calling import call_event, number_for_call, talk_goes_on
from kiosk.terminal.situations import Problem, Situation
from kiosk.terminal.touching import LONGEST_QUERY, touched
from kiosk.terminal.views import Paper
from kiosk.terminal.visit_facts import (
    PATIENT,
    TICKET_SHOWN_FOR,
    TICKET_WITHOUT_PAPER_FOR,
    Limits,
    Step,
    Visit,
    ended,
    fresh,
    listing,
    shown_for,
    went,
)

__all__ = [
    "LONGEST_QUERY",
    "PATIENT",
    "TICKET_SHOWN_FOR",
    "TICKET_WITHOUT_PAPER_FOR",
    "Limits",
    "Step",
    "Visit",
    "advance",
    "seconds_left",
]

_S = Situation


def advance(visit: Visit, event: Event, now: datetime, limits: Limits = PATIENT) -> Step:
    """Return the visit after the event and what is to be done now."""
    if isinstance(event, CallEvent):
        return call_event(visit, event, now)
    match event:
        case Touched(intent):
            return touched(visit, intent, now)
        case Tick():
            return _tick(visit, now, limits)
        case NumberDrawn(drawn):
            return _number_drawn(visit, drawn, now)
        case Resumed():
            return _resumed(visit, event, now)
        case Present():
            if visit.situation is _S.STANDBY or visit.warned_at is not None:
                return visit, ()
            return replace(visit, touched_at=now), ()
        case NumberRefused(code, opens_at):
            return _number_refused(visit, code, opens_at)
        case PaperTold():
            return _paper_told(visit, event, now)
        case ListTold(copy, paper):
            # Only of the list that is awaited now; what lies in the tray stays there.
            if copy != listing(visit) or visit.list_paper is Paper.TAKE:
                return visit, ()
            return replace(visit, list_paper=paper), ()
        case ServicesFound(query, keys):
            if visit.situation is not _S.SEARCH or query != visit.query:
                return visit, ()
            return replace(visit, results=keys, searched=query), ()
        case TicketTold(status):
            return _ticket_told(visit, status), ()
        case TicketRefused(code):
            if not visit.asked:
                return visit, ()
            heard = replace(visit, problem=_problem(code), confirming=False, asked=False)
            # Refused because things have changed: look again what they are now.
            look = (FindCode(visit.code),) if visit.situation is _S.FOLLOWED else ()
            return heard, look
        case HelpTold(desks):
            if _S.HELP not in (visit.situation, *visit.trail):
                return visit, ()
            return replace(visit, helpers=desks), ()


def _problem(code: str) -> Problem:
    try:
        return Problem(code)
    except ValueError:
        return Problem.NOT_POSSIBLE


def _ticket_told(visit: Visit, status: TicketStatus) -> Visit:
    # An answer that was meant for somebody before shows nobody's ticket.
    told = replace(visit, followed=status, problem=Problem.NONE, confirming=False, asked=False)
    match visit.situation:
        case _S.FOLLOW if status.code == visit.code:
            return went(told, _S.FOLLOWED)
        case _S.FOLLOWED if visit.followed and status.ticket_id == visit.followed.ticket_id:
            return told
    return visit


# ---------------------------------------------------------------------- the number
def _number_drawn(visit: Visit, drawn: Drawn, now: datetime) -> Step:
    if visit.situation is not _S.DRAWING:
        return visit, (TakeBack(drawn),)
    if visit.talk is not None:
        return number_for_call(visit, visit.talk, drawn, now)
    return _holding(visit, drawn, now), (Shown(drawn), PrintTicket(drawn))


def _holding(visit: Visit, drawn: Drawn, now: datetime) -> Visit:
    return replace(
        visit,
        situation=_S.TICKET,
        trail=(),
        drawn=drawn,
        department=drawn.department,
        service=drawn.wishes[0].service if drawn.wishes else None,
        paper=Paper.PRINTING,
        touched_at=now,
        warned_at=None,
    )


def _resumed(visit: Visit, resumed: Resumed, now: datetime) -> Step:
    """Show the ticket again; print only what has never begun (the printer's journal decides)."""
    drawn = resumed.drawn
    language = drawn.language if drawn.language in LANGUAGES else GERMAN
    again = replace(fresh(visit, now), language=language)
    holding = replace(_holding(again, drawn, now), reprinted=resumed.reprint)
    if resumed.paper is None:
        return holding, (PrintTicket(drawn, resumed.reprint),)
    told = replace(holding, paper=resumed.paper)
    return replace(told, ends_at=now + shown_for(told)), ()


def _number_refused(visit: Visit, code: str, opens_at: datetime | None) -> Step:
    if visit.situation is not _S.DRAWING:
        return visit, ()
    return replace(visit, situation=_S.REFUSED, problem=_problem(code), opens_at=opens_at), ()


def _paper_told(visit: Visit, told: PaperTold, now: datetime) -> Step:
    if visit.drawn is None or visit.drawn.ticket_id != told.ticket_id:
        return visit, ()
    if visit.paper is Paper.TAKE or told.reprint is not visit.reprinted:
        return visit, ()  # a late word on the first copy says nothing about the second
    heard = replace(visit, paper=told.paper, warned_at=None)
    return replace(heard, ends_at=now + shown_for(heard)), ()


# ---------------------------------------------------------------------- time
def _tick(visit: Visit, now: datetime, limits: Limits) -> Step:
    if visit.situation is _S.STANDBY or visit.touched_at is None:
        return visit, ()
    if visit.talk is not None and visit.talk.answered:
        return talk_goes_on(visit, now, limits.idle_after)
    if visit.ends_at is not None and now >= visit.ends_at:
        return ended(visit)
    if visit.warned_at is not None:
        return ended(visit) if now >= visit.warned_at + limits.warn_for else (visit, ())
    if visit.situation in (_S.DRAWING, _S.CALL) or visit.ends_at is not None:
        return visit, ()
    patience = limits.idle_at_door if visit.situation is _S.AT_DOOR else limits.idle_after
    if now >= visit.touched_at + patience:
        return replace(visit, warned_at=now), ()
    return visit, ()


def seconds_left(visit: Visit, now: datetime, limits: Limits) -> int | None:
    """Return the count-down of "still there?", or None while nobody is asked."""
    if visit.warned_at is None:
        return None
    left = visit.warned_at + limits.warn_for - now
    return max(0, -int(-left.total_seconds() // 1))
