"""The ticket on the phone, behind an address that nobody can guess.

The address is all that is needed to see the ticket and to act for it; a cookie would only be
one more thing to keep. `/T/` is written large because the QR code is smaller with capitals.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kiosk.domain.errors import TooManyTries, UnknownTicket
from kiosk.domain.phrases import LANGUAGES
from kiosk.domain.statuses import TicketStatus
from kiosk.office.phone_lines import PhoneLines
from kiosk.office.phone_view import PhoneView, phone_view
from kiosk.office.routes.events import BEAT_EVERY_S, json_frame, stream
from kiosk.office.routes.refusals import answer_refusal
from kiosk.office.routes.templates import language_of, pages_of, wants_page
from kiosk.office.routes.visitors import peer_of, visitors_of
from kiosk.office.service import OfficeService, service_of
from kiosk.texts import Texts, texts

router = APIRouter(include_in_schema=False)
_TICKET_ID = re.compile(r"[A-Z2-7]{26}")
_NO_INDEX = {"x-robots-tag": "noindex, nofollow"}
_WALKS_MIN = (0, 5, 10, 15, 20)


async def _find(request: Request, ticket_id: str) -> TicketStatus:
    """Return the ticket; raises `UnknownTicket`, and `TooManyTries` for a peer that guesses."""
    service, guesses, peer = service_of(request), visitors_of(request).guesses, peer_of(request)
    now = service.clock()
    guesses.check(peer, now)
    written = ticket_id.upper()
    try:
        if _TICKET_ID.fullmatch(written) is None:
            raise UnknownTicket
        return await service.ask(service.counter.status, written, now)
    except UnknownTicket:
        guesses.failed(peer, now)
        raise


def _view(service: OfficeService, status: TicketStatus, words: Texts) -> PhoneView:
    department = service.premises.department(status.department).sign()
    return phone_view(status, department, words, service.premises.local)


def _language(request: Request, status: TicketStatus) -> str:
    spoken = status.language if status.language in LANGUAGES else "de"
    wanted = request.query_params.get("lang")
    return wanted if wanted in LANGUAGES else spoken


@router.get("/T/{ticket_id}")
@router.get("/t/{ticket_id}")
async def ticket_page(request: Request, ticket_id: str) -> Response:
    """Show the ticket as it is now; the script keeps it up to date."""
    pages = pages_of(request)
    try:
        status = await _find(request, ticket_id)
    except (UnknownTicket, TooManyTries) as refused:
        if not wants_page(request):
            raise
        if isinstance(refused, TooManyTries):
            return await answer_refusal(request, refused)
        words = texts(language_of(request))
        return pages.page(request, "phone_unknown.html", words, 404)
    words = texts(_language(request, status))
    page = pages.page(
        request,
        "phone.html",
        words,
        view=_view(pages.service, status, words),
        languages=LANGUAGES,
        walks=_WALKS_MIN,
        address=f"/T/{status.ticket_id}",
        words_for_script=_words_for_script(words),
    )
    page.headers.update(_NO_INDEX)
    return page


def _words_for_script(words: Texts) -> dict[str, str]:
    return {
        "stale": words._("Keine Verbindung. Stand von {time} Uhr."),
        "asOf": words._("Stand {time} Uhr"),
        "go": words._("Gehen Sie jetzt los!"),
        "called": words._("Sie sind dran!"),
        "failed": words._("Das hat nicht geklappt. Bitte versuchen Sie es noch einmal."),
    }


@router.get("/T/{ticket_id}/events")
@router.get("/t/{ticket_id}/events")
async def ticket_events(request: Request, ticket_id: str) -> Response:
    """Push the ticket whenever it changes."""
    status = await _find(request, ticket_id)
    words = texts(_language(request, status))
    return stream(request, _events(request, status, words))


async def _events(
    request: Request, status: TicketStatus, words: Texts
) -> AsyncGenerator[str, None]:
    service, lines = service_of(request), _lines(request)
    with lines.following(status) as box:
        # Between the first look and the first listening something may have changed.
        box.put(await service.ask(service.counter.status, status.ticket_id, service.clock()))
        yield json_frame("ticket", asdict(_view(service, box.status, words)))
        while not box.gone:
            if not await box.changed(BEAT_EVERY_S):
                # A beat says that this is still true; without it the phone says how old it is.
                if lines.fresh:
                    now = service.clock().astimezone(service.premises.local)
                    yield json_frame("beat", {"as_of": words.clock(now)})
            elif not box.gone:
                yield json_frame("ticket", asdict(_view(service, box.status, words)))
        yield json_frame("gone", {})


def _lines(request: Request) -> PhoneLines:
    lines: PhoneLines = request.app.state.phone_lines
    return lines


def _acts(service: OfficeService) -> dict[str, Callable[[str, datetime], TicketStatus]]:
    counter = service.counter
    return {
        "cancel": counter.cancel,
        "leave": counter.leave,
        "back": counter.come_back,
        "reactivate": counter.reactivate,
    }


@router.post("/T/{ticket_id}/{act}")
@router.post("/t/{ticket_id}/{act}")
async def ticket_act(request: Request, ticket_id: str, act: str) -> Response:
    """Give the number back, step away, come back, or join the line again."""
    service = service_of(request)
    status = await _find(request, ticket_id)
    carry_out = _acts(service).get(act)
    if carry_out is None:
        raise UnknownTicket
    status = await service.ask(carry_out, status.ticket_id, service.clock())
    language = _language(request, status)
    if wants_page(request):
        return RedirectResponse(f"/T/{status.ticket_id}?lang={language}", 303)
    view: dict[str, Any] = asdict(_view(service, status, texts(language)))
    return JSONResponse(view, headers={"cache-control": "no-store"})
