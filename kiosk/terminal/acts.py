"""What can happen to a visit, and what a visit wants done: plain values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.numbers import TicketNumber
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import Kind, Wish
from kiosk.terminal.call_acts import CallEffect, CallEvent
from kiosk.terminal.views import Intent, Paper


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number that was given out. `status` is None while the office does not know of it."""

    ticket_id: str
    code: str
    number: TicketNumber
    day: date
    department: str
    wishes: tuple[Wish, ...]
    language: str
    drawn_at: datetime
    status: TicketStatus | None = None
    kind: Kind = Kind.WALK_IN


# ------------------------------------------------------------------ events
@dataclass(frozen=True, slots=True)
class Touched:
    intent: Intent


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True, slots=True)
class NumberDrawn:
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class Resumed:
    """The terminal was killed while this ticket was on the glass; its holder is still here.

    `paper` is the last word on its print job, None when there was none; `reprint` tells that
    the job was the second copy.
    """

    drawn: Drawn
    paper: Paper | None = None
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody touched the glass, also beside a button."""


@dataclass(frozen=True, slots=True)
class NumberRefused:
    code: str
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PaperTold:
    """The word on a print job: of the ticket itself, or of its second copy (`reprint`)."""

    ticket_id: str
    paper: Paper
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class ListCopy:
    """One of the lists that a visit prints: the `nth` of the visit with this number."""

    visit: int
    nth: int


@dataclass(frozen=True, slots=True)
class ListTold:
    """The word on a printed list."""

    copy: ListCopy
    paper: Paper


@dataclass(frozen=True, slots=True)
class ServicesFound:
    query: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TicketTold:
    status: TicketStatus


@dataclass(frozen=True, slots=True)
class TicketRefused:
    code: str


@dataclass(frozen=True, slots=True)
class HelpTold:
    """How many desks ring; None when the office cannot be reached."""

    desks: int | None


Event = (
    Touched
    | Tick
    | NumberDrawn
    | Resumed
    | Present
    | NumberRefused
    | PaperTold
    | ListTold
    | ServicesFound
    | TicketTold
    | TicketRefused
    | HelpTold
    | CallEvent
)


# ------------------------------------------------------------------ effects
@dataclass(frozen=True, slots=True)
class DrawNumber:
    department: str
    wishes: tuple[Wish, ...]
    language: str
    kind: Kind = Kind.WALK_IN


@dataclass(frozen=True, slots=True)
class Shown:
    """The number is on the glass: from now on somebody holds it."""

    drawn: Drawn


@dataclass(frozen=True, slots=True)
class TakeBack:
    """A number came for nobody: the office shall not call it."""

    drawn: Drawn


@dataclass(frozen=True, slots=True)
class PrintTicket:
    drawn: Drawn
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class PrintList:
    """Print what a service needs, as a list to take home; without `copy` no word is awaited."""

    service: str
    department: str | None
    language: str
    copy: ListCopy | None = None


@dataclass(frozen=True, slots=True)
class SearchServices:
    query: str


@dataclass(frozen=True, slots=True)
class FindCode:
    code: str


@dataclass(frozen=True, slots=True)
class ReactivateTicket:
    ticket_id: str


@dataclass(frozen=True, slots=True)
class CancelTicket:
    ticket_id: str


@dataclass(frozen=True, slots=True)
class AskHelp:
    pass


@dataclass(frozen=True, slots=True)
class Forget:
    """The visit is over: nothing of it may stay anywhere."""


Effect = (
    DrawNumber
    | Shown
    | TakeBack
    | PrintTicket
    | PrintList
    | SearchServices
    | FindCode
    | ReactivateTicket
    | CancelTicket
    | AskHelp
    | Forget
    | CallEffect
)
