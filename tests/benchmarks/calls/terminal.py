"""A terminal without a glass: a visit that knocks, and the hands of the terminal's own call.

What the visit makes of the office's and the call process's news is the terminal's own code.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from kiosk.domain.call_control import Command, HangUp, Lease, MediaNow, Report
from kiosk.domain.call_messages import CallChanged, Connect, Signal
from kiosk.domain.calls import OVER, CallState
from kiosk.domain.codes import CODE_BYTES, TICKET_ID_BYTES, code, ticket_id
from kiosk.domain.messages import (
    Answer,
    IssueTicket,
    LeaseNumbers,
    NumbersLeased,
    Push,
    Question,
    TicketIssued,
    Welcome,
)
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.tickets import Kind
from kiosk.terminal import call_acts as acts
from kiosk.terminal.call_effects import CallEffects
from kiosk.terminal.calling import call_event
from kiosk.terminal.office_link import OfficeLink
from kiosk.terminal.situations import Situation
from kiosk.terminal.talk import Talk, lease_of
from kiosk.terminal.visit import Visit
from tests.benchmarks.calls.end import End
from tests.benchmarks.calls.network import Network, Pipe

NAME, DEPARTMENT, PREFIX = "lobby-1", "wohngeld", "C"
_WITHIN_S = 20.0
_RENEW_EVERY_S = 1.0
_NOBODY = Visit(situation=Situation.STANDBY)


@dataclass(frozen=True, slots=True)
class News:
    """Something that the terminal has heard, and when (milliseconds, monotonic)."""

    at_ms: float
    what: CallState | MediaNow


@dataclass
class FarLink:
    """The office's line with the network in between; looks like the line itself."""

    link: OfficeLink
    network: Network
    out: Pipe[Signal]

    def say(self, push: Push) -> None:
        assert isinstance(push, Signal)
        self.out.put(push)

    async def ask(self, question: Question) -> Answer | None:
        await self.network.travel()
        answer = await self.link.ask(question)
        await self.network.travel()
        return answer


@dataclass
class Terminal:
    """One terminal and its line; `run()` keeps it alive."""

    url: str
    network: Network
    now: Callable[[], datetime]
    end: End | None = None
    news: list[News] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._visit = _NOBODY
        self._here = asyncio.Event()
        self._tasks: asyncio.TaskGroup | None = None
        self._link = OfficeLink(
            self.url,
            NAME,
            "benchmark",
            timedelta(seconds=10),
            on_welcome=self._welcome,
            on_push=lambda push: self._in.put(push),
            on_lost=self._here.clear,
        )
        self._in: Pipe[Push] = Pipe(self.network, self._hear)
        self._out: Pipe[Signal] = Pipe(self.network, self._say)
        far = FarLink(self._link, self.network, self._out)
        self._hands = CallEffects(far, self, self._happen, self._start, self._ticket)  # type: ignore[arg-type]

    async def run(self) -> None:
        async with asyncio.TaskGroup() as self._tasks:
            for work in (self._link.run(), self._in.run(), self._out.run(), self._renew()):
                self._tasks.create_task(work)

    def uses(self, end: End) -> None:
        """Talk through this end from now on."""
        self.end, end.on_report = end, self._reported

    # ------------------------------------------------------------------ what the citizen does
    async def knocks(self) -> None:
        """Draw a number and knock, with camera and voice."""
        await asyncio.wait_for(self._here.wait(), _WITHIN_S)
        day = self.now().date()
        lent = await self._link.ask(LeaseNumbers(0, day, PREFIX, running=1, reserve=0))
        assert isinstance(lent, NumbersLeased), lent
        ticket = IssueTicket(
            id=0,
            ticket_id=ticket_id(secrets.token_bytes(TICKET_ID_BYTES)),
            code=code(secrets.token_bytes(CODE_BYTES)),
            number=TicketNumber(PREFIX, lent.running[0]),
            day=day,
            department=DEPARTMENT,
            wishes=(),
            language="de",
            drawn_at=self.now(),
            kind=Kind.VIDEO,
        )
        issued = await self._link.ask(ticket)
        assert isinstance(issued, TicketIssued), issued
        talk = Talk(DEPARTMENT, camera_chosen=True, consented=True, ticket_id=ticket.ticket_id)
        self._visit = replace(_NOBODY, situation=Situation.AT_DOOR, talk=talk)
        self.news.clear()
        self.send(self._lease())
        self._hands.carry_out(acts.KnockNow(ticket.ticket_id, talk.wanted))
        await self.hears(lambda news: news.what is CallState.KNOCKING)

    async def leaves(self) -> None:
        """Hang up and go home; the next one may come at once."""
        talk = self._visit.talk
        if talk is None:
            return
        if not talk.over:
            self._hands.carry_out(acts.LeaveTheCall(talk.ticket_id, False))
            await self.hears(lambda news: news.what in OVER)
        self.send(HangUp())
        self._visit = _NOBODY
        self.send(self._lease())
        await self.network.forget()

    async def hears(
        self, wanted: Callable[[News], bool], after_ms: float = 0.0, within_s: float = _WITHIN_S
    ) -> float:
        """Wait for news; return when it came."""
        async with asyncio.timeout(within_s):
            while True:
                for news in self.news:
                    if news.at_ms >= after_ms and wanted(news):
                        return news.at_ms
                await asyncio.sleep(0.01)

    # ------------------------------------------------------------------ what happens
    def _happen(self, event: acts.CallEvent) -> None:
        if isinstance(event, acts.CallHeard):
            self._note(event.call.state)
        self._visit, effects = call_event(self._visit, event, self.now())
        for effect in effects:
            assert isinstance(effect, acts.CallEffect), effect
            self._hands.carry_out(effect)

    def _note(self, what: CallState | MediaNow) -> None:
        self.news.append(News(time.monotonic() * 1_000, what))

    def _hear(self, push: Push) -> object:
        match push:
            case CallChanged(call):
                self._happen(acts.CallHeard(call))
            case Connect():
                self._happen(acts.ConnectAsked(push))
            case Signal():
                return self._take(push)
        return None

    async def _take(self, signal: Signal) -> None:
        self._hands.signal(await self.network.rewritten(signal, from_terminal=False))

    async def _say(self, signal: Signal) -> None:
        self._link.say(await self.network.rewritten(signal, from_terminal=True))

    def _reported(self, report: Report) -> None:
        if isinstance(report, MediaNow):
            self._note(report)
        self._hands.reported(report)

    def _welcome(self, welcome: Welcome) -> None:
        self._here.set()

    # ------------------------------------------------------------------ the call process
    def send(self, command: Command) -> None:
        """Pass on a command, as the terminal's line to its call process does."""
        if self.end is not None:
            self.end.send(command)

    def _lease(self) -> Lease:
        return lease_of(self._visit.talk, self._visit.situation)

    async def _renew(self) -> None:
        while True:
            self.send(self._lease())
            await asyncio.sleep(_RENEW_EVERY_S)

    def _ticket(self) -> str:
        talk = self._visit.talk
        return talk.ticket_id if talk is not None and not talk.over else ""

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        assert self._tasks is not None
        self._tasks.create_task(work, name=name)
