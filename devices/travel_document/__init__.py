"""The contract of a travel document: a passport or identity card that follows ICAO Doc 9303.

A chip answers APDUs, passwords open it, and what goes wrong is a value, never an exception; what
was read is in `document.py`. Everything that a person would call private prints as dots.
`reading.read` is the recipe, `simulated.chip.SimulatedChip` the chip without a chip.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar, NoReturn, Protocol

DOTS = "••"


class Personal:
    """Prints dots for what it holds, except for the fields in `plain`; cannot be pickled."""

    __slots__ = ()
    plain: ClassVar[frozenset[str]] = frozenset()

    def __repr__(self) -> str:
        shown = (
            f"{each.name}={getattr(self, each.name)!r}"
            if each.name in self.plain
            else f"{each.name}={DOTS}"
            for each in fields(self)  # type: ignore[arg-type]
        )
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} does not leave this process")


class Loss(StrEnum):
    """Why a chip gives no answer."""

    GONE = "gone"  # taken off the reader, or the reader is gone
    SILENT = "silent"  # still there, but did not answer in time
    TAKEN = "taken"  # another program uses it


@dataclass(frozen=True, slots=True)
class ChipLost:
    reason: Loss
    code: ClassVar[str] = "chip-lost"


class Chip(Protocol):
    """A chip on a reader.

    Limits: a command has at most 261 bytes, or 65,544 where the reader is `extended`. An answer
    ends in two bytes of status; what a T=0 chip announces with 61xx or 6Cxx is fetched already.
    """

    @property
    def extended(self) -> bool:
        """Whether the reader carries commands and answers longer than 256 bytes."""

    async def transmit(self, apdu: bytes) -> bytes | ChipLost:
        """Send one command, wait for its answer at most as long as the reader's own deadline."""


@dataclass(frozen=True, slots=True, repr=False)
class Can(Personal):
    """The card access number: six digits printed on the front. Raises ValueError for others."""

    digits: str

    def __post_init__(self) -> None:
        if len(self.digits) != 6 or not (self.digits.isascii() and self.digits.isdigit()):
            raise ValueError("a card access number has six digits")


@dataclass(frozen=True, slots=True, repr=False)
class MrzKey(Personal):
    """What the machine readable zone says: number of the document and two dates as YYMMDD.

    An unknown part of the birth date is `<<`. Raises ValueError for other letters than the zone's.
    """

    document_number: str
    birth_date: str
    expiry_date: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.document_number) <= 23 or not _is_zone(self.document_number):
            raise ValueError("a document number has 1 to 23 letters of the zone")
        for each in (self.birth_date, self.expiry_date):
            if len(each) != 6 or not _is_zone(each):
                raise ValueError("a date of the zone is YYMMDD")


def _is_zone(text: str) -> bool:
    return all("0" <= letter <= "9" or "A" <= letter <= "Z" or letter == "<" for letter in text)


Password = Can | MrzKey


class PasswordKind(StrEnum):
    CAN = "can"
    MRZ = "mrz"


class Step(StrEnum):
    """Where in the conversation with the chip; not personal, may be logged."""

    CARD_ACCESS = "card-access"
    PACE = "pace"
    BAC = "bac"
    APPLICATION = "application"
    COM = "com"
    SOD = "sod"
    DG1 = "dg1"
    DG2 = "dg2"
    DG11 = "dg11"
    DG12 = "dg12"


@dataclass(frozen=True, slots=True)
class WrongPassword:
    """The chip did not accept it; `attempts_left` where the chip tells."""

    kind: PasswordKind
    attempts_left: int | None = None
    code: ClassVar[str] = "wrong-password"


@dataclass(frozen=True, slots=True)
class PasswordBlocked:
    kind: PasswordKind
    code: ClassVar[str] = "password-blocked"


@dataclass(frozen=True, slots=True)
class MrzNeeded:
    """An older document: it opens with the machine readable zone only, not with a CAN."""

    code: ClassVar[str] = "mrz-needed"


@dataclass(frozen=True, slots=True)
class NoTravelDocument:
    code: ClassVar[str] = "no-travel-document"


@dataclass(frozen=True, slots=True)
class GermanDocument:
    """Issued by Germany and not wanted here; nothing but the state was looked at."""

    code: ClassVar[str] = "german-document"


@dataclass(frozen=True, slots=True)
class MethodUnknown:
    """The chip speaks a variant of PACE that is not spoken here, and nothing else."""

    code: ClassVar[str] = "method-unknown"


@dataclass(frozen=True, slots=True)
class AccessDenied:
    step: Step
    code: ClassVar[str] = "access-denied"


@dataclass(frozen=True, slots=True)
class Incomprehensible:
    """The chip's answer breaks the standard: garbage, an over-long answer, a wrong checksum."""

    step: Step
    code: ClassVar[str] = "incomprehensible"


Trouble = (
    ChipLost
    | WrongPassword
    | PasswordBlocked
    | MrzNeeded
    | NoTravelDocument
    | GermanDocument
    | MethodUnknown
    | AccessDenied
    | Incomprehensible
)
