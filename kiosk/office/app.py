"""Composition root of the office: books, town, service, routes; stopped in reverse."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI

from kiosk import __version__
from kiosk.config import OfficeConfig
from kiosk.domain.envelopes import LARGEST_MESSAGE_BYTES
from kiosk.domain.statuses import DepartmentStatus
from kiosk.journal import Happened, note
from kiosk.office.premises import Changed, Premises
from kiosk.office.relays import relays_of
from kiosk.office.routes import (
    api,
    desk,
    display,
    guest,
    health,
    pages,
    phone,
    sessions,
    terminal,
)
from kiosk.office.service import OfficeService
from kiosk.office.store import Store, StoreBroken
from kiosk.office.town_source import town_of

_TICK_S = 1.0
_GRACE_S = 5
_PING_EVERY_S, _PONG_WITHIN_S = 5.0, 10.0


def open_office(config: OfficeConfig, clock_shift_s: float = 0) -> OfficeService:
    """Open the books and read the town.

    Raises `TownFileWrong`, `StoreBroken` or `RelaySecretWrong`.
    """

    def clock() -> datetime:
        return datetime.fromtimestamp(datetime.now(UTC).timestamp() + clock_shift_s, UTC)

    relays = relays_of(config)
    town = town_of(config.town, config.state_dir, clock())
    store = Store(config.database)
    store.migrate()
    premises = Premises(store, town, pages_url=config.public_url)
    secure = config.public_url.startswith("https://")
    return OfficeService(
        premises,
        clock,
        secure_cookies=secure,
        trust_loopback=config.trust_loopback_terminals,
        relays=relays,
    )


def create_app(service: OfficeService) -> FastAPI:
    """Make the web application around a service."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        service.hub.attach(asyncio.get_running_loop())
        await service.ask(service.clockwork.new_day, service.clock())
        note(Happened.OFFICE_STARTED)
        app.state.tasks = tasks = (
            asyncio.create_task(tick_for_ever(service), name="clock"),
            asyncio.create_task(service.neighbours.run(), name="neighbours"),
            asyncio.create_task(service.calls.clock.run(), name="calls"),
        )
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            note(Happened.OFFICE_STOPPED)

    app = FastAPI(
        title="Foyer office", version=__version__, lifespan=life, docs_url=None, redoc_url=None
    )
    app.state.service = service
    for room in (terminal, sessions, desk, guest, display, phone, health, api):
        app.include_router(room.router)
    pages.install_pages(app)
    return app


async def tick_for_ever(service: OfficeService) -> None:
    """Let the office do what is due: recalls, missed calls, opening and closing, a new day."""
    day = service.premises.today(service.clock())
    doors: tuple[DepartmentStatus, ...] = ()
    while True:
        await asyncio.sleep(_TICK_S)
        try:
            now = service.clock()
            await service.ask(service.clockwork.tick, now)
            await service.calls.clock.tick()
            if service.premises.today(now) != day:
                await service.ask(service.clockwork.new_day, now)
                day = service.premises.today(now)
            # A door that opens by the clock is news, although nobody has done anything.
            line = await service.ask(service.counter.departments_now, now)
            if line.departments != doors:
                doors = line.departments
                service.hub.announce(Changed(frozenset(d.department for d in doors)))
        except StoreBroken:
            continue  # whoever asks is told, and so is /health/ready; the next tick may be better


def run(config: OfficeConfig, clock_shift_s: float = 0) -> None:
    """Serve until told to stop."""
    service = open_office(config, clock_shift_s)
    try:
        server(service, config.host, config.port).run()
    finally:
        service.close()


def server(service: OfficeService, host: str, port: int) -> uvicorn.Server:
    """Make the server with its limits; an unexpected end of a task ends the process loudly."""
    app = create_app(service)

    async def check_tasks() -> None:
        for task in app.state.tasks:
            if task.done() and not task.cancelled():
                task.result()

    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            ws_max_size=LARGEST_MESSAGE_BYTES,
            # Messages are small and the network is the house's own: packing saves nothing.
            ws_per_message_deflate=False,
            # A cable that was pulled says nothing: whoever does not answer is not there.
            ws_ping_interval=_PING_EVERY_S,
            ws_ping_timeout=_PONG_WITHIN_S,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_S,
            callback_notify=check_tasks,
            timeout_notify=1,
        )
    )
