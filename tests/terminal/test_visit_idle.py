"""Somebody walks away: still there? Then all is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.terminal.acts import Forget, PaperTold, Tick
from kiosk.terminal.situations import Situation
from kiosk.terminal.talk import left as left_call
from kiosk.terminal.views import Ask, Paper
from kiosk.terminal.visit import Limits, Visit, advance, seconds_left
from tests.domain.situations import NOON
from tests.terminal.visits import DRAWING, DRAWN, EVERYWHERE, HOLDING, after, told, touch

MINUTE = timedelta(minutes=1)
LIMITS = Limits(idle_after=MINUTE, idle_at_door=MINUTE, warn_for=timedelta(seconds=20))
# Who talks is not idle, and neither is the terminal that draws a number.
SITUATIONS = sorted(set(Situation) - {Situation.STANDBY, Situation.DRAWING, Situation.CALL})


def s(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_idle_then_asked_then_ended(situation: Situation) -> None:
    visit, history = EVERYWHERE[situation], []
    for second in range(90):
        left = seconds_left(visit, NOON + s(second), LIMITS)
        if visit.situation is Situation.STANDBY:
            break
        history.append(left)
        visit, effects = advance(visit, Tick(), NOON + s(second), LIMITS)
    assert history == [None] * 61 + list(range(19, -1, -1))
    effects_of_leaving = left_call(EVERYWHERE[situation].talk)
    assert (visit, effects) == (Visit(number=7), (*effects_of_leaving, Forget()))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_who_answers_goes_on_where_it_was(situation: Situation) -> None:
    before = EVERYWHERE[situation]
    asked, _ = advance(before, Tick(), NOON + s(60), LIMITS)
    stayed, effects = advance(asked, touch(Ask.STAY), NOON + s(70), LIMITS)
    assert effects == ()
    assert (stayed.situation, stayed.trail, stayed.warned_at) == (
        before.situation,
        before.trail,
        None,
    )
    assert advance(stayed, Tick(), NOON + s(129), LIMITS)[0].warned_at is None
    assert advance(stayed, Tick(), NOON + s(130), LIMITS)[0].warned_at is not None


def test_who_says_no_ends_the_visit_at_once() -> None:
    asked, _ = advance(HOLDING, Tick(), NOON + s(60), LIMITS)
    assert told(asked, touch(Ask.LEAVE)) == (Visit(number=7), [Forget()])


def test_nobody_is_disturbed_at_rest_or_while_a_number_is_drawn() -> None:
    late = NOON + timedelta(hours=5)
    assert advance(Visit(), Tick(), late) == (Visit(), ())
    assert advance(DRAWING, Tick(), late) == (DRAWING, ())


def test_a_ticket_that_is_shown_for_a_while_asks_nothing() -> None:
    visit = after(HOLDING, PaperTold(DRAWN.ticket_id, Paper.BLOCKED))
    assert advance(visit, Tick(), NOON + s(80), LIMITS) == (visit, ())


def test_paper_that_comes_late_is_told_instead_of_the_question() -> None:
    asked, _ = advance(HOLDING, Tick(), NOON + s(60), LIMITS)
    paper = PaperTold(DRAWN.ticket_id, Paper.TAKE)
    told_now, _ = advance(asked, paper, NOON + s(70), LIMITS)
    assert seconds_left(told_now, NOON + s(70), LIMITS) is None
    assert advance(told_now, Tick(), NOON + s(94), LIMITS)[0].drawn == DRAWN
    assert advance(told_now, Tick(), NOON + s(95), LIMITS)[0] == Visit(number=7)


def test_the_count_down_counts_whole_seconds_and_ends_at_zero() -> None:
    asked, _ = advance(HOLDING, Tick(), NOON + s(60), LIMITS)
    shown = [seconds_left(asked, NOON + s(60 + t), LIMITS) for t in (0, 0.1, 1, 19.9, 20, 30)]
    assert shown == [20, 20, 19, 1, 0, 0]
