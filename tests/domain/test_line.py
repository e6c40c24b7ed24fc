"""Who is before whom, under each policy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.line import ahead_of, effective_class, in_order
from kiosk.domain.priorities import Policy, PolicyKind, Priority
from kiosk.domain.tickets import Kind, Ticket, TicketState
from tests.domain.situations import CI, MINUTE, NOON, a_ticket, at

EMERGENCY, LEGAL, BOOKED, NORMAL = Priority
STRICT = Policy()
TWO_TO_ONE = Policy(PolicyKind.RATIO, (2, 1))
AGEING = Policy(PolicyKind.AGEING)


def values(tickets: list[Ticket]) -> list[int]:
    return [ticket.number.value for ticket in tickets]


def a_line(*classes: Priority) -> list[Ticket]:
    """Return tickets drawn one minute after the other, from 11:01 on."""
    return [a_ticket(n, f"11:{n:02d}", priority=each) for n, each in enumerate(classes, 1)]


@pytest.mark.parametrize("policy", [STRICT, TWO_TO_ONE, AGEING])
def test_equals_go_by_age_whatever_the_policy(policy: Policy) -> None:
    line = a_line(NORMAL, NORMAL, NORMAL)
    assert values(in_order(reversed(line), policy, NOON)) == [1, 2, 3]


def test_two_of_the_same_minute_go_by_number() -> None:
    line = [a_ticket(2, "11:00"), a_ticket(1, "11:00")]
    assert values(in_order(line, STRICT, NOON)) == [1, 2]


def test_strict_goes_class_by_class() -> None:
    line = a_line(NORMAL, BOOKED, LEGAL, EMERGENCY, NORMAL, LEGAL)
    assert values(in_order(line, STRICT, NOON)) == [4, 3, 6, 2, 1, 5]


def test_a_ratio_mixes_preferred_and_normal() -> None:
    line = a_line(NORMAL, NORMAL, NORMAL, LEGAL, LEGAL, LEGAL, BOOKED, LEGAL)
    assert values(in_order(line, TWO_TO_ONE, NOON)) == [4, 5, 1, 6, 7, 2, 8, 3]


def test_a_ratio_goes_on_where_the_last_calls_have_stopped() -> None:
    line = a_line(NORMAL, LEGAL, LEGAL)
    assert values(in_order(line, TWO_TO_ONE, NOON, [LEGAL])) == [2, 1, 3]
    assert values(in_order(line, TWO_TO_ONE, NOON, [LEGAL, LEGAL])) == [1, 2, 3]
    assert values(in_order(line, TWO_TO_ONE, NOON, [LEGAL, LEGAL, NORMAL])) == [2, 3, 1]


def test_ageing_makes_a_class_worth_some_minutes() -> None:
    line = [
        a_ticket(1, "11:00"),
        a_ticket(2, "11:19", priority=LEGAL),  # as if it had come at 10:59
        a_ticket(3, "11:31", priority=LEGAL),  # as if it had come at 11:11
        a_ticket(4, "11:10"),
    ]
    assert values(in_order(line, AGEING, NOON)) == [2, 1, 4, 3]


@pytest.mark.parametrize("kind", PolicyKind)
def test_a_normal_ticket_that_has_waited_too_long_goes_after_emergencies_only(
    kind: PolicyKind,
) -> None:
    policy = Policy(kind, longest_wait=timedelta(minutes=60))
    line = [
        a_ticket(1, "11:00"),
        a_ticket(2, "11:01"),
        a_ticket(3, "10:59", priority=LEGAL),
        a_ticket(4, "11:50", priority=EMERGENCY),
    ]
    order = values(in_order(line, policy, NOON))
    assert order[:2] == [4, 1]
    assert sorted(order[2:]) == [2, 3]


def test_a_booked_time_that_has_come_lifts_a_normal_ticket_and_nobody_else() -> None:
    booked = a_ticket(kind=Kind.APPOINTMENT, due_at=NOON)
    assert effective_class(booked, NOON - MINUTE) is NORMAL
    assert effective_class(booked, NOON) is BOOKED
    urgent = a_ticket(kind=Kind.APPOINTMENT, due_at=NOON, priority=LEGAL)
    assert effective_class(urgent, NOON) is LEGAL
    assert effective_class(a_ticket(due_at=NOON), NOON) is NORMAL


@pytest.mark.parametrize("policy", [STRICT, TWO_TO_ONE, AGEING])
def test_somebody_early_for_a_booked_time_keeps_nobody_waiting(policy: Policy) -> None:
    early = a_ticket(1, "08:00", kind=Kind.APPOINTMENT, due_at=at("12:30"))
    walk_in = a_ticket(2, "12:05")
    assert values(in_order([early, walk_in], policy, at("12:29"))) == [2, 1]
    assert values(in_order([early, walk_in], policy, at("12:30"))) == [1, 2]


def test_only_those_who_wait_stand_in_the_line() -> None:
    others = [a_ticket(n, state=s) for n, s in enumerate(TicketState, 1)]
    assert [t.state for t in in_order(others, STRICT, NOON)] == [TicketState.WAITING]


def test_ahead_of_counts_those_called_before() -> None:
    line = in_order(a_line(NORMAL, LEGAL, NORMAL), STRICT, NOON)
    assert [ahead_of(ticket, line) for ticket in line] == [0, 1, 2]
    assert ahead_of(a_ticket(9), line) == 0


@CI
@given(
    st.lists(st.sampled_from(Priority), max_size=12),
    st.sampled_from(PolicyKind),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.integers(30, 90),
)
def test_people_are_called_in_the_order_that_was_shown(
    classes: list[Priority], kind: PolicyKind, ratio: tuple[int, int], longest_wait: int
) -> None:
    policy = Policy(kind, ratio, longest_wait=longest_wait * MINUTE)
    line = a_line(*classes)
    shown = in_order(line, policy, NOON)
    assert sorted(values(shown)) == values(line)
    called: list[Ticket] = []
    while line:
        head = in_order(line, policy, NOON, [t.priority for t in called])[0]
        line.remove(head)
        called.append(head)
    assert values(called) == values(shown)
