"""What a desk's browser and the office say to each other about video calls (docs/protocol.md).

A question carries an `id`, its answer repeats it. `Signal` goes both ways without one. The code of
the browser is `kiosk/office/pages/js/call_line.js`; a test compares the names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.call_messages import GuestNow, IceServer, Signal
from kiosk.domain.calls import CallState, Decline, Wanted
from kiosk.domain.envelopes import Envelopes
from kiosk.domain.guests import GuestKind, Leg
from kiosk.domain.messages import Refusal
from kiosk.domain.phrases import Phrase


# ------------------------------------------------------------------ the desk asks
@dataclass(frozen=True, slots=True)
class OpenCard:
    """Somebody looks at a knock: a connection is made that stands by, with nothing in it."""

    id: int
    ticket_id: str


@dataclass(frozen=True, slots=True)
class CloseCard:
    """Nobody looks any more; the connection that stood by is given up."""

    id: int
    ticket_id: str


@dataclass(frozen=True, slots=True)
class AcceptKnock:
    """The door opens. The first desk wins; the others are refused with `not-possible`."""

    id: int
    ticket_id: str


@dataclass(frozen=True, slots=True)
class DeclineKnock:
    id: int
    ticket_id: str
    why: Decline


@dataclass(frozen=True, slots=True)
class AskToWait:
    """The citizen reads that the knock was seen."""

    id: int
    ticket_id: str


@dataclass(frozen=True, slots=True)
class HoldCall:
    id: int
    ticket_id: str
    on: bool


@dataclass(frozen=True, slots=True)
class TransferKnock:
    """To another department, with the place of before and a note for its desks."""

    id: int
    ticket_id: str
    department: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EndCall:
    """The talk is over and the ticket done."""

    id: int
    ticket_id: str


@dataclass(frozen=True, slots=True)
class TellDeskMedia:
    """The citizen's pictures are up at the desk, or were lost."""

    id: int
    ticket_id: str
    generation: int
    up: bool
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class InviteGuest:
    """Pull in an interpreter or a colleague; answered by `GuestInvited`.

    A link that was made before does not open any more.
    """

    id: int
    ticket_id: str
    kind: GuestKind
    language: str = ""


@dataclass(frozen=True, slots=True)
class DismissGuest:
    """Send the guest away, or take the link back."""

    id: int
    ticket_id: str


@dataclass(frozen=True, slots=True)
class PinGuest:
    """Show the guest as large as the desk (an interpreter who signs), or small again."""

    id: int
    ticket_id: str
    on: bool


# ------------------------------------------------------------------ both say
@dataclass(frozen=True, slots=True)
class Beat:
    """The office beats, the page beats back at once: so a frozen page is noticed, and an office
    that is gone. A timer would not do: browsers slow the timers of hidden pages down.
    """


# ------------------------------------------------------------------ the office says
@dataclass(frozen=True, slots=True)
class KnockCard:
    """A knock as a desk sees it.

    `mine`: this desk has accepted it. `warm`: this desk has a connection standing by.
    `may_accept`: the desk has no other call open. `service` is empty where none was chosen.
    """

    ticket_id: str
    number: str
    state: CallState
    department: str
    department_name: Phrase
    service: str
    service_name: Phrase
    terminal: str
    language: str
    wanted: Wanted
    knocked_at: datetime
    generation: int = 0
    mine: bool = False
    warm: bool = False
    held: bool = False
    asked_to_wait: bool = False
    may_accept: bool = True
    note: str = ""
    guest: GuestNow | None = None


@dataclass(frozen=True, slots=True)
class KnocksNow:
    """All knocks at the doors of this desk, in the order of the line; replaces what was known."""

    as_of: datetime
    cards: tuple[KnockCard, ...]


@dataclass(frozen=True, slots=True)
class DeskConnect:
    """Be ready for the terminal's offer of this generation; older connections are closed.

    On the leg ASIDE the desk makes the offer itself.
    """

    ticket_id: str
    generation: int
    ice_servers: tuple[IceServer, ...] = ()
    relay_only: bool = False
    leg: Leg = Leg.TALK


@dataclass(frozen=True, slots=True)
class GuestInvited:
    """The one-time link and how long it opens; shown to the clerk, kept nowhere.

    `address` is whole, as people outside the house reach the office. `code` is its QR code: one
    text a row, "1" for a dark square, without the white border.
    """

    id: int
    address: str
    until: datetime
    code: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskTold:
    """The answer to everything that went well."""

    id: int


DeskQuestion = (
    OpenCard
    | CloseCard
    | AcceptKnock
    | DeclineKnock
    | AskToWait
    | HoldCall
    | TransferKnock
    | EndCall
    | TellDeskMedia
    | InviteGuest
    | DismissGuest
    | PinGuest
)
DeskPush = KnocksNow | DeskConnect | Signal | Beat
"""`Signal` and `Beat` go both ways; the others come from the office."""
FromDesk = DeskQuestion | Signal | Beat
ToDesk = DeskPush | DeskTold | GuestInvited | Refusal
FROM_DESK: Envelopes[FromDesk] = Envelopes(FromDesk)
TO_DESK: Envelopes[ToDesk] = Envelopes(ToDesk)
