"""The board of one desk as a piece of HTML: for the page, for pushes, for answers to acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import floor
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kiosk.domain.availability import Override
from kiosk.domain.codes import grouped
from kiosk.domain.desks import Break, Desk
from kiosk.domain.phrases import LANGUAGES
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Ticket
from kiosk.office.boards import DeskBoard
from kiosk.office.premises import Premises
from kiosk.office.routes.desk_terminals import terminal_rows
from kiosk.office.routes.staff import Staff
from kiosk.office.routes.templates import pages_of, wants_page
from kiosk.office.service import service_of


@dataclass(frozen=True, slots=True)
class Notice:
    """What an act has to tell: a sentence, and the ticket it made."""

    text: str
    ticket: Ticket | None = None


async def read_board(request: Request, staff: Staff) -> DeskBoard | None:
    """Return the board of the desk where this account sits, or None when nowhere."""
    service = service_of(request)
    return await service.ask(service.boards.desk, staff.account.account_id, service.clock())


def _overrides(premises: Premises, now: datetime) -> dict[str, Override]:
    with premises.store.reading() as books:
        return {each.department: each for each in books.seats.overrides(now)}


def free_desks(premises: Premises, account: str) -> list[tuple[Desk, bool]]:
    """Return every desk and whether somebody else sits there."""
    with premises.store.reading() as books:
        taken = {seat.desk for seat in books.seats.all() if seat.account != account}
    return [(desk, desk.key in taken) for desk in premises.town.desks]


async def facts(
    request: Request,
    staff: Staff,
    board: DeskBoard,
    notice: Notice | None = None,
    *,
    whole: bool = True,
) -> dict[str, Any]:
    """Return everything the template of the board needs.

    Args:
        whole: with the parts that never change by themselves; a push leaves them out.
    """
    service = service_of(request)
    places = [desk.key for desk in service.premises.town.desks]
    overrides = await service.ask(_overrides, service.premises, board.as_of)
    return {
        "board": board,
        "whole": whole,
        "colleagues": sorted(board.colleagues, key=lambda each: places.index(each.seat.desk)),
        "staff": staff,
        "notice": notice,
        "alarms": service.alarms.open(),
        "terminals": terminal_rows(service.terminals.all(board.as_of), staff.words),
        "overrides": overrides,
        "here": service.premises.town.desk(board.seat.desk),
        "services": service.premises.town.catalogue.services,
        "priorities": list(Priority),
        "breaks": list(Break),
        "spoken": LANGUAGES,
        "minutes": lambda span: floor(span.total_seconds() / 60),
        "grouped": grouped,
        "local_day": lambda moment: moment.astimezone(service.premises.local).date(),
    }


async def piece(
    request: Request,
    staff: Staff,
    board: DeskBoard,
    notice: Notice | None = None,
    *,
    whole: bool = True,
) -> str:
    """Return the board as HTML without a page around it."""
    filled = await facts(request, staff, board, notice, whole=whole)
    return pages_of(request).fill("desk_board.html", staff.words, **filled)


async def after_act(request: Request, staff: Staff, notice: Notice | None = None) -> Response:
    """Answer an act with the board as it is now, or send a browser without script there."""
    if wants_page(request):
        return RedirectResponse("/desk", 303)
    board = await read_board(request, staff)
    if board is None:
        return Response(status_code=205)
    return HTMLResponse(
        await piece(request, staff, board, notice), headers={"cache-control": "no-store"}
    )
