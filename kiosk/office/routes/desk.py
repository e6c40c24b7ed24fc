"""The desk (Schalter): sitting down, the console on one screen, and its line to the office."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kiosk.office.routes import call_line, desk_calls, desk_house
from kiosk.office.routes.desk_board import facts, free_desks, piece, read_board
from kiosk.office.routes.events import BEAT_EVERY_S, CONFLATE_S, frame, json_frame, stream
from kiosk.office.routes.refusals import NothingChosen
from kiosk.office.routes.staff import LANGUAGES, Acting, Filled, SignedIn, Staff, remember_language
from kiosk.office.routes.templates import pages_of
from kiosk.office.service import OfficeService, service_of

_ELSEWHERE_S = 2.0
_TALKS = (
    "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()"
)

router = APIRouter(prefix="/desk", include_in_schema=False)
router.include_router(call_line.router)
router.include_router(desk_calls.router)
router.include_router(desk_house.router)


@router.get("")
async def desk_page(request: Request, staff: SignedIn) -> Response:
    """Show the console, or first ask where somebody sits."""
    service, pages = service_of(request), pages_of(request)
    board = await read_board(request, staff)
    if board is None:
        account = staff.account.account_id
        page = pages.page(
            request,
            "desk_sit.html",
            staff.words,
            staff=staff,
            desks=await service.ask(free_desks, service.premises, account),
            services=service.premises.town.catalogue.services,
            languages=LANGUAGES,
        )
    else:
        filled = await facts(request, staff, board)
        page = pages.page(request, "desk.html", staff.words, languages=LANGUAGES, **filled)
        # The one page that uses camera and microphone: the desk that talks by video.
        page.headers["permissions-policy"] = _TALKS
    remember_language(request, page)
    return page


@router.post("/sit")
async def sit(request: Request, staff: Acting, form: Filled) -> Response:
    """Sit down at a desk, for everything it serves or for chosen services."""
    service, key = service_of(request), form.text("desk", 64)
    skills: frozenset[str] = frozenset()
    if form.text("which") == "some":
        skills = frozenset(form.many("skill")) & _offered(service, key)
        if not skills:
            raise NothingChosen
    await service.ask(service.seats.sign_in, staff.account.account_id, key, skills, service.clock())
    return RedirectResponse("/desk", 303)


def _offered(office: OfficeService, key: str) -> frozenset[str]:
    town = office.premises.town
    served = [each for desk in town.desks if desk.key == key for each in desk.departments]
    return frozenset(service for each in served for service in town.department(each).services)


@router.post("/stand-up")
async def stand_up(request: Request, staff: Acting) -> Response:
    """Leave the desk and stay signed in, to sit down somewhere else."""
    service = service_of(request)
    await service.ask(service.seats.sign_out, staff.account.account_id, service.clock())
    return RedirectResponse("/desk", 303)


@router.get("/board")
async def board_piece(request: Request, staff: SignedIn) -> Response:
    """Return the board as it is now, for a page that has lost its line."""
    board = await read_board(request, staff)
    if board is None:
        return Response(status_code=205)
    return HTMLResponse(await piece(request, staff, board), headers={"cache-control": "no-store"})


@router.get("/events")
async def desk_events(request: Request, staff: SignedIn) -> Response:
    """Push the board at every change and every minute."""
    return stream(request, _events(request, staff))


async def _events(request: Request, staff: Staff) -> AsyncGenerator[str, None]:
    service, pages = service_of(request), pages_of(request)
    clock = pages.clock(staff.words)
    yield frame("hello", pages.shelf.digest)
    with service.hub.listening() as news:
        shown_at, own, is_news = "", frozenset[str](), True
        while True:
            now = service.clock()
            # Listening keeps nobody signed in.
            if not await service.ask(service.accounts.who, staff.token, now, active=False):
                yield frame("signed-out", "")
                return
            if is_news or clock(now) != shown_at:
                board = await read_board(request, staff)
                if board is None:
                    yield frame("stood-up", "")
                    return
                shown_at, own = clock(board.as_of), board.seat.departments
                yield frame("board", await piece(request, staff, board, whole=False))
                await asyncio.sleep(CONFLATE_S)
            else:
                yield json_frame("beat", {"as_of": shown_at})
            is_news = False
            try:
                changed = await asyncio.wait_for(news.changed(), BEAT_EVERY_S)
            except TimeoutError:
                continue
            is_news = True
            urgent = changed.alarms or changed.terminals
            if not urgent and not changed.departments & own:
                # What happens in other departments is told, but not at once to every desk.
                await asyncio.sleep(_ELSEWHERE_S)
