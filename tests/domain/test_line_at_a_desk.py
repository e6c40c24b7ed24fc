"""Whom a desk may call: what it does, what it can, and who is ready."""

from __future__ import annotations

import pytest

from kiosk.domain.line import candidates, suits
from kiosk.domain.tickets import Kind, TicketState, Wish
from tests.domain.situations import MINUTE, NOON, a_seat, a_ticket


def test_a_seat_serves_the_departments_of_its_desk() -> None:
    seat = a_seat("2", "melden", "standesamt")
    assert suits(a_ticket(department="melden"), seat)
    assert suits(a_ticket(department="standesamt"), seat)
    assert not suits(a_ticket(department="kfz"), seat)


@pytest.mark.parametrize(
    ("takes_lobby", "takes_video", "kind", "suited"),
    [
        (True, False, Kind.WALK_IN, True),
        (True, False, Kind.APPOINTMENT, True),
        (True, False, Kind.VIDEO, False),
        (False, True, Kind.WALK_IN, False),
        (False, True, Kind.APPOINTMENT, False),
        (False, True, Kind.VIDEO, True),
        (True, True, Kind.VIDEO, True),
        (True, True, Kind.WALK_IN, True),
    ],
)
def test_lobby_and_video_are_called_by_desks_that_take_them(
    takes_lobby: bool, takes_video: bool, kind: Kind, suited: bool
) -> None:
    seat = a_seat(takes_lobby=takes_lobby, takes_video=takes_video)
    assert suits(a_ticket(kind=kind), seat) is suited


def test_a_seat_without_skills_can_everything() -> None:
    assert suits(a_ticket(wishes=(Wish("passport"), Wish("move"))), a_seat())


def test_a_seat_with_skills_must_be_able_to_do_all_that_is_wished() -> None:
    seat = a_seat(skills=frozenset({"passport"}))
    assert suits(a_ticket(wishes=(Wish("passport", 3),)), seat)
    assert not suits(a_ticket(wishes=(Wish("passport"), Wish("move"))), seat)


def test_somebody_who_wishes_nothing_in_particular_can_go_anywhere() -> None:
    assert suits(a_ticket(wishes=()), a_seat(skills=frozenset({"passport"})))


def test_the_candidates_of_a_desk_keep_the_order_of_the_line() -> None:
    line = [
        a_ticket(1, not_before=NOON + MINUTE),
        a_ticket(2, due_at=NOON + MINUTE, kind=Kind.APPOINTMENT),
        a_ticket(3, kind=Kind.VIDEO),
        a_ticket(4, wishes=(Wish("move"),)),
        a_ticket(5, state=TicketState.AWAY),
        a_ticket(6),
        a_ticket(7, not_before=NOON),
    ]
    seat = a_seat(skills=frozenset({"passport"}))
    assert [t.number.value for t in candidates(line, seat, NOON)] == [6, 7]
    later = candidates(line, seat, NOON + MINUTE)
    assert [t.number.value for t in later] == [1, 2, 6, 7]
