"""The keypad beside the glass, an ordinary keyboard to the computer: its keys and the focus."""

from __future__ import annotations

from enum import StrEnum

from screens.semantics import ACTIVATE, Node


class Press(StrEnum):
    NEXT = "next"
    PREVIOUS = "previous"
    NEXT_CONTROL = "next-control"
    PREVIOUS_CONTROL = "previous-control"
    ACTIVATE = "activate"


# SDL key codes. Everything else is swallowed: F1, Esc and Alt+F4 do nothing.
KEYS = {
    274: Press.NEXT,  # arrow down
    273: Press.PREVIOUS,  # arrow up
    275: Press.NEXT_CONTROL,  # arrow right
    276: Press.PREVIOUS_CONTROL,  # arrow left
    13: Press.ACTIVATE,  # Enter
    271: Press.ACTIVATE,  # Enter of the number pad
}


def moved(nodes: list[Node], at: int | None, press: Press) -> int | None:
    """Return which node has the focus after a key; the last one is followed by the first."""
    if not nodes or press is Press.ACTIVATE:
        return at
    step = 1 if press in (Press.NEXT, Press.NEXT_CONTROL) else -1
    only_controls = press in (Press.NEXT_CONTROL, Press.PREVIOUS_CONTROL)
    start = (-1 if step > 0 else 0) if at is None else at
    for far in range(1, len(nodes) + 1):
        there = (start + step * far) % len(nodes)
        if not only_controls or ACTIVATE in nodes[there].actions:
            return there
    return at
