"""The services (Dienstleistungen) of a town: what they are, what to bring, what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kiosk.domain.phrases import Phrase


class Known(StrEnum):
    """Whether the source tells something at all: unknown is not none."""

    STATED = "stated"
    NONE = "none"
    UNKNOWN = "unknown"


class AppointmentRule(StrEnum):
    REQUIRED = "required"
    POSSIBLE = "possible"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Document:
    """Something to bring (Unterlage). `who` names whom it concerns, e.g. "bei Kindern"."""

    text: Phrase
    optional: bool = False
    who: Phrase = Phrase("")


@dataclass(frozen=True, slots=True)
class Fee:
    """What it costs: an amount in cents where one is stated, and the condition in words."""

    text: Phrase
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class OnlineService:
    """The same service on the web; `needs_eid` when the identity card is required there."""

    url: str
    needs_eid: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Service:
    """One service. `leika` is the 14-digit key of the German service catalogue (LeiKa).

    `documents_known` and `fees_known` tell an empty list from a missing one.
    `planned` is the time one such visit is expected to take at a desk.
    """

    key: str
    name: Phrase
    summary: Phrase = Phrase("")
    details: Phrase = Phrase("")
    leika: str | None = None
    synonyms: tuple[str, ...] = ()
    steps_before: tuple[Phrase, ...] = ()
    documents: tuple[Document, ...] = ()
    documents_known: Known = Known.UNKNOWN
    fees: tuple[Fee, ...] = ()
    fees_known: Known = Known.UNKNOWN
    payment: Phrase = Phrase("")
    planned: timedelta = timedelta(minutes=15)
    most: int = 1
    appointment: AppointmentRule = AppointmentRule.UNKNOWN
    legal_basis: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    online: OnlineService | None = None
    offices: tuple[str, ...] = ()
    updated: date | None = None
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A building of the town where services are offered.

    One that is not `public` (a back office, a test site) is never shown to citizens.
    """

    key: str
    name: str
    address: str
    services: tuple[str, ...] = ()
    public: bool = True


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All services by key. `version` is a digest of the content; equal content, equal version."""

    source: str
    version: str
    services: Mapping[str, Service]
    offices: tuple[Office, ...] = field(default_factory=tuple)
