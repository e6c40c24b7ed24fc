"""What is always true in an office, whatever people, terminals and desks do in whichever order."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from kiosk.domain.errors import Refused
from kiosk.domain.history import Happening, after, rebuild
from kiosk.domain.line import effective_class, in_line_since
from kiosk.domain.priorities import Policy, PolicyKind, Priority
from kiosk.domain.tickets import AT_DESK, OPEN, Kind, Ticket, TicketEvent, TicketState, overdue
from tests.domain.model_office import BLOCKED, SEATS, Call, ModelOffice
from tests.domain.situations import CI, at

TERMINALS = st.integers(0, 2)
DEPARTMENTS = st.sampled_from(["melden", "standesamt"])
Person = tuple[str, Kind, Priority, str]
PEOPLE = st.tuples(
    DEPARTMENTS,
    st.sampled_from(Kind),
    st.sampled_from(Priority),
    st.sampled_from(["passport", "move"]),
)
POLICIES = st.builds(
    Policy,
    kind=st.sampled_from(PolicyKind),
    ratio=st.tuples(st.integers(1, 3), st.integers(1, 2)),
    longest_wait=st.sampled_from([timedelta(minutes=30), timedelta(minutes=90)]),
)


class OneDay(RuleBasedStateMachine):
    """Rules are what people do; after each one every invariant is asked."""

    office: ModelOffice
    queued: dict[str, datetime]

    @initialize(policy=POLICIES, first=st.lists(PEOPLE, min_size=4, max_size=12))
    def the_house_opens(self, policy: Policy, first: list[Person]) -> None:
        self.office = ModelOffice(policy)
        self.queued = {}
        for person in first:
            self.office.draw(self.office.terminals[0], *person)

    # ------------------------------------------------------------ what happens
    @rule(terminal=TERMINALS, people=st.lists(PEOPLE, min_size=1, max_size=4))
    def people_draw(self, terminal: int, people: list[Person]) -> None:
        for person in people:
            self.office.draw(self.office.terminals[terminal], *person)

    @rule(terminal=TERMINALS)
    def a_terminal_loses_the_office(self, terminal: int) -> None:
        self.office.terminals[terminal].online = False

    @rule(terminal=TERMINALS)
    def a_terminal_finds_the_office(self, terminal: int) -> None:
        self.office.terminals[terminal].online = True
        self.office.deliver(self.office.terminals[terminal])

    @rule(seconds=st.sampled_from([1, 30, 90, 300, 901, 2_400, 7_200]))
    def time_passes(self, seconds: int) -> None:
        self.office.now += timedelta(seconds=seconds)

    @rule(choices=st.lists(st.integers(0, 10**6), min_size=1, max_size=8), to=DEPARTMENTS)
    def people_and_desks_go_on(self, choices: list[int], to: str) -> None:
        for choice in choices:
            for desk in SEATS:
                self.office.call_next(desk, to)
            # Half of it happens at the desks: there a life has most ways to go.
            possible = self.office.movable(at_desk=bool(choice % 2)) or self.office.movable()
            if possible:
                ticket, event = possible[choice // 2 % len(possible)]
                desk = self.office.free_desk() if event is TicketEvent.RESUME else ticket.desk
                happening = Happening(event, self.office.now, desk, to, "Foto", ticket.wishes)
                self.office.happen(ticket, happening)

    @precondition(lambda self: self.office.now >= at("18:00"))
    @rule()
    def the_day_is_over(self) -> None:
        for ticket in list(self.office.tickets.values()):
            if ticket.state in OPEN:
                self.office.happen(ticket, Happening(TicketEvent.CLOSE_DAY, self.office.now))

    @rule()
    def the_clock_gives_up_who_does_not_answer(self) -> None:
        for ticket in list(self.office.tickets.values()):
            event = overdue(ticket, self.office.now)
            if event is not None:
                self.office.happen(ticket, Happening(event, self.office.now, ticket.desk))

    # ------------------------------------------------------------ what is always true
    @invariant()
    def a_desk_has_at_most_one_open_call_and_a_ticket_at_most_one_desk(self) -> None:
        busy = self.office.busy_desks()
        assert len(busy) == len(set(busy)) and set(busy) <= set(SEATS)
        for ticket in self.office.tickets.values():
            assert (ticket.desk is not None) == (ticket.state in AT_DESK)

    @invariant()
    def a_number_is_given_out_once(self) -> None:
        given_out = self.office.given_out
        assert len(given_out) == len(set(given_out))
        assert BLOCKED.isdisjoint(number.value for number in given_out)

    @invariant()
    def every_ticket_equals_its_history(self) -> None:
        for ticket_id, (issued, happenings) in self.office.histories.items():
            assert rebuild(issued, happenings) == self.office.tickets[ticket_id]

    @invariant()
    def nobody_loses_the_place_in_time(self) -> None:
        for ticket_id, ticket in self.office.tickets.items():
            assert self.queued.setdefault(ticket_id, ticket.queued_at) == ticket.queued_at

    @invariant()
    def nobody_is_called_before_the_booked_time(self) -> None:
        for ticket in self.office.tickets.values():
            assert (
                ticket.called_at is None
                or ticket.due_at is None
                or (ticket.due_at <= ticket.called_at)
            )
            if ticket.state is TicketState.WAITING and not ticket.callable_at(self.office.now):
                self._cannot_be_called(ticket)

    def _cannot_be_called(self, ticket: Ticket) -> None:
        try:
            after(ticket, Happening(TicketEvent.CALL, self.office.now, desk="1"))
        except Refused:
            return
        raise AssertionError(f"{ticket.number} was called too early")

    @invariant()
    def nobody_overtakes_an_older_one_of_the_same_class(self) -> None:
        while self.office.calls:
            self._is_fair(self.office.calls.pop(), self.office.policy)

    def _is_fair(self, call: Call, policy: Policy) -> None:
        mine = effective_class(call.ticket, call.now)
        older = [t for t in call.possible if in_line_since(t) < in_line_since(call.ticket)]
        assert all(effective_class(t, call.now) is not mine for t in older)
        promised = call.now - in_line_since(call.ticket) >= policy.longest_wait
        if policy.kind is PolicyKind.STRICT and not promised:
            assert all(effective_class(t, call.now) >= mine for t in call.possible)


# To shorten a day that went wrong takes minutes: whoever hunts for it adds Phase.shrink.
OneDay.TestCase.settings = settings(
    CI,
    max_examples=80,
    stateful_step_count=60,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
TestOneDay = OneDay.TestCase
