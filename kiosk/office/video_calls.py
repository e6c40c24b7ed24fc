"""Everything about video calls in one object, as the routes and the clock work with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.office.answering import Answering
from kiosk.office.call_acts import CallActs
from kiosk.office.call_clock import CallClock
from kiosk.office.desk_acts import DeskActs
from kiosk.office.hub import Hub
from kiosk.office.inviting import Inviting
from kiosk.office.knocking import Knocking
from kiosk.office.knocks import Knocks
from kiosk.office.premises import Premises
from kiosk.office.relays import Relays
from kiosk.office.switchboard import Ask, Switchboard


@dataclass(frozen=True, slots=True)
class VideoCalls:
    """`knocking` is for citizens, `answering` and `knocks` for desks, `inviting` for guests."""

    board: Switchboard
    knocking: Knocking
    answering: Answering
    knocks: Knocks
    inviting: Inviting
    clock: CallClock


def video_calls(
    premises: Premises,
    desks: DeskActs,
    hub: Hub,
    relays: Relays,
    ask: Ask,
    clock: Callable[[], datetime],
) -> VideoCalls:
    """Put the parts together."""
    board, acts = Switchboard(premises, relays), CallActs(premises)
    return VideoCalls(
        board,
        Knocking(board, acts, ask, clock),
        Answering(board, acts, desks, ask, clock),
        Knocks(premises),
        Inviting(board, clock),
        CallClock(board, acts, hub, ask, clock),
    )
