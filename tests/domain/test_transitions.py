"""A life is a table, and the table is the picture."""

from __future__ import annotations

from enum import StrEnum

import pytest

from kiosk.domain.tickets import LIFE, TicketState
from kiosk.domain.transitions import IllegalMove, mermaid, move


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


class Hand(StrEnum):
    PUSH = "push"
    PULL = "pull"
    TURN_KEY = "turn_key"


DOOR = {
    Door.OPEN: {Hand.PUSH: Door.SHUT},
    Door.SHUT: {Hand.PULL: Door.OPEN, Hand.TURN_KEY: Door.LOCKED},
    Door.LOCKED: {},
}


def test_a_move_in_the_table_leads_where_the_table_says() -> None:
    assert move(DOOR, Door.SHUT, Hand.PULL) is Door.OPEN


def test_every_other_move_is_illegal_and_names_state_and_event() -> None:
    with pytest.raises(IllegalMove, match="pull is not possible while open") as caught:
        move(DOOR, Door.OPEN, Hand.PULL)
    assert (caught.value.state, caught.value.event) == (Door.OPEN, Hand.PULL)


def test_a_state_missing_in_the_table_moves_nowhere() -> None:
    with pytest.raises(IllegalMove):
        move({}, Door.OPEN, Hand.PUSH)


def test_the_picture_shows_the_start_every_move_and_every_end() -> None:
    assert mermaid(DOOR, Door.SHUT).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> shut",
        "    open --> shut: push",
        "    shut --> open: pull",
        "    shut --> locked: turn_key",
        "    locked --> [*]",
    ]


def test_the_picture_of_a_ticket_has_one_line_for_every_move() -> None:
    picture = mermaid(LIFE, TicketState.WAITING).splitlines()
    moves = sum(len(each) for each in LIFE.values())
    ends = sum(1 for each in LIFE.values() if not each)
    assert len(picture) == len(set(picture)) == 2 + moves + ends
