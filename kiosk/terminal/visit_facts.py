"""What a visit is: everything known about one citizen, and how it moves between screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.domain.phrases import GERMAN
from kiosk.domain.statuses import TicketStatus
from kiosk.terminal.acts import Drawn, Effect, Forget, ListCopy
from kiosk.terminal.situations import ASIDE, Problem, Situation
from kiosk.terminal.talk import Talk, left
from kiosk.terminal.views import Paper, Theme

TICKET_SHOWN_FOR = timedelta(seconds=25)  # long enough to take the paper and photograph the QR
TICKET_WITHOUT_PAPER_FOR = timedelta(seconds=90)  # the number must be copied by hand
MOST_LISTS = 3  # in one visit: paper is not a toy


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient the terminal is."""

    idle_after: timedelta = timedelta(seconds=120)
    idle_at_door: timedelta = timedelta(minutes=5)  # waiting at a door, nobody touches
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
    listed: str | None = None  # the service whose list was printed last
    list_paper: Paper = Paper.NONE
    lists: int = 0
    talk: Talk | None = None
    comes_back: TicketStatus | None = None  # knocks with a number of before
    knocked_anew: bool = False  # that number's call had broken off a moment ago
    helpers: int | None = None
    touched_at: datetime | None = None
    warned_at: datetime | None = None
    ends_at: datetime | None = None


_S = Situation
_NO_WAY_BACK = (_S.STANDBY, _S.HOME, _S.DRAWING, _S.TICKET, _S.AT_DOOR, _S.CALL, _S.CALL_OVER)
Step = tuple[Visit, tuple[Effect, ...]]


def listing(visit: Visit) -> ListCopy | None:
    """Return the list whose paper the citizen is told about; None after going home."""
    return ListCopy(visit.number, visit.lists) if visit.listed is not None else None


def shown_for(visit: Visit) -> timedelta:
    """Return how long a ticket stays on the glass by itself."""
    return TICKET_SHOWN_FOR if visit.paper is Paper.TAKE else TICKET_WITHOUT_PAPER_FOR


def went(visit: Visit, target: Situation) -> Visit:
    """Return the visit on another screen, with the way back."""
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


def went_back(visit: Visit) -> Visit:
    """Return the visit where it came from."""
    if visit.situation in _NO_WAY_BACK:
        return visit
    trail = visit.trail or (_S.HOME,)
    problem = visit.problem if visit.situation in ASIDE else Problem.NONE
    return replace(visit, situation=trail[-1], trail=trail[:-1], problem=problem, asked=False)


def fresh(visit: Visit, now: datetime) -> Visit:
    """Return the visit of the next citizen."""
    return Visit(number=visit.number + 1, touched_at=now)


def cleared(visit: Visit) -> Visit:
    """Keep how somebody reads (language, size, theme) and used paper, forget what they did."""
    return Visit(
        number=visit.number,
        language=visit.language,
        theme=visit.theme,
        text_percent=visit.text_percent,
        lists=visit.lists,
        touched_at=visit.touched_at,
    )


def ended(visit: Visit) -> Step:
    """Return the resting terminal: nothing is left."""
    # Art. 17 GDPR: what was shown is gone when the visit ends.
    return Visit(number=visit.number), (*left(visit.talk), Forget())
