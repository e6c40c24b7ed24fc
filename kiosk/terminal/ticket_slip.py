"""From a drawn number to what stands on its paper."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.domain.catalogue import Document
from kiosk.domain.departments import Town
from kiosk.domain.phrases import Phrase
from kiosk.domain.tickets import Kind
from kiosk.resources import assets
from kiosk.terminal.acts import Drawn
from kiosk.terminal.slips import TicketSlip


def follow_url(pages_url: str, ticket_id: str) -> str:
    """Return the address behind the QR code: upper case, so that the code stays coarse."""
    return f"{pages_url}/T/{ticket_id}".upper()


def slip_of(
    drawn: Drawn, town: Town, pages_url: str, pictures: Path | None, *, reprint: bool
) -> TicketSlip:
    """Return the slip of a number that was drawn; a discreet department tells no service.

    `pictures` holds `arms.png` and `plans/<department>.png`, each only where it is there.
    """
    pictures = pictures or assets() / "towns" / town.key
    department = town.department(drawn.department)
    status = drawn.status
    return TicketSlip(
        office=Phrase(f"{town.office.de} · {town.name.de}"),
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
        follow_url=follow_url(pages_url, drawn.ticket_id) if pages_url else None,
        video=bool(status and status.kind is Kind.VIDEO),
        reprint=reprint,
        arms=_there(pictures / "arms.png"),
        plan=_there(pictures / "plans" / f"{department.key}.png"),
    )


def _there(file: Path) -> Path | None:
    return file if file.is_file() else None


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
