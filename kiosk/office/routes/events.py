"""Server-sent events: one stream a page, with a beat so that a silent line is noticed."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any

from starlette.requests import Request
from starlette.responses import StreamingResponse

from kiosk.office.routes.visitors import peer_of, visitors_of

# Shorter than the idle limit of common proxies (30 s to 60 s).
BEAT_EVERY_S = 15.0
# Changes that come faster are told together.
CONFLATE_S = 0.15
_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


def frame(event: str, data: str) -> str:
    """Return one event as it goes over the line; line breaks in `data` are allowed."""
    lines = "\n".join(f"data: {line}" for line in data.splitlines() or [""])
    return f"event: {event}\n{lines}\n\n"


def json_frame(event: str, data: Any) -> str:
    """Return one event that carries JSON."""
    return frame(event, json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def stream(request: Request, frames: AsyncGenerator[str, None]) -> StreamingResponse:
    """Answer with a stream of frames; raises `NoRoom` when too many listen already."""
    visitors, peer = visitors_of(request), peer_of(request)
    visitors.check_room(peer)

    async def counted() -> AsyncGenerator[str, None]:
        with visitors.listening(peer):
            try:
                async for each in frames:
                    yield each
            finally:
                await frames.aclose()

    return StreamingResponse(counted(), media_type="text/event-stream", headers=_HEADERS)
