"""A talk whose other end does not come back, while the office is away as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.call_control import Lease, Media
from kiosk.domain.calls import CallState
from kiosk.terminal.acts import NumberDrawn, Tick
from kiosk.terminal.call_acts import (
    CallHeard,
    HangUpCall,
    KnockAgain,
    KnockRefused,
    LeaveTheCall,
    MediaMoved,
)
from kiosk.terminal.situations import Situation
from kiosk.terminal.talk import lease_of
from kiosk.terminal.talk_lost import BROKEN_OFF_AFTER
from kiosk.terminal.views import Ask
from kiosk.terminal.visit import Visit, advance
from tests.domain.situations import NOON
from tests.terminal.visits import (
    AT_DOOR,
    BEGUN,
    DRAWN,
    KNOCK,
    KNOCKING,
    TALKING,
    after,
    told,
    touch,
)

LOST = after(TALKING, MediaMoved(1, Media.UP), MediaMoved(1, Media.LOST))


def waits(visit: Visit, seconds: float) -> Visit:
    """Let time pass, second by second, without a word from anybody."""
    begins = visit.touched_at or NOON
    for second in range(round(seconds) + 1):
        visit, _ = advance(visit, Tick(), begins + timedelta(seconds=second))
    return visit


def test_the_terminal_ends_what_nobody_else_ends() -> None:
    long = BROKEN_OFF_AFTER.total_seconds()
    still = waits(LOST, long - 1)
    assert still.situation is Situation.CALL
    over, effects = advance(still, Tick(), (still.touched_at or NOON) + BROKEN_OFF_AFTER)
    assert (over.situation, effects) == (Situation.CALL_OVER, (HangUpCall(),))
    assert lease_of(over.talk, over.situation) == Lease(False, False)
    assert told(over, touch(Ask.CALL_AGAIN))[1] == [KnockAgain("TICKET")]


@pytest.mark.parametrize("media", [Media.UP, Media.WEAK])
def test_who_is_seen_again_goes_on(media: Media) -> None:
    seen = after(waits(LOST, 25), MediaMoved(1, media))
    assert waits(seen, 3_600).situation is Situation.CALL


def test_an_office_that_does_not_answer_sends_nobody_away() -> None:
    assert told(LOST, KnockRefused("office-away")) == (LOST, [])
    assert told(AT_DOOR, KnockRefused("office-away")) == (AT_DOOR, [])
    assert after(LOST, KnockRefused("closed")).situation is Situation.REFUSED
    over = after(LOST, CallHeard(replace(KNOCKING, state=CallState.ENDED)))
    assert after(over, KnockRefused("office-away")).situation is Situation.REFUSED


def test_a_knock_without_an_answer_leaves_nobody_at_the_door() -> None:
    knocks = after(BEGUN, *KNOCK, NumberDrawn(DRAWN))
    refused, effects = told(knocks, KnockRefused("office-away"))
    assert refused.situation is Situation.REFUSED
    assert effects == [LeaveTheCall(DRAWN.ticket_id), HangUpCall()]
    assert told(knocks, KnockRefused("closed"))[1] == [HangUpCall()]


def test_another_knock_has_its_own_time() -> None:
    ended = after(waits(LOST, 25), CallHeard(replace(KNOCKING, state=CallState.ENDED)))
    connecting = replace(KNOCKING, state=CallState.CONNECTING)
    again = after(ended, CallHeard(KNOCKING), CallHeard(connecting))
    assert waits(again, 25).situation is Situation.CALL
