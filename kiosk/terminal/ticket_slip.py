"""What a paper ticket tells, and how it comes from a drawn number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.domain.catalogue import Document
from kiosk.domain.departments import Town
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import GERMAN, Phrase
from kiosk.domain.tickets import Kind
from kiosk.terminal.acts import Drawn
from kiosk.terminal.slip_facts import arms_of, codable, densely_coded, office_of, plan_of


class Layout(StrEnum):
    """How long a ticket is: about 110, 160 and 165 mm in German, half as much again in two.

    COMPACT leaves out documents and plan; STANDARD shortens long lists of documents; FULL
    says everything, also the way after the call.
    """

    COMPACT = "compact"
    STANDARD = "standard"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """What one paper ticket says.

    `department` is what may stand on paper (`Department.sign()`). `service` is None in a
    discreet department. `people_ahead` and the wait are None while the office cannot be
    asked, the wait alone while nobody is there to serve. `issued_at` is local time. `arms` and
    `plan` are black line art. `follow_url` is upper case, so that the QR code stays coarse.
    """

    office: Phrase
    issued_at: datetime
    number: TicketNumber
    department: Phrase
    service: Phrase | None
    waiting_area: Phrase
    code: str
    language: str = GERMAN
    way: Phrase | None = None
    people_ahead: int | None = None
    wait_low_min: int | None = None
    wait_high_min: int | None = None
    documents: tuple[Document, ...] = ()
    follow_url: str | None = None
    video: bool = False
    reprint: bool = False
    arms: Path | None = None
    plan: Path | None = None

    def __post_init__(self) -> None:
        densely_coded(self.follow_url)


def follow_url(pages_url: str, ticket_id: str) -> str:
    """Return the address behind the QR code: upper case, so that the code stays coarse."""
    return f"{pages_url}/T/{ticket_id}".upper()


def slip_of(
    drawn: Drawn, town: Town, pages_url: str, pictures: Path | None, *, reprint: bool
) -> TicketSlip:
    """Return the slip of a number that was drawn; a discreet department tells no service.

    `pictures` holds `arms.png` and `plans/<department>.png`, each only where it is there.
    """
    department = town.department(drawn.department)
    status = drawn.status
    return TicketSlip(
        office=office_of(town),
        issued_at=drawn.drawn_at.astimezone(ZoneInfo(town.timezone)),
        number=drawn.number,
        department=department.sign(),
        service=None if department.discreet else _service(drawn, town),
        waiting_area=department.waiting_area,
        code=drawn.code,
        language=drawn.language,
        way=department.way,
        people_ahead=status.people_ahead if status else None,
        wait_low_min=status.low_min if status else None,
        wait_high_min=status.high_min if status else None,
        documents=() if department.discreet else _documents(drawn, town),
        follow_url=codable(follow_url(pages_url, drawn.ticket_id)) if pages_url else None,
        video=bool(status and status.kind is Kind.VIDEO),
        reprint=reprint,
        arms=arms_of(town, pictures),
        plan=plan_of(town, pictures, department.key),
    )


def _service(drawn: Drawn, town: Town) -> Phrase | None:
    for wish in drawn.wishes:
        service = town.catalogue.services.get(wish.service)
        if service is not None:
            return service.name
    return None


def _documents(drawn: Drawn, town: Town) -> tuple[Document, ...]:
    services = town.catalogue.services
    return tuple(
        document
        for wish in drawn.wishes
        if wish.service in services
        for document in services[wish.service].documents
    )
