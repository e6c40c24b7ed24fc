"""A life is a table: state × event → next state, and one function that walks it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)

Table = Mapping[S, Mapping[E, S]]


class IllegalMove(Exception):
    """The event is not possible in this state; nothing was changed."""

    def __init__(self, state: StrEnum, event: StrEnum) -> None:
        super().__init__(f"{event} is not possible while {state}")
        self.state = state
        self.event = event


def move(table: Table[S, E], state: S, event: E) -> S:
    """Return the state after the event, or raise `IllegalMove`."""
    try:
        return table[state][event]
    except KeyError:
        raise IllegalMove(state, event) from None


def mermaid(table: Table[S, E], start: S) -> str:
    """Draw the table as a mermaid state diagram, one line a move, for the README."""
    lines = ["stateDiagram-v2", f"    [*] --> {start}"]
    for state, moves in table.items():
        for event, after in moves.items():
            lines.append(f"    {state} --> {after}: {event}")
        if not moves:
            lines.append(f"    {state} --> [*]")
    return "\n".join(lines)
