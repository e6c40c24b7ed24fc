"""The office service in one object: acts, boards, hub and the threads they run in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import ParamSpec, TypeVar

from fastapi import FastAPI
from starlette.requests import HTTPConnection

from kiosk.domain.messages import LineChanged
from kiosk.office.accounts import Accounts
from kiosk.office.alarms import Alarm, Alarms, From
from kiosk.office.boards import Boards
from kiosk.office.clock_acts import ClockActs
from kiosk.office.counter import Counter
from kiosk.office.desk_acts import DeskActs
from kiosk.office.hub import Hub
from kiosk.office.line_news import LineNews
from kiosk.office.neighbours import Neighbours
from kiosk.office.premises import Changed, Premises
from kiosk.office.relays import Relays
from kiosk.office.seat_acts import SeatActs
from kiosk.office.store import until_done
from kiosk.office.terminals import Terminals
from kiosk.office.video_calls import VideoCalls, video_calls

P = ParamSpec("P")
T = TypeVar("T")
_THREADS = 8


@dataclass(slots=True)
class OfficeService:
    """What the routes work with. `clock` is the only clock of the office."""

    premises: Premises
    clock: Callable[[], datetime]
    secure_cookies: bool = False
    trust_loopback: bool = True
    relays: Relays = Relays()
    counter: Counter = field(init=False)
    desks: DeskActs = field(init=False)
    seats: SeatActs = field(init=False)
    clockwork: ClockActs = field(init=False)
    boards: Boards = field(init=False)
    accounts: Accounts = field(init=False)
    alarms: Alarms = field(init=False)
    terminals: Terminals = field(init=False)
    hub: Hub = field(init=False)
    line_news: LineNews = field(init=False)
    neighbours: Neighbours = field(init=False)
    calls: VideoCalls = field(init=False)
    _threads: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self.hub = Hub()
        self.premises.announce = self.hub.announce
        self.counter = Counter(self.premises)
        self.desks = DeskActs(self.premises)
        self.seats = SeatActs(self.premises)
        self.clockwork = ClockActs(self.premises)
        self.boards = Boards(self.premises)
        self.accounts = Accounts(self.premises.store)
        self.alarms = Alarms()
        self.terminals = Terminals(self.hub.announce)
        self.line_news = LineNews(self._line, self.hub)
        self.neighbours = Neighbours(self.premises, self.hub, self.alarms, self.ask)
        self.calls = video_calls(
            self.premises, self.desks, self.hub, self.relays, self.ask, self.clock
        )
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="books")

    async def ask(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a synchronous act in the threads of the books and return its answer.

        Raises what the act raises, and `StoreBroken`.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads, lambda: until_done(lambda: act(*args, **kwargs))
        )

    async def _line(self) -> LineChanged:
        return await self.ask(self.counter.departments_now, self.clock())

    def ring(self, source: From, place: str) -> Alarm:
        """Ring for help at every desk."""
        alarm = self.alarms.ring(source, place, self.clock())
        self.neighbours.rings(alarm)
        self.hub.announce(Changed(alarms=True))
        return alarm

    def answer_alarm(self, number: int) -> None:
        """Stop ringing: somebody goes there."""
        answered = self.alarms.answer(number)
        if answered is not None:
            self.neighbours.stops(answered)
            self.hub.announce(Changed(alarms=True))

    def close(self) -> None:
        """End the threads and close the books."""
        self._threads.shutdown()
        self.premises.store.close()


def service_of(connection: HTTPConnection) -> OfficeService:
    """Return the service behind a request or a socket."""
    app: FastAPI = connection.app
    service: OfficeService = app.state.service
    return service
