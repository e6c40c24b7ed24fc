"""How many tickets one office process gives out: `python -m tests.benchmarks.issue_ticket`.

Eight writers, eight departments, 3,200 tickets that all wait: the lines only grow. Measured
twice on each database: through the threads of the office (`ask`), and end to end over eight
terminals' sockets in another process while three more terminals hear every push.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import quantiles

from kiosk.domain.codes import code, ticket_id
from kiosk.domain.messages import IssueTicket, LeaseNumbers, NumbersLeased, TicketIssued
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.tickets import Wish
from kiosk.office.premises import Premises
from kiosk.office.service import OfficeService
from kiosk.office.store import Store
from tests.support.busy_town import busy_town
from tests.support.busy_office import office_process
from tests.support.postgres import PrivatePostgres, private_postgres
from tests.support.served_office import Line, on_the_line
from tests.support.small_town import MORNING

GOAL_PER_S = 300
GOAL_P99_MS = 50.0
WRITERS = 8
EACH = 400
LISTENERS = 3
_AT_ONCE = 50

Issue = Callable[[IssueTicket], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement."""

    name: str
    times_ms: list[float]
    took_s: float
    tickets: int
    duplicates: int
    pushes: int = 0

    @property
    def met(self) -> bool:
        return self.per_s >= GOAL_PER_S and self.p99_ms < GOAL_P99_MS and not self.duplicates

    @property
    def per_s(self) -> float:
        return self.tickets / self.took_s

    @property
    def p99_ms(self) -> float:
        return quantiles(self.times_ms, n=100)[98]

    def __str__(self) -> str:
        steps = quantiles(self.times_ms, n=100)
        return (
            f"{self.name:<24}{self.tickets:>7}{self.per_s:>9.0f}/s"
            f"{steps[49]:>9.1f}{steps[94]:>9.1f}{steps[98]:>9.1f}{max(self.times_ms):>9.1f} ms"
            f"{self.duplicates:>6}{self.pushes:>8}   {'met' if self.met else 'MISSED'}"
        )


def questions(writer: int, day: date, numbers: list[TicketNumber]) -> Iterator[IssueTicket]:
    """Yield what one terminal asks, a citizen after the other."""
    for count, number in enumerate(numbers):
        seed = (writer * 10_000 + count + 1).to_bytes(8, "big")
        yield IssueTicket(
            id=1,
            ticket_id=ticket_id(seed * 2),
            code=code(seed),
            number=number,
            day=day,
            department=f"department-{number.prefix.lower()}",
            wishes=(Wish("passport"),)[: number.prefix in "ADG"],
            language="de",
            drawn_at=MORNING,
        )


async def write(issue: Issue, asks: Iterator[IssueTicket], times_ms: list[float]) -> None:
    """Let one writer ask as fast as it is answered."""
    for ask in asks:
        began = time.perf_counter()
        await issue(ask)
        times_ms.append((time.perf_counter() - began) * 1_000)


def letters(writer: int) -> Iterator[str]:
    """Every writer gives out numbers of every department."""
    return itertools.islice(itertools.cycle("ABCDEFGH"), writer, writer + 8)


async def inside(name: str, url: str) -> Run:
    """Measure through the threads of the office."""
    store = Store(url)
    store.migrate()
    service = OfficeService(Premises(store, busy_town()), lambda: MORNING)
    service.hub.attach(asyncio.get_running_loop())
    day = MORNING.date()
    writers = []
    times_ms: list[float] = []
    for writer in range(WRITERS):
        numbers = []
        for letter in letters(writer):
            running, _ = service.counter.lease_numbers(
                f"lobby-{writer}", day, letter, running=EACH // 8, reserve=0
            )
            numbers += [TicketNumber(letter, value) for value in running]
        asks = questions(writer, day, _mixed(numbers))

        async def issue(ask: IssueTicket, terminal: str = f"lobby-{writer}") -> object:
            return await service.ask(service.counter.issue_ticket, ask, terminal, service.clock())

        writers.append(write(issue, asks, times_ms))
    began = time.perf_counter()
    await asyncio.gather(*writers)
    took_s = time.perf_counter() - began
    service.close()
    return Run(name, times_ms, took_s, len(times_ms), _duplicates(url, day))


async def end_to_end(name: str, url: str) -> Run:
    """Measure over sockets, from another process, while other terminals listen."""
    day = MORNING.date()
    times_ms: list[float] = []
    with office_process(url) as office:
        async with AsyncExitStack() as lines:
            for number in range(LISTENERS):
                listener = await lines.enter_async_context(
                    on_the_line(office.url, f"hall-{number}")
                )
            heard = asyncio.create_task(_hear(listener))
            writers = []
            for writer in range(WRITERS):
                line = await lines.enter_async_context(on_the_line(office.url, f"lobby-{writer}"))
                asks = questions(writer, day, _mixed(await _lease(line, writer, day)))
                writers.append(write(_issuer(line), asks, times_ms))
            began = time.perf_counter()
            await asyncio.gather(*writers)
            took_s = time.perf_counter() - began
            heard.cancel()
            pushes = (await asyncio.gather(heard, return_exceptions=True)) and len(listener.pushes)
        office.stop()
    return Run(name, times_ms, took_s, len(times_ms), _duplicates(url, day), pushes)


def _issuer(line: Line) -> Issue:
    async def issue(ask: IssueTicket) -> object:
        answer = await line.ask(ask)
        assert isinstance(answer, TicketIssued), answer
        return answer

    return issue


async def _lease(line: Line, writer: int, day: date) -> list[TicketNumber]:
    numbers: list[TicketNumber] = []
    for letter in letters(writer):
        answer = await line.ask(LeaseNumbers(0, day, letter, EACH // 8, 0))
        assert isinstance(answer, NumbersLeased), answer
        numbers += [TicketNumber(letter, value) for value in answer.running]
    return numbers


async def _hear(line: Line) -> None:
    while True:
        line.pushes.append(await line.pushed())


def _mixed(numbers: list[TicketNumber]) -> list[TicketNumber]:
    return sorted(numbers, key=lambda number: number.value)


def _duplicates(url: str, day: date) -> int:
    store = Store(url)
    with store.reading() as books:
        tickets = books.tickets.all_of(day)
    store.close()
    wanted = WRITERS * EACH
    return wanted - len({ticket.number for ticket in tickets})


def measure(folder: Path, server: PrivatePostgres) -> Iterator[Run]:
    """Measure every way on every database."""
    for name, way in (("threads", inside), ("sockets", end_to_end)):
        yield asyncio.run(way(f"SQLite, {name}", f"sqlite:///{folder / name}.sqlite3"))
        yield asyncio.run(way(f"PostgreSQL, {name}", server.url(server.new_database())))


def main() -> int:
    print(f"goal: {GOAL_PER_S} tickets a second, p99 < {GOAL_P99_MS:.0f} ms, no duplicates")
    print(f"{'':<24}tickets   per s      p50      p95      p99      most    dup.  pushes")
    met = True
    with tempfile.TemporaryDirectory() as folder, private_postgres() as server:
        for run in measure(Path(folder), server):
            print(run, flush=True)
            met = met and run.met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
