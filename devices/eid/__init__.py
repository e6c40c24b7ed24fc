"""The contract of the identity card's online function (Online-Ausweisfunktion).

A program of the state's (AusweisApp) talks to the card; this is the conversation with it. No
personal datum of the card comes by here: what was read goes to the eID service that asked.
Trouble is a value here, never an exception. `tests/devices/test_eid.py` runs over all drivers.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar, Protocol

from devices.eid.digits import Digits


# ------------------------------------------------------------------ what there is
@dataclass(frozen=True, slots=True)
class NoCard:
    code: ClassVar[str] = "no-card"


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """A German card with the online function.

    `tries_left` is how often a PIN may be entered: 3, 2, 1 (the CAN is asked before the last
    one), 0 (the PUK is asked). `deactivated`: the online function was never switched on, or was
    switched off at an office.
    """

    tries_left: int
    deactivated: bool = False
    code: ClassVar[str] = "identity-card"


@dataclass(frozen=True, slots=True)
class OtherCard:
    """Something without the online function, or a card that lies badly."""

    code: ClassVar[str] = "other-card"


Card = NoCard | IdentityCard | OtherCard


@dataclass(frozen=True, slots=True)
class Slot:
    """A reader as the program sees it. With a `pin_pad` digits are typed on the reader itself."""

    name: str
    pin_pad: bool
    card: Card


class Gap(StrEnum):
    """Why there is no conversation."""

    NOT_STARTED = "not-started"
    NOT_INSTALLED = "not-installed"
    STARTING = "starting"
    CRASHED = "crashed"  # is started again by itself
    HANGS = "hangs"  # did not answer, is started again by itself
    TOO_OLD = "too-old"  # speaks none of the levels that we know


@dataclass(frozen=True, slots=True)
class Away:
    reason: Gap
    code: ClassVar[str] = "away"


@dataclass(frozen=True, slots=True)
class Standing:
    """The program is there. `slots` are the readers, the one with a card first."""

    version: str
    level: int
    slots: tuple[Slot, ...] = ()
    code: ClassVar[str] = "standing"


EidState = Away | Standing


# ------------------------------------------------------------------ what is wanted
@dataclass(frozen=True, slots=True)
class ChangePin:
    """Set the own six-digit PIN with the transport PIN, or change it. Needs no network."""


@dataclass(frozen=True, slots=True)
class Identify:
    """Identify against an eID service (BSI TR-03124-1, 2.2). The address is a secret."""

    tc_token_url: str = field(repr=False)


Task = ChangePin | Identify


class DigitsKind(StrEnum):
    PIN = "pin"  # six digits; five are a transport PIN, good for `ChangePin` only
    NEW_PIN = "new-pin"  # six digits
    CAN = "can"  # six digits on the front of the card
    PUK = "puk"  # ten digits in the letter


class Right(StrEnum):
    """What a service may ask for; the names are those of the AusweisApp SDK."""

    ADDRESS = "Address"
    BIRTH_NAME = "BirthName"
    FAMILY_NAME = "FamilyName"
    GIVEN_NAMES = "GivenNames"
    PLACE_OF_BIRTH = "PlaceOfBirth"
    DATE_OF_BIRTH = "DateOfBirth"
    DOCTORAL_DEGREE = "DoctoralDegree"
    ARTISTIC_NAME = "ArtisticName"
    PSEUDONYM = "Pseudonym"
    VALID_UNTIL = "ValidUntil"
    NATIONALITY = "Nationality"
    ISSUING_COUNTRY = "IssuingCountry"
    DOCUMENT_TYPE = "DocumentType"
    RESIDENCE_PERMIT_I = "ResidencePermitI"
    RESIDENCE_PERMIT_II = "ResidencePermitII"
    COMMUNITY_ID = "CommunityID"
    ADDRESS_VERIFICATION = "AddressVerification"
    AGE_VERIFICATION = "AgeVerification"
    CAN_ALLOWED = "CanAllowed"
    PIN_MANAGEMENT = "PinManagement"


# ------------------------------------------------------------------ what happens in a conversation
@dataclass(frozen=True, slots=True)
class AccessAsked:
    """Who wants to read what, and why. Nothing goes on before `accept`.

    `age` is asked where AGE_VERIFICATION is among the rights. `terms` is the text of the
    certificate, as the provider wrote it.
    """

    provider: str
    purpose: str
    terms: str
    valid_from: date
    valid_until: date
    required: frozenset[Right]
    optional: frozenset[Right] = frozenset()
    age: int | None = None
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class CardWanted:
    """There is no card with the online function in any reader."""


@dataclass(frozen=True, slots=True)
class DigitsWanted:
    """Digits are asked for. `tries_left` is None where tries are not counted (CAN, new PIN).

    `refused`: those before were wrong. `wrong_length`: they had too many or too few digits, which
    costs no try; five digits where a PIN was asked are a transport PIN.
    """

    kind: DigitsKind
    tries_left: int | None = None
    refused: bool = False
    wrong_length: bool = False
    on_pin_pad: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The card is at work; it must stay where it is."""

    percent: int | None = None


class Why(StrEnum):
    """Why a conversation has ended without success."""

    CANCELLED = "cancelled"
    CARD_PULLED = "card-pulled"
    CARD_DEACTIVATED = "card-deactivated"
    CARD_SILENT = "card-silent"  # gives no answer any more
    PUK_USED_UP = "puk-used-up"
    NO_NETWORK = "no-network"
    SERVICE_REFUSED = "service-refused"  # the eID service says no
    NOT_GENUINE = "not-genuine"  # certificate or card did not prove itself
    CLOCK_WRONG = "clock-wrong"  # certificates are not valid yet, or no longer
    PROGRAM_LOST = "program-lost"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Done:
    """`refresh_url` is where the eID service goes on (Identify); a secret, "" for ChangePin."""

    refresh_url: str = field(default="", repr=False)
    code: ClassVar[str] = "done"


@dataclass(frozen=True, slots=True)
class Failed:
    why: Why
    code: ClassVar[str] = "failed"


Outcome = Done | Failed


@dataclass(frozen=True, slots=True)
class Ended:
    outcome: Outcome


News = AccessAsked | CardWanted | DigitsWanted | Reading | Ended


@dataclass(frozen=True, slots=True)
class Told:
    """Something happened in the conversation of this number."""

    conversation: int
    news: News


EidChange = EidState | Told


class Eid(Protocol):
    """The online function with one owner task. One conversation at a time.

    Limits: no method but `run()` and `changes()` waits. Answers that nobody has asked for are
    left. Every conversation that was begun ends with exactly one `Ended`, 30 s after the last
    sign of life at the latest; a person at the keypad has no limit here.
    """

    @property
    def state(self) -> EidState:
        """What is known now; `Away(NOT_STARTED)` before `run()`."""

    def begin(self, task: Task) -> int:
        """Begin a conversation and return its number; one that goes on is cancelled before."""

    def accept(self, conversation: int, optional: frozenset[Right] = frozenset()) -> None:
        """The citizen agrees to what was asked, and to these of the optional rights."""

    def enter(self, conversation: int, kind: DigitsKind, digits: Digits) -> None:
        """Hand over digits; they are wiped once they are on their way. Raises nothing."""

    def cancel(self, conversation: int) -> None:
        """End a conversation; `Ended` follows, within 3 s at most."""

    def changes(self) -> AsyncIterator[EidChange]:
        """Listen from now on: first the present state, then every change.

        A slow listener misses states and `Reading` in between, never another word.
        """

    async def run(self) -> None:
        """Own the program until cancelled; afterwards it has ended and its files are gone."""
