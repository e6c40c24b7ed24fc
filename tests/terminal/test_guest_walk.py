"""Whatever happens, nobody is connected to a third person without this citizen's yes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.call_control import Media
from kiosk.domain.call_messages import Connect
from kiosk.domain.calls import CallState
from kiosk.domain.guests import GuestKind, GuestState, Leg
from kiosk.terminal.acts import Event
from kiosk.terminal.call_acts import (
    CallProcess,
    ConnectAsked,
    GuestAnswerLost,
    HangUpCall,
    MediaMoved,
    OpenConnection,
    SetGate,
)
from kiosk.terminal.guest_talk import is_here
from kiosk.terminal.visit import advance
from tests.domain.situations import NOON
from tests.terminal.third import CONNECT, SAYS_NO, SAYS_YES, heard
from tests.terminal.visits import TALKING

EVENTS: list[Event] = [
    *(heard(state, kind) for state in (None, *GuestState) for kind in GuestKind),
    heard(GuestState.HERE, held=True),
    heard(GuestState.HERE, state=CallState.CONNECTING),
    heard(None, state=CallState.KNOCKING),
    heard(None, state=CallState.ENDED, may_call_again=True),
    CONNECT,
    ConnectAsked(replace(CONNECT.connect, generation=2)),
    ConnectAsked(Connect("OTHER", 3, True, leg=Leg.GUEST)),
    *(MediaMoved(1, media, Leg.GUEST) for media in Media),
    GuestAnswerLost(),
    CallProcess(False),
    CallProcess(True),
    SAYS_YES,
    SAYS_NO,
]


@given(st.lists(st.sampled_from(EVENTS), max_size=30), st.sampled_from(["", "uk"]))
def test_whatever_happens_only_a_yes_connects_a_third_person(
    events: list[Event], interpreter: str
) -> None:
    talk = TALKING.talk
    assert talk is not None
    visit, connected = replace(TALKING, talk=replace(talk, interpreter=interpreter)), False
    for event in events:
        visit, effects = advance(visit, event, NOON)
        talk = visit.talk
        assert talk is not None
        guest, third = talk.guest, talk.third
        for effect in effects:
            match effect:
                case OpenConnection(connect, gate_open) if connect.leg is Leg.GUEST:
                    connected = True
                    assert connect.ticket_id == talk.ticket_id
                    assert talk.guest_may_take_part and gate_open is talk.gate_open
                case SetGate(_, True, Leg.GUEST):
                    assert talk.guest_may_take_part and talk.gate_open
                case HangUpCall(None | Leg.GUEST):
                    connected = False
        assert connected is bool(third.generation)
        assert not connected or talk.guest_may_take_part
        if connected and third.answer is not True:
            assert interpreter and guest is not None and guest.kind is GuestKind.INTERPRETER
        assert not is_here(guest) or talk.answered
