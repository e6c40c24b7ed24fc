"""What concerns the house and not one ticket: breaks, calls for help, closing a department."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kiosk.domain.desks import Break
from kiosk.domain.errors import NotSignedIn
from kiosk.domain.phrases import Phrase
from kiosk.office.alarms import From
from kiosk.office.routes.desk_board import after_act, read_board
from kiosk.office.routes.refusals import FormWrong
from kiosk.office.routes.staff import Acting, Filled, Leading
from kiosk.office.service import service_of

router = APIRouter(include_in_schema=False)
_LONGEST_REASON = 80


@router.post("/break")
async def go_on_break(request: Request, staff: Acting, form: Filled) -> Response:
    """Go on a break, with the reason and, if known, the time of return."""
    service = service_of(request)
    now = service.clock().astimezone(service.premises.local)
    try:
        why = Break(form.text("why", 32))
    except ValueError:
        raise FormWrong from None
    back_at = form.later_today("back_at", now)
    await service.ask(service.seats.pause, staff.account.account_id, why, back_at, now)
    return await after_act(request, staff)


@router.post("/work")
async def back_to_work(request: Request, staff: Acting) -> Response:
    """End the break."""
    service = service_of(request)
    await service.ask(service.seats.back_to_work, staff.account.account_id, service.clock())
    return await after_act(request, staff)


@router.post("/help")
async def call_colleagues(request: Request, staff: Acting) -> Response:
    """Ring at every desk: somebody shall come here."""
    board = await read_board(request, staff)
    if board is None:
        raise NotSignedIn
    service_of(request).ring(From.DESK, board.seat.desk)
    return await after_act(request, staff)


@router.post("/help/answer")
async def answer_alarm(request: Request, staff: Acting, form: Filled) -> Response:
    """Stop the ringing: somebody goes there."""
    service_of(request).answer_alarm(form.number("alarm", 1, 1_000_000))
    return await after_act(request, staff)


@router.post("/close-department")
async def close_department(request: Request, staff: Leading, form: Filled) -> Response:
    """Close a department by hand until a time of today; it opens again by itself."""
    service = service_of(request)
    now = service.clock().astimezone(service.premises.local)
    until = form.later_today("until", now)
    reason = form.text("reason", _LONGEST_REASON)
    if until is None or not reason:
        raise FormWrong
    await service.ask(
        service.seats.close_department, form.text("department", 64), until, Phrase(reason), now
    )
    return await after_act(request, staff)


@router.post("/open-department")
async def open_department(request: Request, staff: Leading, form: Filled) -> Response:
    """End a closure by hand."""
    service = service_of(request)
    await service.ask(service.seats.open_department, form.text("department", 64))
    return await after_act(request, staff)
