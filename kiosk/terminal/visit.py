"""One citizen's visit: events in, effects out; the only place where a visit changes.

It awaits nothing and reads no clock. What it holds is forgotten as a whole when it ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.domain.codes import CODE_LENGTH, typed
from kiosk.domain.messages import TicketStatus
from kiosk.domain.phrases import GERMAN, LANGUAGES
from kiosk.domain.tickets import Wish
from kiosk.terminal.acts import (
    AskHelp,
    CancelTicket,
    Drawn,
    DrawNumber,
    Effect,
    Event,
    FindCode,
    Forget,
    HelpTold,
    NumberDrawn,
    NumberRefused,
    PaperTold,
    PrintTicket,
    ReactivateTicket,
    Resumed,
    SearchServices,
    ServicesFound,
    Shown,
    Tick,
    TicketRefused,
    TicketTold,
    Touched,
)
from kiosk.terminal.situations import ASIDE, MOVES, Problem, Situation
from kiosk.terminal.views import SIZES, Ask, Intent, Paper, Theme

LONGEST_QUERY = 40
TICKET_SHOWN_FOR = timedelta(seconds=25)  # long enough to take the paper and photograph the QR
TICKET_WITHOUT_PAPER_FOR = timedelta(seconds=90)  # the number must be copied by hand


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient the terminal is."""

    idle_after: timedelta = timedelta(seconds=120)
    warn_for: timedelta = timedelta(seconds=20)


PATIENT = Limits()


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything about one citizen; nothing else remembers anything."""

    number: int = 0
    situation: Situation = Situation.STANDBY
    trail: tuple[Situation, ...] = ()
    language: str = GERMAN
    theme: Theme = Theme.LIGHT
    text_percent: int = 100
    department: str | None = None
    service: str | None = None
    details_open: bool = False
    query: str = ""
    results: tuple[str, ...] = ()
    searched: str = ""
    code: str = ""
    problem: Problem = Problem.NONE
    opens_at: datetime | None = None
    followed: TicketStatus | None = None
    confirming: bool = False
    asked: bool = False  # the office has not answered yet
    drawn: Drawn | None = None
    paper: Paper = Paper.NONE
    reprinted: bool = False
    helpers: int | None = None
    touched_at: datetime | None = None
    warned_at: datetime | None = None
    ends_at: datetime | None = None


_S = Situation
Step = tuple[Visit, tuple[Effect, ...]]


def advance(visit: Visit, event: Event, now: datetime, limits: Limits = PATIENT) -> Step:
    """Return the visit after the event and what is to be done now."""
    match event:
        case Touched(intent):
            return _touched(visit, intent, now)
        case Tick():
            return _tick(visit, now, limits)
        case NumberDrawn(drawn):
            return _number_drawn(visit, drawn, now)
        case Resumed(drawn):
            language = drawn.language if drawn.language in LANGUAGES else GERMAN
            begun = replace(_fresh(visit, now), situation=_S.DRAWING, language=language)
            return _number_drawn(begun, drawn, now)
        case NumberRefused(code, opens_at):
            return _number_refused(visit, code, opens_at)
        case PaperTold(ticket_id, paper):
            return _paper_told(visit, ticket_id, paper, now)
        case ServicesFound(query, keys):
            if visit.situation is not _S.SEARCH or query != visit.query:
                return visit, ()
            return replace(visit, results=keys, searched=query), ()
        case TicketTold(status):
            return _ticket_told(visit, status), ()
        case TicketRefused(code):
            if not visit.asked:
                return visit, ()
            return replace(visit, problem=_problem(code), confirming=False, asked=False), ()
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
            return _go(told, _S.FOLLOWED)
        case _S.FOLLOWED if visit.followed and status.ticket_id == visit.followed.ticket_id:
            return told
    return visit


# ---------------------------------------------------------------------- touches
def _touched(visit: Visit, intent: Intent, now: datetime) -> Step:
    if visit.situation is _S.STANDBY:
        if intent.ask not in MOVES[_S.STANDBY]:
            return visit, ()
        visit = _fresh(visit, now)
    visit, effects = _answered(replace(visit, touched_at=now, warned_at=None), intent)
    if visit.ends_at is not None:
        # Whoever touches is still here: the ticket stays a while longer.
        visit = replace(visit, ends_at=now + _shown_for(visit))
    return visit, effects


def _answered(visit: Visit, intent: Intent) -> Step:
    if intent.ask in (Ask.TYPE, Ask.ERASE, Ask.CLEAR):
        return _key(visit, intent)
    acted = _act(visit, intent)
    if acted is not None:
        return acted
    target = MOVES[visit.situation].get(intent.ask)
    if intent.ask is Ask.BACK:
        return _back(visit), ()
    if target is None:
        return visit, ()
    return _lead(visit, intent, target)


def _act(visit: Visit, intent: Intent) -> Step | None:
    """Carry out what stays on the same screen; None when the touch leads elsewhere."""
    match intent.ask:
        case Ask.SPEAK if intent.value in LANGUAGES and visit.situation is not _S.STANDBY:
            spoken = replace(visit, language=intent.value)
            return (_back(spoken) if visit.situation is _S.LANGUAGE else spoken), ()
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
                return replace(visit, paper=Paper.BLOCKED), ()
            again = replace(visit, paper=Paper.PRINTING, reprinted=True, ends_at=None)
            return again, (PrintTicket(visit.drawn, reprint=True),)
    return None


def _lead(visit: Visit, intent: Intent, target: Situation) -> Step:
    match intent.ask:
        case Ask.LEAVE:
            return _ended(visit)
        case Ask.HOME:
            home = replace(_cleared(visit), situation=_S.HOME, trail=())
            return home, (Forget(),) if visit.drawn else ()
        case Ask.BEGIN | Ask.SPEAK if intent.value in LANGUAGES:
            return replace(_go(visit, target), language=intent.value), ()
        case Ask.OPEN_DEPARTMENT | Ask.OPEN_SERVICE if not intent.value:
            return visit, ()
        case Ask.OPEN_DEPARTMENT:
            return replace(_go(visit, target), department=intent.value), ()
        case Ask.OPEN_SERVICE:
            return replace(_go(visit, target), service=intent.value, details_open=False), ()
        case Ask.TAKE_NUMBER:
            return _draw(visit, intent.value)
        case Ask.SEARCH:
            return replace(_go(visit, target), query="", results=(), searched=""), ()
        case Ask.FOLLOW:
            return replace(_go(visit, target), code="", followed=None, problem=Problem.NONE), ()
        case Ask.HELP:
            if visit.situation is _S.HELP:
                return visit, ()
            return replace(_go(visit, target), helpers=None), (AskHelp(),)
    return _go(visit, target), ()


def _draw(visit: Visit, value: str) -> Step:
    """Value is `department` or `department/service`."""
    department, _, service = value.partition("/")
    if not department:
        return visit, ()
    wishes = (Wish(service),) if service else ()
    # The service stays: a refusal leads back to where it was read.
    drawing = replace(_go(visit, _S.DRAWING), department=department)
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


# ---------------------------------------------------------------------- moving about
def _go(visit: Visit, target: Situation) -> Visit:
    if visit.situation is target:
        return visit
    trail = visit.trail
    # Nobody goes back to rest, nor to a refusal, except from what was looked at in between.
    if visit.situation is not _S.STANDBY and (visit.situation is not _S.REFUSED or target in ASIDE):
        trail = (*trail, visit.situation)
    # Who goes round in circles comes back the short way.
    if target in trail:
        trail = trail[: trail.index(target)]
    problem = visit.problem if target in ASIDE else Problem.NONE
    return replace(
        visit, situation=target, trail=trail, problem=problem, confirming=False, asked=False
    )


def _back(visit: Visit) -> Visit:
    if visit.situation in (_S.STANDBY, _S.HOME, _S.DRAWING, _S.TICKET):
        return visit
    trail = visit.trail or (_S.HOME,)
    problem = visit.problem if visit.situation in ASIDE else Problem.NONE
    return replace(visit, situation=trail[-1], trail=trail[:-1], problem=problem, asked=False)


def _fresh(visit: Visit, now: datetime) -> Visit:
    return Visit(number=visit.number + 1, touched_at=now)


def _cleared(visit: Visit) -> Visit:
    """Keep how somebody reads (language, size, theme), forget what they did."""
    return Visit(
        number=visit.number,
        language=visit.language,
        theme=visit.theme,
        text_percent=visit.text_percent,
        touched_at=visit.touched_at,
    )


def _ended(visit: Visit) -> Step:
    # Art. 17 GDPR: what was shown is gone when the visit ends.
    return Visit(number=visit.number), (Forget(),)


# ---------------------------------------------------------------------- the number
def _number_drawn(visit: Visit, drawn: Drawn, now: datetime) -> Step:
    if visit.situation is not _S.DRAWING:
        return visit, ()
    showing = replace(
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
    return showing, (Shown(drawn), PrintTicket(drawn))


def _number_refused(visit: Visit, code: str, opens_at: datetime | None) -> Step:
    if visit.situation is not _S.DRAWING:
        return visit, ()
    return replace(visit, situation=_S.REFUSED, problem=_problem(code), opens_at=opens_at), ()


def _paper_told(visit: Visit, ticket_id: str, paper: Paper, now: datetime) -> Step:
    if visit.drawn is None or visit.drawn.ticket_id != ticket_id:
        return visit, ()
    if visit.paper is Paper.TAKE:
        return visit, ()
    told = replace(visit, paper=paper, warned_at=None)
    return replace(told, ends_at=now + _shown_for(told)), ()


def _shown_for(visit: Visit) -> timedelta:
    return TICKET_SHOWN_FOR if visit.paper is Paper.TAKE else TICKET_WITHOUT_PAPER_FOR


# ---------------------------------------------------------------------- time
def _tick(visit: Visit, now: datetime, limits: Limits) -> Step:
    if visit.situation is _S.STANDBY or visit.touched_at is None:
        return visit, ()
    if visit.ends_at is not None and now >= visit.ends_at:
        return _ended(visit)
    if visit.warned_at is not None:
        return _ended(visit) if now >= visit.warned_at + limits.warn_for else (visit, ())
    if visit.situation is _S.DRAWING or visit.ends_at is not None:
        return visit, ()
    if now >= visit.touched_at + limits.idle_after:
        return replace(visit, warned_at=now), ()
    return visit, ()


def seconds_left(visit: Visit, now: datetime, limits: Limits) -> int | None:
    """Return the count-down of "still there?", or None while nobody is asked."""
    if visit.warned_at is None:
        return None
    left = visit.warned_at + limits.warn_for - now
    return max(0, -int(-left.total_seconds() // 1))
