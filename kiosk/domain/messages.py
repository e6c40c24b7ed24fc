"""Everything that is said between a terminal and the office (docs/protocol.md).

A question carries an `id`, its answer repeats it. Pushes have no id. Errors are `Refusal` with a
stable code. How a message is written down is in `envelopes.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kiosk.domain.call_messages import (
    AnswerGuest,
    CallAgain,
    CallChanged,
    CallTold,
    Connect,
    Knock,
    LeaveCall,
    Signal,
    TellMedia,
)
from kiosk.domain.devices import PrinterCondition
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.priorities import Priority
from kiosk.domain.statuses import DepartmentStatus, TicketStatus
from kiosk.domain.tickets import Kind, Wish

PROTOCOL = 1


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
class ReportPrinter:
    """What the ticket printer is like since when, and about how much paper is left."""

    id: int
    condition: PrinterCondition
    since: datetime
    paper_left_mm: int | None


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
class PrinterNoted:
    """Whoever looks after the terminals can see it."""

    id: int


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
    | ReportPrinter
    | FetchTown
    | Knock
    | LeaveCall
    | CallAgain
    | TellMedia
    | AnswerGuest
)
Answer = (
    Welcome
    | TicketIssued
    | NumbersLeased
    | TicketFound
    | HelpCalled
    | PrinterNoted
    | TownPage
    | CallTold
    | Refusal
)
Push = LineChanged | TownChanged | CallChanged | Connect | Signal
"""`Signal` goes both ways; the others come from the office."""
Message = Question | Answer | Push
