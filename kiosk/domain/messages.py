"""Everything that crosses the wire between a terminal and the office (docs/protocol.md).

Each message has a kebab-case `type` derived from its class name. A question carries an `id`,
its answer repeats it. Pushes have no id. Errors are `Refusal` with a stable code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

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
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Kind, TicketState, Wish
from kiosk.domain.wire import BadMessage, build, plain

PROTOCOL = 1
LARGEST_MESSAGE_BYTES = 65_536


# ------------------------------------------------------------------ terminal asks the office
@dataclass(frozen=True, slots=True)
class Hello:
    """The first message of a connection."""

    id: int
    terminal: str
    protocol: int
    software: str


@dataclass(frozen=True, slots=True)
class IssueTicket:
    """A citizen drew a number. Idempotent under `ticket_id`: sent again, answered the same.

    `delivered_late` says that the number was given out while the office could not be asked;
    then nothing is refused that the citizen already holds on paper.
    """

    id: int
    ticket_id: str
    code: str
    number: TicketNumber
    day: date
    department: str
    wishes: tuple[Wish, ...]
    language: str
    drawn_at: datetime
    kind: Kind = Kind.WALK_IN
    priority: Priority = Priority.NORMAL
    delivered_late: bool = False


@dataclass(frozen=True, slots=True)
class LeaseNumbers:
    """Give me numbers: `running` in line order, `reserve` for when the office is away."""

    id: int
    day: date
    prefix: str
    running: int
    reserve: int


@dataclass(frozen=True, slots=True)
class FindTicket:
    """Somebody typed the 8-character code."""

    id: int
    code: str


@dataclass(frozen=True, slots=True)
class ReactivateTicket:
    """Somebody whose call was missed is back (once, within 15 minutes)."""

    id: int
    ticket_id: str


@dataclass(frozen=True, slots=True)
class CancelTicket:
    """Somebody gives the number back."""

    id: int
    ticket_id: str


@dataclass(frozen=True, slots=True)
class AskForHelp:
    """Somebody touched "Hilfe rufen": a colleague shall come to the terminal."""

    id: int


@dataclass(frozen=True, slots=True)
class FetchTown:
    """Send me everything the office tells people, page by page, from `offset` characters on."""

    id: int
    version: str
    offset: int


# ------------------------------------------------------------------ the office answers
@dataclass(frozen=True, slots=True)
class Welcome:
    """The office knows this terminal. `town_version` tells whether to fetch the town again."""

    id: int
    protocol: int
    town_version: str
    now: datetime
    pages_url: str


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


@dataclass(frozen=True, slots=True)
class TicketIssued:
    id: int
    ticket: TicketStatus


@dataclass(frozen=True, slots=True)
class NumbersLeased:
    id: int
    day: date
    prefix: str
    running: tuple[int, ...]
    reserve: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TicketFound:
    id: int
    ticket: TicketStatus


@dataclass(frozen=True, slots=True)
class HelpCalled:
    """The call for help rings at `desks` desks; 0 means that nobody is signed in."""

    id: int
    desks: int


@dataclass(frozen=True, slots=True)
class TownPage:
    """A piece of the town as JSON text; the last piece has `more` false."""

    id: int
    version: str
    offset: int
    text: str
    more: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """The office says no. `code` is stable (domain/errors.py), `facts` are for programs."""

    id: int
    code: str
    facts: Mapping[str, Any]


# ------------------------------------------------------------------ the office pushes
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
class LineChanged:
    """All departments as they are now; replaces whatever was known before."""

    as_of: datetime
    departments: tuple[DepartmentStatus, ...]


@dataclass(frozen=True, slots=True)
class TownChanged:
    """Another catalogue or other departments are in force; fetch the town."""

    version: str


Question = (
    Hello
    | IssueTicket
    | LeaseNumbers
    | FindTicket
    | ReactivateTicket
    | CancelTicket
    | AskForHelp
    | FetchTown
)
Answer = Welcome | TicketIssued | NumbersLeased | TicketFound | HelpCalled | TownPage | Refusal
Push = LineChanged | TownChanged
Message = Question | Answer | Push


def _kebab(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


KINDS: Mapping[str, type] = {
    _kebab(kind): kind for union in (Question, Answer, Push) for kind in union.__args__
}


def encode(message: Message) -> str:
    """Return the JSON text of a message."""
    return json.dumps(
        {"type": _kebab(type(message)), **plain(message)}, ensure_ascii=False, separators=(",", ":")
    )


def decode(text: str | bytes) -> Message:
    """Return the message of a JSON text; raises `BadMessage` for anything else."""
    if _bytes_of(text) > LARGEST_MESSAGE_BYTES:
        raise BadMessage("the message is too long")
    try:
        raw = json.loads(text, parse_constant=_no_number)
        _check_texts(raw)
    except (ValueError, RecursionError) as wrong:
        raise BadMessage(f"not JSON: {wrong}") from None
    kind = raw.get("type") if isinstance(raw, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadMessage("no such message type")
    message: Message = build(KINDS[kind], raw)
    return message


def _bytes_of(text: str | bytes) -> int:
    return len(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON number")


def _check_texts(raw: object) -> None:
    """Raise ValueError for a text that no database takes: half a character, or a NUL."""
    unread = [raw]
    while unread:
        match unread.pop():
            case str(text):
                if b"\0" in text.encode():
                    raise ValueError("a text with a NUL")
            case list(items):
                unread.extend(items)
            case dict(pairs):
                unread.extend(pairs.keys())
                unread.extend(pairs.values())


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


def _summary(availability: Availability) -> tuple[str, int, Any]:
    match availability:
        case Shut():
            return "closed", 0, None
        case Paused(_, waiting, estimate):
            return "paused", waiting, estimate
        case Unstaffed(waiting, estimate):
            return "unstaffed", waiting, estimate
        case InConsultation(estimate):
            return "consultation", 0, estimate
        case Busy(waiting, estimate):
            return "busy", waiting, estimate
        case Free():
            return "free", 0, None
