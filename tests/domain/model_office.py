"""A model of the office: tickets, desks and three terminals, and nothing but the domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.domain.errors import NumbersExhausted
from kiosk.domain.history import Happening, Issued, after, may_return
from kiosk.domain.line import candidates, effective_class, in_order
from kiosk.domain.numbers import Hand, Series, TicketNumber
from kiosk.domain.priorities import Policy, Priority
from kiosk.domain.tickets import AT_DESK, LIFE, Kind, Ticket, TicketEvent, TicketState, Wish
from tests.domain.situations import TUESDAY, a_seat, a_ticket, at

SEATS = {
    "1": a_seat("1", "melden", skills=frozenset({"passport"})),
    "2": a_seat("2", "melden", "standesamt"),
    "3": a_seat("3", "melden", takes_lobby=False, takes_video=True),
}
PREFIXES: Mapping[str, str] = {"melden": "A", "standesamt": "B"}
BLOCKED = frozenset({2, 13, 996})


@dataclass(slots=True)
class Terminal:
    """A terminal that may lose the office; it draws from what it holds."""

    online: bool = True
    hands: dict[str, Hand] = field(default_factory=dict)
    owed: list[Ticket] = field(default_factory=list)


@dataclass(slots=True)
class Call:
    """Who was called, and who could have been."""

    ticket: Ticket
    possible: list[Ticket]
    now: datetime


@dataclass(slots=True)
class ModelOffice:
    """One day. Only `after` changes a ticket, only a series gives out numbers."""

    policy: Policy
    now: datetime = at("08:00")
    tickets: dict[str, Ticket] = field(default_factory=dict)
    histories: dict[str, tuple[Issued, list[Happening]]] = field(default_factory=dict)
    series: dict[str, Series] = field(
        default_factory=lambda: {p: Series(p, TUESDAY, blocked=BLOCKED) for p in PREFIXES.values()}
    )
    terminals: tuple[Terminal, ...] = field(
        default_factory=lambda: (Terminal(), Terminal(), Terminal())
    )
    given_out: list[TicketNumber] = field(default_factory=list)
    recent: dict[str, list[Priority]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)

    def fill(self, terminal: Terminal, prefix: str) -> None:
        """Lease one running number and two for when the office is away."""
        hand = terminal.hands.get(prefix, Hand(prefix, TUESDAY))
        try:
            series, running = self.series[prefix].take(max(0, 1 - len(hand.running)))
            series, reserve = series.reserve(max(0, 2 - len(hand.reserve)))
        except NumbersExhausted:
            return
        self.series[prefix] = series
        terminal.hands[prefix] = hand.with_more(running, reserve)

    def draw(
        self, terminal: Terminal, department: str, kind: Kind, priority: Priority, service: str
    ) -> None:
        """Give out a number; offline the ticket is owed to the office. Takes a second."""
        self.now += timedelta(seconds=1)
        prefix = PREFIXES[department]
        if terminal.online:
            self.fill(terminal, prefix)
        hand = terminal.hands.get(prefix, Hand(prefix, TUESDAY))
        used = hand.use(alone=not terminal.online)
        if used is None:
            return
        terminal.hands[prefix], number = used
        self.given_out.append(number)
        due = self.now + timedelta(minutes=20) if kind is Kind.APPOINTMENT else None
        ticket = replace(
            a_ticket(len(self.given_out)),
            number=number,
            kind=kind,
            department=department,
            priority=priority,
            wishes=(Wish(service),),
            queued_at=self.now,
            due_at=due,
            state=TicketState.BOOKED if due else TicketState.WAITING,
        )
        terminal.owed.append(ticket)
        self.deliver(terminal)

    def deliver(self, terminal: Terminal) -> None:
        """Tell the office what it does not know; told twice counts once."""
        if terminal.online:
            for ticket in (*terminal.owed, *terminal.owed):
                self.tickets.setdefault(ticket.ticket_id, ticket)
                self.histories.setdefault(ticket.ticket_id, (Issued(ticket), []))
            terminal.owed.clear()

    def at_desk(self, desk: str) -> list[Ticket]:
        return [t for t in self.tickets.values() if t.desk == desk]

    def happen(self, ticket: Ticket, happening: Happening) -> Ticket:
        """Move a ticket and write it down; raises a refusal and changes nothing."""
        moved = after(self.tickets[ticket.ticket_id], happening)
        self.tickets[ticket.ticket_id] = moved
        self.histories[ticket.ticket_id][1].append(happening)
        return moved

    def call_next(self, desk: str, department: str) -> None:
        """Call whoever is next in one line of a free desk."""
        seat = SEATS[desk]
        if department not in seat.departments or self.at_desk(desk):
            return
        line = [t for t in self.tickets.values() if t.department == department]
        recent = self.recent.setdefault(department, [])
        ordered = in_order(line, self.policy, self.now, recent)
        possible = candidates(ordered, seat, self.now)
        if possible:
            self.calls.append(Call(possible[0], possible, self.now))
            recent.append(effective_class(possible[0], self.now))
            self.happen(possible[0], Happening(TicketEvent.CALL, self.now, desk=desk))

    def movable(self, *, at_desk: bool = False) -> list[tuple[Ticket, TicketEvent]]:
        """Return what may happen next (at a desk) besides a call and the end of the day."""
        return [
            (ticket, event)
            for _, ticket in sorted(self.tickets.items())
            if ticket.desk is not None or not at_desk
            for event in LIFE[ticket.state]
            if event not in (TicketEvent.CALL, TicketEvent.CLOSE_DAY)
            and self._possible(ticket, event)
        ]

    def _possible(self, ticket: Ticket, event: TicketEvent) -> bool:
        if event is TicketEvent.REACTIVATE:
            return may_return(ticket, self.now)
        return event is not TicketEvent.RESUME or self.free_desk() is not None

    def free_desk(self) -> str | None:
        return next((desk for desk in SEATS if not self.at_desk(desk)), None)

    def busy_desks(self) -> list[str]:
        """Return the desk of every ticket that is at one."""
        return [t.desk or "" for t in self.tickets.values() if t.state in AT_DESK]
