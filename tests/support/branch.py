"""The office behind the counter: acts and boards over given books, time is told by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.codes import code, ticket_id
from kiosk.domain.departments import Department, Town
from kiosk.domain.desks import Seat
from kiosk.domain.messages import IssueTicket
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.priorities import Priority
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import Ticket, TicketEvent, Wish
from kiosk.office.boards import Boards
from kiosk.office.clock_acts import ClockActs
from kiosk.office.counter import Counter
from kiosk.office.desk_acts import DeskActs
from kiosk.office.premises import Changed, Premises
from kiosk.office.seat_acts import SeatActs
from kiosk.office.store import Store
from kiosk.office.store.account_rows import Account, Role
from tests.support.small_town import CITIZENS, MORNING, small_town

TERMINAL = "lobby-1"


def with_department(town: Town, key: str, **changes: object) -> Town:
    """Return the town with something else about one department."""
    departments: list[Department] = [
        replace(each, **changes) if each.key == key else each  # type: ignore[arg-type]
        for each in town.departments
    ]
    return replace(town, departments=tuple(departments))


class Branch:
    """Counter, desks and boards; remembers everything that was announced."""

    def __init__(
        self,
        store: Store,
        town: Town | None = None,
        now: datetime = MORNING,
        first: int = 1,
    ) -> None:
        self.heard: list[Changed] = []
        self.store = store
        self.premises = Premises(store, town or small_town(), announce=self.heard.append)
        self.counter = Counter(self.premises)
        self.desks = DeskActs(self.premises)
        self.seats = SeatActs(self.premises)
        self.clockwork = ClockActs(self.premises)
        self.boards = Boards(self.premises)
        self.now = now
        self._numbers = itertools.count(first)

    def passes(self, **span: float) -> datetime:
        """Let time pass."""
        self.now += timedelta(**span)
        return self.now

    def key(self) -> str:
        """Return a key for an act, never used before."""
        return f"key-{next(self._numbers)}"

    # ------------------------------------------------------------------ citizens
    def ask(
        self, department: str = CITIZENS, *wishes: str, terminal: str = TERMINAL, lend: bool = True
    ) -> IssueTicket:
        """Return the question of a terminal that has drawn the next number for somebody."""
        seed = next(self._numbers).to_bytes(8, "big")
        prefix, day = self.premises.department(department).prefix, self.premises.today(self.now)
        value = self.lends(prefix, terminal) if lend else 998
        return IssueTicket(
            id=1,
            ticket_id=ticket_id(seed * 2),
            code=code(seed),
            number=TicketNumber(prefix, value),
            day=day,
            department=department,
            wishes=tuple(Wish(each) for each in wishes),
            language="de",
            drawn_at=self.now,
        )

    def lends(self, prefix: str, terminal: str = TERMINAL) -> int:
        """Lend a terminal one running number."""
        day = self.premises.today(self.now)
        (value,), _ = self.counter.lease_numbers(terminal, day, prefix, running=1, reserve=0)
        return value

    def issues(self, ask: IssueTicket, terminal: str = TERMINAL) -> TicketStatus:
        """Give out a number now."""
        return self.counter.issue_ticket(ask, terminal, self.now)

    def draws(
        self, department: str = CITIZENS, *wishes: str, priority: Priority = Priority.NORMAL
    ) -> TicketStatus:
        """Let somebody draw a number."""
        return self.issues(replace(self.ask(department, *wishes), priority=priority))

    # ------------------------------------------------------------------ staff
    def sits(self, account: str, desk: str, *skills: str) -> Seat:
        """Let somebody, who gets an account when needed, sit down at a desk."""
        self.employs(account)
        return self.seats.sign_in(account, desk, frozenset(skills), self.now)

    def employs(self, account: str) -> None:
        """Make an account without a password, unless there is one."""
        with self.store.writing() as books:
            if books.accounts.get(account) is None:
                books.accounts.add(Account(account, account, account, Role.STAFF, "none"))

    def calls(self, account: str) -> Ticket | None:
        """Call whoever is next."""
        return self.desks.call_next(account, self.key(), self.now)

    def does(self, account: str, event: TicketEvent, department: str | None = None) -> Ticket:
        """Do something with the open call of a desk."""
        done = self.desks.act(account, self.key(), event, self.now, department=department)
        assert done is not None
        return done

    # ------------------------------------------------------------------ books
    def ticket(self, ticket_id: str) -> Ticket:
        """Return a ticket as it is stored."""
        with self.store.reading() as books:
            found = books.tickets.get(ticket_id)
        assert found is not None
        return found
