"""A talk with a third person, as the office tells it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.call_messages import Connect, GuestNow
from kiosk.domain.calls import CallState
from kiosk.domain.guests import GuestKind, GuestState, Leg
from kiosk.terminal.call_acts import CallHeard, ConnectAsked
from kiosk.terminal.views import Ask
from tests.terminal.visits import DRAWN, KNOCKING, TALKING, after, touch

SAYS_YES, SAYS_NO = touch(Ask.WELCOME, "yes"), touch(Ask.WELCOME, "no")
CONNECT = ConnectAsked(Connect(DRAWN.ticket_id, 1, True, leg=Leg.GUEST))


def heard(
    guest: GuestState | None,
    kind: GuestKind = GuestKind.INTERPRETER,
    *,
    pinned: bool = False,
    **more: object,
) -> CallHeard:
    """Return what is told of a talk with a guest; `more` are facts of the call."""
    person = None if guest is None else GuestNow(kind, "uk", guest, pinned)
    facts = {"state": CallState.TALKING, "generation": 1, "guest": person, **more}
    return CallHeard(replace(KNOCKING, **facts))  # type: ignore[arg-type]


INVITED, ARRIVED, HERE, OUT = map(heard, GuestState)
ASKED = after(TALKING, INVITED, ARRIVED)
WITH_GUEST = after(ASKED, SAYS_YES, HERE, CONNECT)
