"""What a touch does to a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.codes import CODE_LENGTH, typed
from kiosk.domain.phrases import LANGUAGES
from kiosk.domain.tickets import Wish
from kiosk.terminal.acts import (
    AskHelp,
    CancelTicket,
    DrawNumber,
    Effect,
    FindCode,
    Forget,
    PrintList,
    PrintTicket,
    ReactivateTicket,
    SearchServices,
)
from kiosk.terminal.call_touching import call_touch
from kiosk.terminal.situations import AT_CALL, MOVES, Problem, Situation
from kiosk.terminal.talk import left
from kiosk.terminal.views import SIZES, Ask, Intent, Paper, Theme
from kiosk.terminal.visit_facts import (
    MOST_LISTS,
    Step,
    Visit,
    cleared,
    ended,
    fresh,
    listing,
    shown_for,
    went,
    went_back,
)

LONGEST_QUERY = 40
_S = Situation


def touched(visit: Visit, intent: Intent, now: datetime) -> Step:
    """Return the visit after a touch."""
    if visit.situation is _S.STANDBY:
        if intent.ask not in MOVES[_S.STANDBY]:
            return visit, ()
        visit = fresh(visit, now)
    visit, effects = _let_go(*_answered(replace(visit, touched_at=now, warned_at=None), intent))
    if visit.ends_at is not None:
        # Whoever touches is still here: the ticket stays a while longer.
        visit = replace(visit, ends_at=now + shown_for(visit))
    return visit, effects


def _let_go(visit: Visit, effects: tuple[Effect, ...]) -> Step:
    """Forget a call that nothing leads back to: its camera must not stay open."""
    here = (visit.situation, *visit.trail)
    if visit.talk is None or any(situation in AT_CALL for situation in here):
        return visit, effects
    return replace(visit, talk=None), (*effects, *left(visit.talk))


def _answered(visit: Visit, intent: Intent) -> Step:
    at_call = call_touch(visit, intent)
    if at_call is not None:
        return at_call
    if intent.ask in (Ask.TYPE, Ask.ERASE, Ask.CLEAR):
        return _key(visit, intent)
    acted = _act(visit, intent)
    if acted is not None:
        return acted
    target = MOVES[visit.situation].get(intent.ask)
    if intent.ask is Ask.BACK:
        return went_back(visit), ()
    if target is None:
        return visit, ()
    return _lead(visit, intent, target)


def _act(visit: Visit, intent: Intent) -> Step | None:
    """Carry out what stays on the same screen; None when the touch leads elsewhere."""
    match intent.ask:
        case Ask.SPEAK if intent.value in LANGUAGES and visit.situation is not _S.STANDBY:
            spoken = replace(visit, language=intent.value)
            return (went_back(spoken) if visit.situation is _S.LANGUAGE else spoken), ()
        case Ask.SIZE if intent.value.isdecimal() and int(intent.value) in SIZES:
            return replace(visit, text_percent=int(intent.value)), ()
        case Ask.THEME if intent.value in set(Theme):
            return replace(visit, theme=Theme(intent.value)), ()
        case Ask.MORE:
            return replace(visit, details_open=not visit.details_open), ()
        case Ask.STAY:
            return visit, ()
        case Ask.CHECK_CODE if visit.situation is _S.FOLLOW and len(visit.code) == CODE_LENGTH:
            return replace(visit, asked=True), (FindCode(visit.code),)
        case Ask.REACTIVATE if visit.situation is _S.FOLLOWED and visit.followed:
            return replace(visit, asked=True), (ReactivateTicket(visit.followed.ticket_id),)
        case Ask.CANCEL_TICKET if visit.situation is _S.FOLLOWED and visit.followed:
            return replace(visit, confirming=True), ()
        case Ask.CONFIRM if visit.confirming and visit.followed:
            return replace(visit, asked=True), (CancelTicket(visit.followed.ticket_id),)
        case Ask.BACK if visit.confirming:
            return replace(visit, confirming=False), ()
        case Ask.PAPER_YES if visit.paper is Paper.ASK:
            return replace(visit, paper=Paper.TAKE), ()
        case Ask.PAPER_NO if visit.paper is Paper.ASK and visit.drawn:
            if visit.reprinted:
                return replace(visit, paper=Paper.FAILED), ()
            again = replace(visit, paper=Paper.PRINTING, reprinted=True, ends_at=None)
            return again, (PrintTicket(visit.drawn, reprint=True),)
        case Ask.PRINT_LIST if visit.situation is _S.SERVICE and visit.service:
            return _list(visit, visit.service)
    return None


def _list(visit: Visit, service: str) -> Step:
    if visit.list_paper is Paper.PRINTING or visit.lists >= MOST_LISTS:
        return visit, ()
    begun = replace(visit, listed=service, list_paper=Paper.PRINTING, lists=visit.lists + 1)
    return begun, (PrintList(service, visit.department, visit.language, listing(begun)),)


def _lead(visit: Visit, intent: Intent, target: Situation) -> Step:
    match intent.ask:
        case Ask.LEAVE:
            return ended(visit)
        case Ask.HOME if visit.talk and visit.talk.ticket_id and not visit.talk.over:
            # Whoever waits at a door, or talks, goes back there: leaving is a button of its own.
            there = _S.CALL if visit.talk.answered else _S.AT_DOOR
            return replace(visit, situation=there, trail=()), ()
        case Ask.HOME:
            home = replace(cleared(visit), situation=_S.HOME, trail=())
            return home, (Forget(),) if visit.drawn else ()
        case Ask.BEGIN | Ask.SPEAK if intent.value in LANGUAGES:
            return replace(went(visit, target), language=intent.value), ()
        case Ask.OPEN_DEPARTMENT | Ask.OPEN_SERVICE if not intent.value:
            return visit, ()
        case Ask.OPEN_DEPARTMENT:
            return replace(went(visit, target), department=intent.value), ()
        case Ask.OPEN_SERVICE:
            return replace(went(visit, target), service=intent.value, details_open=False), ()
        case Ask.TAKE_NUMBER:
            return _draw(visit, intent.value)
        case Ask.SEARCH:
            return replace(went(visit, target), query="", results=(), searched=""), ()
        case Ask.FOLLOW:
            return replace(went(visit, target), code="", followed=None, problem=Problem.NONE), ()
        case Ask.HELP:
            if visit.situation is _S.HELP:
                return visit, ()
            return replace(went(visit, target), helpers=None), (AskHelp(),)
    return went(visit, target), ()


def _draw(visit: Visit, value: str) -> Step:
    """Value is `department` or `department/service`."""
    department, _, service = value.partition("/")
    if not department:
        return visit, ()
    wishes = (Wish(service),) if service else ()
    # The service stays: a refusal leads back to where it was read.
    drawing = replace(went(visit, _S.DRAWING), department=department)
    return drawing, (DrawNumber(department, wishes, visit.language),)


def _key(visit: Visit, intent: Intent) -> Step:
    match visit.situation:
        case _S.SEARCH:
            query = _edited(visit.query, intent, LONGEST_QUERY)
            searching = replace(visit, query=query)
            if not query.strip():
                return replace(searching, results=(), searched=""), ()
            return searching, (SearchServices(query),)
        case _S.FOLLOW:
            code = typed(_edited(visit.code, intent, CODE_LENGTH))[:CODE_LENGTH]
            return replace(visit, code=code, problem=Problem.NONE, asked=False), ()
    return visit, ()


def _edited(text: str, intent: Intent, longest: int) -> str:
    match intent.ask:
        case Ask.TYPE:
            return (text + intent.value[:1])[:longest]
        case Ask.ERASE:
            return text[:-1]
    return ""
