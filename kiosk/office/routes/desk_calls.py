"""What somebody at a desk does with tickets. Every button has a key: pressed twice, done once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kiosk.domain.phrases import LANGUAGES
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import TicketEvent, Wish
from kiosk.office.routes.desk_board import Notice, after_act
from kiosk.office.routes.refusals import FormWrong
from kiosk.office.routes.staff import Acting, Filled, Form, Staff
from kiosk.office.service import service_of

router = APIRouter(include_in_schema=False)
_MOST_OF_ONE = 99
# Account, key of the button, ticket, now.
_OfOneTicket = Callable[[str, str, str, datetime], object]
_ACTS: Mapping[str, TicketEvent] = {
    "recall": TicketEvent.RECALL,
    "appear": TicketEvent.APPEAR,
    "give-up": TicketEvent.GIVE_UP,
    "put-back": TicketEvent.PUT_BACK,
    "park": TicketEvent.PARK,
    "transfer": TicketEvent.TRANSFER,
    "finish": TicketEvent.FINISH,
    "cancel": TicketEvent.CANCEL,
}


@router.post("/next")
async def call_next(request: Request, staff: Acting, form: Filled) -> Response:
    """Call whoever is next for this desk."""
    service = service_of(request)
    ticket = await service.ask(
        service.desks.call_next, staff.account.account_id, form.key(), service.clock()
    )
    if ticket is not None:
        return await after_act(request, staff)
    nobody = staff.words._("Gerade wartet niemand, den dieser Platz aufrufen kann.")
    return await after_act(request, staff, Notice(nobody))


@router.post("/call")
async def call_chosen(request: Request, staff: Acting, form: Filled) -> Response:
    """Call a certain person of the line."""
    return await _with_ticket(request, staff, form, service_of(request).desks.call_chosen)


@router.post("/resume")
async def resume(request: Request, staff: Acting, form: Filled) -> Response:
    """Take a parked person back."""
    return await _with_ticket(request, staff, form, service_of(request).desks.resume)


@router.post("/bring-back")
async def bring_back(request: Request, staff: Acting, form: Filled) -> Response:
    """Let somebody whose call was missed join the line again."""
    return await _with_ticket(request, staff, form, service_of(request).desks.bring_back)


async def _with_ticket(request: Request, staff: Staff, form: Form, act: _OfOneTicket) -> Response:
    service, ticket = service_of(request), form.text("ticket", 32)
    await service.ask(act, staff.account.account_id, form.key(), ticket, service.clock())
    return await after_act(request, staff)


@router.post("/act/{name}")
async def act(request: Request, staff: Acting, form: Filled, name: str) -> Response:
    """Do something with the open call of this desk."""
    service, event = service_of(request), _ACTS.get(name)
    if event is None:
        raise FormWrong
    await service.ask(
        service.desks.act,
        staff.account.account_id,
        form.key(),
        event,
        service.clock(),
        ticket_id=form.text("ticket", 32) or None,
        department=form.text("department", 64) or None,
        note=form.text("note"),
        rendered=wishes_of(form),
    )
    return await after_act(request, staff)


def wishes_of(form: Form) -> tuple[Wish, ...]:
    """Return the ticked services with their quantities."""
    return tuple(
        Wish(service, form.number(f"quantity-{service}", 1, _MOST_OF_ONE))
        for service in dict.fromkeys(form.many("service"))
    )


@router.post("/admit")
async def admit(request: Request, staff: Acting, form: Filled) -> Response:
    """Give a number to somebody who stands at the desk."""
    service, language = service_of(request), form.text("language", 8)
    if language not in LANGUAGES:
        raise FormWrong
    try:
        priority = Priority(form.number("priority", 0, max(Priority)))
    except ValueError:
        raise FormWrong from None
    ticket = await service.ask(
        service.desks.admit, staff.account.account_id, form.key(), form.text("department", 64),
        wishes_of(form), language, priority, service.clock(),
    )  # fmt: skip
    made = staff.words._("Neue Wartemarke")
    return await after_act(request, staff, Notice(made, ticket))
