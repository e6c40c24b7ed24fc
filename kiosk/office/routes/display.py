"""The waiting-room display: the newest call large, the last calls below, pushed.

On the display's own computer the browser needs `--autoplay-policy=no-user-gesture-required`,
or it keeps the gong silent until somebody touches the page (docs/waiting-room-display.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kiosk.domain.phrases import GERMAN
from kiosk.office.boards import ShownCall
from kiosk.office.routes.events import BEAT_EVERY_S, CONFLATE_S, frame, json_frame, stream
from kiosk.office.routes.templates import pages_of
from kiosk.office.service import service_of
from kiosk.texts import texts

router = APIRouter(include_in_schema=False)
_SECOND_LANGUAGE = "en"
_TONES = 6


async def _facts(request: Request) -> dict[str, Any]:
    """Return what the template of the board needs, for the departments that were asked for."""
    service = service_of(request)
    keys = [department.key for department in service.premises.town.departments]
    wanted = request.query_params.get("departments", "").split(",")
    chosen = [key for key in keys if key in wanted] or keys
    board = await service.ask(service.boards.display, service.clock(), chosen)
    return {
        "board": board,
        "calls": board.calls,
        "departments": board.departments,
        "second": texts(_SECOND_LANGUAGE),
        "tone": lambda key: keys.index(key) % _TONES,
        "call_key": call_key,
    }


def call_key(call: ShownCall) -> str:
    """Return what differs between two calls, also of the same number."""
    return f"{call.number}-{int(call.called_at.timestamp() * 1000)}"


@router.get("/display")
async def display_page(request: Request) -> Response:
    """Show the display; `?departments=a,b` shows only some of them."""
    service, pages = service_of(request), pages_of(request)
    words = texts(GERMAN)
    return pages.page(
        request,
        "display.html",
        words,
        query=request.url.query,
        digest=pages.shelf.digest,
        timezone=service.premises.town.timezone,
        **await _facts(request),
    )


@router.get("/display/events")
async def display_events(request: Request) -> Response:
    """Push the board at every change."""
    return stream(request, _events(request))


async def _events(request: Request) -> AsyncGenerator[str, None]:
    service, pages, words = service_of(request), pages_of(request), texts(GERMAN)
    clock = pages.clock(words)
    # A display runs for months: after an update of the office it loads itself anew.
    yield frame("hello", pages.shelf.digest)
    with service.hub.listening() as news:
        news_came, shown_at = True, ""
        while True:
            now = service.clock()
            if news_came or clock(now) != shown_at:
                shown_at = clock(now)
                yield frame(
                    "board", pages.fill("display_board.html", words, **await _facts(request))
                )
                await asyncio.sleep(CONFLATE_S)
            else:
                yield json_frame("beat", {"as_of": shown_at})
            try:
                await asyncio.wait_for(news.changed(), BEAT_EVERY_S)
                news_came = True
            except TimeoutError:
                news_came = False
