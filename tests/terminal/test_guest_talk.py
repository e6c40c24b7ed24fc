"""A third person in a talk: asked about, let in, seen, gone. The talk itself goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.call_chat import AskStill
from kiosk.domain.call_control import Media
from kiosk.domain.calls import CallState
from kiosk.domain.guests import GuestKind, GuestState, Leg
from kiosk.terminal.call_acts import (
    AnswerTheGuest,
    CallProcess,
    ChatHeard,
    ConnectAsked,
    GuestAnswerLost,
    HangUpCall,
    LeaveTheCall,
    MediaMoved,
    OpenConnection,
    SetGate,
    TellMediaUp,
)
from kiosk.terminal.guest_talk import FAREWELL_FOR, asks, has_just_gone, is_here
from kiosk.terminal.situations import Situation
from kiosk.terminal.talk import Talk
from kiosk.terminal.views import Ask
from kiosk.terminal.visit import Visit
from tests.domain.situations import NOON
from tests.terminal.third import (
    ARRIVED,
    ASKED,
    CONNECT,
    HERE,
    INVITED,
    OUT,
    SAYS_NO,
    SAYS_YES,
    WITH_GUEST,
    heard,
)
from tests.terminal.visits import DRAWN, TALKING, after, told, touch


def talk_of(visit: Visit) -> Talk:
    assert visit.talk is not None
    return visit.talk


def is_asked(visit: Visit) -> bool:
    return asks(talk_of(visit).guest, talk_of(visit).third)


def test_an_invitation_alone_asks_nothing() -> None:
    assert not is_asked(after(TALKING, INVITED))


@pytest.mark.parametrize("yes", [True, False])
def test_an_answer_is_told_once_and_the_question_is_gone(yes: bool) -> None:
    assert is_asked(ASKED)
    answered, effects = told(ASKED, SAYS_YES if yes else SAYS_NO)
    assert effects == [AnswerTheGuest(DRAWN.ticket_id, yes)]
    assert not is_asked(answered)
    assert told(answered, SAYS_NO)[1] == []


def test_an_answer_that_is_lost_is_asked_for_again() -> None:
    lost = after(ASKED, SAYS_YES, GuestAnswerLost())
    assert is_asked(lost) and not is_asked(after(lost, SAYS_NO))
    # The office has heard it all the same: what was said counts.
    assert told(lost, HERE, CONNECT)[1][-1] == OpenConnection(CONNECT.connect, True)


def test_nobody_connects_without_the_yes_of_this_citizen() -> None:
    for visit in (TALKING, ASKED, after(ASKED, SAYS_NO), after(ASKED, HERE)):
        assert told(visit, CONNECT)[1] == []


def test_with_a_yes_the_connection_is_open_from_the_start() -> None:
    _, effects = told(ASKED, SAYS_YES, HERE, CONNECT)
    assert effects[-1] == OpenConnection(CONNECT.connect, True)
    assert told(WITH_GUEST, CONNECT) == (WITH_GUEST, []), "an older generation says nothing"


def test_an_interpreter_wished_for_with_the_knock_needs_no_other_yes() -> None:
    wished = replace(TALKING, talk=replace(talk_of(TALKING), interpreter="uk"))
    assert told(wished, HERE, CONNECT)[1][-1] == OpenConnection(CONNECT.connect, True)
    colleague = heard(GuestState.HERE, kind=GuestKind.COLLEAGUE)
    assert not any(isinstance(e, OpenConnection) for e in told(wished, colleague, CONNECT)[1])


def test_on_hold_nothing_passes_to_either_of_them() -> None:
    held, effects = told(WITH_GUEST, heard(GuestState.HERE, held=True))
    assert effects == [SetGate(1, False), SetGate(1, False, Leg.GUEST)]
    again = ConnectAsked(replace(CONNECT.connect, generation=2))
    assert told(held, again)[1] == [OpenConnection(again.connect, False)]


def test_a_guest_who_is_lost_ends_no_talk() -> None:
    lost = [MediaMoved(1, media, Leg.GUEST) for media in (Media.UP, Media.WEAK, Media.LOST)]
    visit, effects = told(WITH_GUEST, *lost, lost[-1])
    up, down = (TellMediaUp(DRAWN.ticket_id, 1, is_up, Leg.GUEST) for is_up in (True, False))
    assert effects == [up, down]
    assert visit.situation is Situation.CALL and talk_of(visit).media is None
    assert told(WITH_GUEST, MediaMoved(7, Media.LOST, Leg.GUEST))[1] == []


def test_a_guest_who_goes_is_hung_up_and_it_is_said_for_a_moment() -> None:
    gone, effects = told(WITH_GUEST, OUT)
    assert effects == [SetGate(1, True), HangUpCall(Leg.GUEST)]
    third = talk_of(gone).third
    assert (third.gone, third.generation) == (GuestKind.INTERPRETER, 0)
    assert has_just_gone(third, NOON + timedelta(seconds=1))
    assert not has_just_gone(third, NOON + FAREWELL_FOR)


def test_somebody_who_was_refused_is_not_said_goodbye_to() -> None:
    third = talk_of(after(ASKED, SAYS_NO, OUT)).third
    assert not has_just_gone(third, NOON)


def test_the_next_guest_needs_a_yes_of_their_own() -> None:
    second = after(WITH_GUEST, OUT, INVITED, ARRIVED)
    assert is_asked(second) and told(second, CONNECT)[1] == []


def test_with_the_call_the_guest_is_gone() -> None:
    over = after(WITH_GUEST, heard(GuestState.OUT, state=CallState.ENDED))
    assert not is_here(talk_of(over).guest) and talk_of(over).third.generation == 0
    hung_up, effects = told(WITH_GUEST, touch(Ask.GIVE_UP))
    assert effects == [LeaveTheCall(DRAWN.ticket_id), HangUpCall()]
    assert not is_here(talk_of(hung_up).guest)
    passed_on = heard(None, state=CallState.KNOCKING, generation=0)
    assert HangUpCall(Leg.GUEST) in told(WITH_GUEST, passed_on)[1]


def test_a_dead_call_process_asks_for_both_connections_again() -> None:
    _, effects = told(WITH_GUEST, CallProcess(False), CallProcess(True))
    assert effects == [
        TellMediaUp(DRAWN.ticket_id, 1, False),
        TellMediaUp(DRAWN.ticket_id, 1, False, Leg.GUEST),
    ]


def test_the_question_that_was_asked_first_stays() -> None:
    still = ChatHeard(AskStill())
    assert talk_of(after(TALKING, still, ARRIVED)).third.waits
    assert not talk_of(after(ASKED, still)).third.waits
