"""Alive? Ready? For systemd, proxies and technicians."""

from __future__ import annotations

from fastapi import APIRouter, Response
from starlette.requests import Request

from kiosk.office.service import service_of
from kiosk.office.store import StoreBroken

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live")
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@router.get("/ready")
async def ready(request: Request, response: Response) -> dict[str, str]:
    """The books can be read."""
    service = service_of(request)
    try:
        await service.ask(service.counter.departments_now, service.clock())
    except StoreBroken:
        response.status_code = 503
        return {"status": "books cannot be read"}
    return {"status": "ready"}
