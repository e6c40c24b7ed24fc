"""What a travel document says, and whether that is authentic: only what was wanted, in dots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from devices.travel_document import Personal, Step


class Field(StrEnum):
    """What a service may ask for. What it does not ask for is not in the document."""

    NAMES = "names"
    WRITTEN_NAMES = "written-names"  # in national letters; many documents do not have them
    BIRTH_DATE = "birth-date"
    SEX = "sex"
    NATIONALITY = "nationality"
    DOCUMENT_NUMBER = "document-number"
    EXPIRY_DATE = "expiry-date"
    FACE = "face"
    BIRTH_PLACE = "birth-place"
    ADDRESS = "address"
    ISSUE_DATE = "issue-date"
    AUTHORITY = "authority"


class Kind(StrEnum):
    PASSPORT = "passport"
    IDENTITY_CARD = "identity-card"
    OTHER = "other"


@dataclass(frozen=True, slots=True, repr=False)
class Names(Personal):
    """Surname and given names, as the zone has them (capitals, ä as AE) or as they are written.

    Args:
        given: empty where the document has one name only.
        truncated: the name fills the zone, so its end may be missing.
    """

    surname: str
    given: str
    truncated: bool
    plain: ClassVar[frozenset[str]] = frozenset({"truncated"})


@dataclass(frozen=True, slots=True, repr=False)
class PartialDate(Personal):
    """A date of which a month or a day may be unknown, as in some birth dates."""

    year: int
    month: int | None
    day: int | None

    @property
    def whole(self) -> date | None:
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


class ImageFormat(StrEnum):
    JPEG = "jpeg"
    JPEG2000 = "jpeg2000"


@dataclass(frozen=True, slots=True, repr=False)
class Face(Personal):
    """The picture of the holder, at most 128 KiB, not decoded.

    Whoever decodes it limits the number of pixels: the bytes are the chip's word.
    """

    format: ImageFormat
    image: bytes
    plain: ClassVar[frozenset[str]] = frozenset({"format"})


@dataclass(frozen=True, slots=True)
class Authentic:
    """What was read was signed by this state, and the signer's certificate is in the master list.

    It does not say that the chip is no copy: that would take chip or active authentication.
    """

    state: str  # ISO 3166 alpha-2, as in the certificate
    code: ClassVar[str] = "authentic"


class Unproven(StrEnum):
    """Why nobody can say whether a document is authentic. None of them means a forgery."""

    NO_LIST = "no-list"
    UNKNOWN_ISSUER = "unknown-issuer"  # its state's certificate is not in the master list
    NO_SIGNATURE = "no-signature"  # no EF.SOD, or one that cannot be understood
    METHOD = "method"  # an algorithm or curve that is not known here
    OUT_OF_DATE = "out-of-date"  # the signer's certificate is not valid on this day
    OTHER_STATE = "other-state"  # signed by another state than the one that issued it


@dataclass(frozen=True, slots=True)
class NotChecked:
    reason: Unproven
    code: ClassVar[str] = "not-checked"


class Contradiction(StrEnum):
    """What does not fit. Each of them means that somebody changed something."""

    CONTENT = "content"  # a data group has another hash than the signed one
    UNSIGNED = "unsigned"  # a data group that was read is not among the signed ones
    SIGNATURE = "signature"  # the signature does not fit the list of hashes
    SIGNER = "signer"  # the signer's certificate was not made with its issuer's key


@dataclass(frozen=True, slots=True)
class Contradicted:
    reason: Contradiction
    code: ClassVar[str] = "contradicted"


Authenticity = Authentic | NotChecked | Contradicted


@dataclass(frozen=True, slots=True, repr=False)
class Document(Personal):
    """What was read. A field that was not wanted, or that the document does not have, is None.

    Args:
        issuing_state: the zone's code: ISO 3166 alpha-3, `D` for Germany, `UTO` for Utopia.
        sex: `F`, `M`, or `X` for unspecified.
        unreadable: files that the wanted fields need and that the chip lacks, keeps or garbles.
    """

    kind: Kind
    issuing_state: str
    authenticity: Authenticity
    unreadable: frozenset[Step] = frozenset()
    names: Names | None = None
    written_names: Names | None = None
    birth_date: PartialDate | None = None
    sex: str | None = None
    nationality: str | None = None
    document_number: str | None = None
    expiry_date: date | None = None
    face: Face | None = None
    birth_place: tuple[str, ...] | None = None
    address: tuple[str, ...] | None = None
    issue_date: date | None = None
    authority: str | None = None
    plain: ClassVar[frozenset[str]] = frozenset({"kind", "authenticity", "unreadable"})
