"""An office for tests: real books, real service, real pages, a clock that is set by hand."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from socket import socket

import uvicorn
from fastapi import FastAPI

from kiosk.domain.codes import code, ticket_id
from kiosk.domain.departments import Town
from kiosk.domain.messages import IssueTicket
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.priorities import Priority
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import Wish
from kiosk.office.premises import Premises
from kiosk.office.routes import desk, display, guest, phone, sessions
from kiosk.office.routes.pages import install_pages
from kiosk.office.service import OfficeService
from kiosk.office.store import Store
from kiosk.office.store.account_rows import Account, Role
from tests.support.small_town import MORNING, small_town

PASSWORD = "zehn Zeichen und mehr"


@dataclass(slots=True)
class OfficeClock:
    """The time in the office; stands still until somebody lets it pass."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def passes(self, span: timedelta) -> datetime:
        self.now += span
        return self.now


@dataclass(slots=True)
class Office:
    """The service with everything a test wants to do beside the browser."""

    service: OfficeService
    clock: OfficeClock
    app: FastAPI
    address: str = ""
    _drawn: int = field(default=0)

    def account(self, login: str, role: Role = Role.STAFF, shown_as: str = "") -> Account:
        """Make an account with the password of all tests."""
        return self.service.accounts.add(
            login, shown_as or login.title(), role, PASSWORD, self.clock()
        )

    def ticket(
        self,
        department: str = "citizens",
        *wishes: str,
        language: str = "de",
        priority: Priority = Priority.NORMAL,
    ) -> TicketStatus:
        """Draw a ticket as a terminal does."""
        self._drawn += 1
        premises, now = self.service.premises, self.clock()
        prefix = premises.department(department).prefix
        day = premises.today(now)
        (value,), _ = self.service.counter.lease_numbers(
            "lobby-1", day, prefix, running=1, reserve=0
        )
        seed = self._drawn.to_bytes(8, "big")
        ask = IssueTicket(
            id=self._drawn,
            ticket_id=ticket_id(seed * 2),
            code=code(seed),
            number=TicketNumber(prefix, value),
            day=day,
            department=department,
            wishes=tuple(Wish(each) for each in wishes),
            language=language,
            drawn_at=now,
            priority=priority,
        )
        return self.service.counter.issue_ticket(ask, "lobby-1", now)


def make_app(service: OfficeService) -> FastAPI:
    """Put the pages of the office together, without its terminals."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service.hub.attach(asyncio.get_running_loop())
        yield

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.service = service
    install_pages(app)
    for room in (sessions, desk, guest, display, phone):
        app.include_router(room.router)
    return app


@contextmanager
def open_office(
    folder: Path, town: Town | None = None, *, secure_cookies: bool = False
) -> Iterator[Office]:
    """Open an office in an empty folder."""
    store = Store(f"sqlite:///{folder / 'office.sqlite3'}")
    store.migrate()
    clock = OfficeClock()
    service = OfficeService(Premises(store, town or small_town()), clock, secure_cookies)
    try:
        yield Office(service, clock, make_app(service))
    finally:
        service.close()


class _Open(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = threading.Event()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()


class Server:
    """A real uvicorn in a thread, on a free port."""

    def __init__(self, app: FastAPI) -> None:
        config = uvicorn.Config(
            app, port=0, log_level="critical", timeout_graceful_shutdown=1, ws="none"
        )
        self._server = _Open(config)
        self._thread = threading.Thread(target=self._server.run, name="office", daemon=True)
        self._thread.start()
        if not self._server.listens.wait(20):
            raise RuntimeError("the office did not open")

    @property
    def address(self) -> str:
        (listening,) = self._server.servers[0].sockets
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    def stop(self) -> None:
        """Stop as a power cut does: no good-bye to anybody."""
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(20)


@contextmanager
def serving(office: Office) -> Iterator[Server]:
    """Serve an office until the block ends."""
    server = Server(office.app)
    office.address = server.address
    try:
        yield server
    finally:
        server.stop()
