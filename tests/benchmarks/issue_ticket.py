"""How many tickets one office process gives out: `python -m tests.benchmarks.issue_ticket`.

Eight writers, sixteen departments, 3,328 tickets that all wait: the lines only grow. Measured
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
from kiosk.domain.messages import IssueTicket, LeaseNumbers, NumbersLeased, Push, TicketIssued
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.tickets import Wish
from kiosk.office.premises import Premises
from kiosk.office.service import OfficeService
from kiosk.office.store import Store
from tests.support.busy_office import office_process
from tests.support.busy_town import LETTERS, busy_town
from tests.support.postgres import PrivatePostgres, private_postgres
from tests.support.served_office import Line, on_the_line
from tests.support.small_town import MORNING

GOAL_PER_S = 300
GOAL_P99_MS = 50.0
WRITERS = 8
EACH = 416
LISTENERS = 3

Issue = Callable[[IssueTicket], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement."""

    name: str
    times_ms: list[float]
    took_s: float
    tickets: int
    duplicates: int
    cpu_s: float
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
            f"{self.cpu_s / self.tickets * 1_000:>8.2f} ms"
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
    return itertools.islice(itertools.cycle(LETTERS), writer, writer + len(LETTERS))


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
                f"lobby-{writer}", day, letter, running=EACH // len(LETTERS), reserve=0
            )
            numbers += [TicketNumber(letter, value) for value in running]
        asks = questions(writer, day, _mixed(numbers))

        async def issue(ask: IssueTicket, terminal: str = f"lobby-{writer}") -> object:
            return await service.ask(service.counter.issue_ticket, ask, terminal, service.clock())

        writers.append(write(issue, asks, times_ms))
    began, cpu_s = time.perf_counter(), time.process_time()
    await asyncio.gather(*writers)
    took_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_s
    service.close()
    return Run(name, times_ms, took_s, len(times_ms), _duplicates(url, day), cpu_s)


async def end_to_end(name: str, url: str) -> Run:
    """Measure over sockets, from another process, while other terminals listen."""
    day = MORNING.date()
    times_ms: list[float] = []
    hearing: list[asyncio.Task[None]] = []
    with office_process(url) as office:
        async with AsyncExitStack() as lines:
            for number in range(LISTENERS):
                listener = await lines.enter_async_context(
                    on_the_line(office.url, f"hall-{number}")
                )
                heard: list[Push] = []
                hearing.append(asyncio.create_task(_hear(listener, heard)))
            writers = []
            for writer in range(WRITERS):
                # Two terminals each: one may not ask more than fifty times a second.
                pair = [
                    await lines.enter_async_context(on_the_line(office.url, f"lobby-{writer}-{n}"))
                    for n in range(2)
                ]
                numbers = [await _lease(line, writer, day) for line in pair]
                taking_turns = [each for both in zip(*numbers, strict=True) for each in both]
                asks = questions(writer, day, taking_turns)
                writers.append(write(_issuer(pair), asks, times_ms))
            began, cpu_s = time.perf_counter(), office.cpu_s()
            await asyncio.gather(*writers)
            took_s, cpu_s = time.perf_counter() - began, office.cpu_s() - cpu_s
            for each in hearing:
                each.cancel()
            await asyncio.gather(*hearing, return_exceptions=True)
        office.stop()
    missing = _duplicates(url, day)
    return Run(name, times_ms, took_s, len(times_ms), missing, cpu_s, len(heard))


def _issuer(pair: list[Line]) -> Issue:
    turns = itertools.cycle(pair)

    async def issue(ask: IssueTicket) -> object:
        answer = await next(turns).ask(ask)
        assert isinstance(answer, TicketIssued), answer
        return answer

    return issue


async def _lease(line: Line, writer: int, day: date) -> list[TicketNumber]:
    numbers: list[TicketNumber] = []
    for letter in letters(writer):
        answer = await line.ask(LeaseNumbers(0, day, letter, EACH // len(LETTERS) // 2, 0))
        assert isinstance(answer, NumbersLeased), answer
        numbers += [TicketNumber(letter, value) for value in answer.running]
    return numbers


async def _hear(line: Line, heard: list[Push]) -> None:
    while True:
        heard.append(await line.pushed())


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
    print(
        f"{'':<24}tickets   per s      p50      p95      p99      most     cpu each  dup.  pushes"
    )
    met = True
    with tempfile.TemporaryDirectory() as folder, private_postgres() as server:
        for run in measure(Path(folder), server):
            print(run, flush=True)
            met = met and run.met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
