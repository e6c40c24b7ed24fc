"""A citizen talks: muting, writing, stills, a clerk's questions, and what breaks in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain import call_chat as chat
from kiosk.domain.call_control import Adjust, Lease, Media
from kiosk.domain.calls import CallState
from kiosk.terminal.acts import PrintList
from kiosk.terminal.call_acts import (
    AdjustCall,
    CallHeard,
    CallProcess,
    ChatHeard,
    HangUpCall,
    LeaveTheCall,
    MediaMoved,
    SendChat,
    SendTheStill,
    SetGate,
    TellMediaUp,
)
from kiosk.terminal.situations import Situation
from kiosk.terminal.talk import MOST_LINES, Line, Talk, lease_of
from kiosk.terminal.views import Ask
from kiosk.terminal.visit import Visit
from tests.terminal.visits import AT_DOOR, DRAWN, KNOCKING, TALKING, after, told, touch, types

HELD = CallHeard(replace(KNOCKING, state=CallState.TALKING, generation=1, held=True))


def talk_of(visit: Visit) -> Talk:
    assert visit.talk is not None
    return visit.talk


def test_muting_and_hiding_are_told_at_once() -> None:
    assert told(TALKING, touch(Ask.MUTE))[1] == [AdjustCall(Adjust(muted=True))]
    hidden, effects = told(TALKING, touch(Ask.HIDE))
    assert effects == [AdjustCall(Adjust(hidden=True))]
    assert lease_of(hidden.talk, hidden.situation) == Lease(False, True)


@pytest.mark.parametrize(("ask", "last"), [(Ask.LOUDER, 100), (Ask.QUIETER, 0)])
def test_the_volume_has_two_ends(ask: Ask, last: int) -> None:
    assert talk_of(after(TALKING, *[touch(ask)] * 15)).volume_percent == last


def test_every_keystroke_is_sent_and_the_line_when_it_is_finished() -> None:
    writing = after(TALKING, touch(Ask.WRITE))
    typed, effects = told(writing, *types("Ja"))
    assert effects == [SendChat(chat.Typing("J")), SendChat(chat.Typing("Ja"))]
    done, effects = told(typed, touch(Ask.CONFIRM))
    assert effects == [SendChat(chat.Wrote("Ja"))]
    assert (talk_of(done).typed, talk_of(done).lines) == ("", (Line(True, "Ja"),))


def test_an_empty_line_is_not_sent() -> None:
    assert told(TALKING, touch(Ask.WRITE), touch(Ask.CONFIRM))[1] == []


def test_a_clerk_who_writes_without_end_fills_no_memory() -> None:
    visit = after(TALKING, *[ChatHeard(chat.Wrote("x" * 5_000))] * (MOST_LINES + 5))
    assert len(talk_of(visit).lines) == MOST_LINES
    assert max(len(line.text) for line in talk_of(visit).lines) == 500


def test_a_still_is_sent_only_after_a_yes() -> None:
    asked, effects = told(TALKING, ChatHeard(chat.AskStill()))
    assert effects == []
    assert told(asked, touch(Ask.ANSWER, "no"))[1] == [SendChat(chat.StillRefused())]
    answered, effects = told(asked, touch(Ask.ANSWER, "yes"))
    assert effects == [SendTheStill()]
    assert told(answered, touch(Ask.ANSWER, "yes"))[1] == []


def test_a_still_that_was_asked_for_is_forgotten_with_the_call() -> None:
    asked = after(TALKING, ChatHeard(chat.AskStill()))
    over = after(asked, CallHeard(replace(KNOCKING, state=CallState.ENDED)))
    assert not talk_of(over).still_wanted


def test_nobody_speaks_into_a_call_that_is_not_answered() -> None:
    assert told(AT_DOOR, ChatHeard(chat.AskStill())) == (AT_DOOR, [])


def test_a_clerk_shows_a_card_and_the_citizen_may_close_it() -> None:
    shown = after(TALKING, ChatHeard(chat.ShowService("passport")))
    assert talk_of(shown).page == "passport"
    assert talk_of(after(shown, touch(Ask.BACK))).page == ""


def test_a_clerk_prints_a_list_at_the_terminal() -> None:
    _, effects = told(TALKING, ChatHeard(chat.PrintService("passport")))
    assert effects == [PrintList("passport", "melden", "en")]


def test_on_hold_nothing_of_the_citizen_passes() -> None:
    assert told(TALKING, HELD)[1] == [SetGate(1, False)]


def test_media_is_told_to_the_office_once_up_and_once_lost() -> None:
    _, effects = told(
        TALKING,
        *(MediaMoved(1, m) for m in (Media.UP, Media.WEAK, Media.UP, Media.LOST, Media.LOST)),
    )
    up, lost = (TellMediaUp(DRAWN.ticket_id, 1, is_up) for is_up in (True, False))
    assert effects == [up, lost]


def test_media_of_an_older_connection_says_nothing() -> None:
    assert told(TALKING, MediaMoved(0, Media.LOST)) == (TALKING, [])


def test_a_dead_call_process_ends_no_visit_and_when_it_is_back_the_call_is_asked_for() -> None:
    dead, effects = told(TALKING, CallProcess(False))
    assert (dead.situation, effects) == (Situation.CALL, [])
    assert told(dead, CallProcess(True))[1] == [TellMediaUp(DRAWN.ticket_id, 1, False)]


def test_hanging_up_tells_the_office_and_closes() -> None:
    visit, effects = told(TALKING, touch(Ask.GIVE_UP))
    assert effects == [LeaveTheCall(DRAWN.ticket_id), HangUpCall()]
    assert visit.situation is Situation.CALL_OVER
    assert lease_of(visit.talk, visit.situation) == Lease(False, False)
