"""A number is drawn, shown and printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.tickets import Wish
from kiosk.terminal.acts import (
    DrawNumber,
    Event,
    Forget,
    NumberDrawn,
    NumberRefused,
    PaperTold,
    PrintTicket,
    Resumed,
    Shown,
    TakeBack,
    Tick,
)
from kiosk.terminal.situations import Problem, Situation
from kiosk.terminal.views import Ask, Paper
from kiosk.terminal.visit import TICKET_SHOWN_FOR, TICKET_WITHOUT_PAPER_FOR, Visit
from tests.domain.situations import MINUTE, NOON
from tests.terminal.visits import (
    AT_SERVICE,
    BEGUN,
    DRAWING,
    DRAWN,
    EVERYWHERE,
    HOLDING,
    REFUSED,
    after,
    told,
    touch,
)

SECOND = MINUTE / 60
YES, NO = touch(Ask.PAPER_YES), touch(Ask.PAPER_NO)


def paper(outcome: Paper, ticket_id: str = DRAWN.ticket_id) -> Event:
    return PaperTold(ticket_id, outcome)


@pytest.mark.parametrize(
    ("value", "wishes"), [("melden/passport", (Wish("passport"),)), ("melden", ()), ("melden/", ())]
)
def test_taking_a_number_draws_it_in_the_language_of_the_visit(
    value: str, wishes: tuple[Wish, ...]
) -> None:
    visit, wanted = told(AT_SERVICE, touch(Ask.TAKE_NUMBER, value))
    assert visit.situation is Situation.DRAWING
    assert wanted == [DrawNumber("melden", wishes, "en")]


def test_a_second_touch_draws_no_second_number() -> None:
    assert told(DRAWING, touch(Ask.TAKE_NUMBER, "melden/passport"))[1] == []


def test_without_a_department_no_number_is_drawn() -> None:
    assert told(BEGUN, touch(Ask.TAKE_NUMBER, "/passport"))[1] == []


def test_a_number_is_shown_before_it_is_printed() -> None:
    visit, wanted = told(DRAWING, NumberDrawn(DRAWN))
    assert wanted == [Shown(DRAWN), PrintTicket(DRAWN)]
    assert (visit.situation, visit.drawn, visit.paper) == (
        Situation.TICKET,
        DRAWN,
        Paper.PRINTING,
    )
    assert (visit.department, visit.service, visit.trail) == ("melden", "passport", ())


@pytest.mark.parametrize("situation", sorted(set(Situation) - {Situation.DRAWING}))
def test_a_number_nobody_waits_for_is_taken_back(situation: Situation) -> None:
    visit = EVERYWHERE[situation]
    assert told(visit, NumberDrawn(DRAWN)) == (visit, [TakeBack(DRAWN)])
    assert told(visit, NumberRefused("closed")) == (visit, [])


def test_a_refusal_says_why_and_leads_back_to_where_one_read() -> None:
    assert (REFUSED.situation, REFUSED.problem, REFUSED.opens_at) == (
        Situation.REFUSED,
        Problem.CLOSED,
        NOON,
    )
    back = after(REFUSED, touch(Ask.BACK))
    assert (back.situation, back.service, back.problem) == (
        Situation.SERVICE,
        "passport",
        Problem.NONE,
    )


def test_refused_twice_one_still_goes_back_at_once() -> None:
    again = after(REFUSED, touch(Ask.TAKE_NUMBER, "melden"), NumberRefused("line-full"))
    assert again.problem is Problem.LINE_FULL
    assert after(again, touch(Ask.BACK)).situation is Situation.SERVICE


def test_a_refusal_with_an_unknown_code_has_a_general_sentence() -> None:
    assert after(DRAWING, NumberRefused("number-taken")).problem is Problem.NOT_POSSIBLE


@pytest.mark.parametrize(
    ("outcome", "stays"),
    [
        (Paper.TAKE, TICKET_SHOWN_FOR),
        (Paper.BLOCKED, TICKET_WITHOUT_PAPER_FOR),
        (Paper.FAILED, TICKET_WITHOUT_PAPER_FOR),
        (Paper.ASK, TICKET_WITHOUT_PAPER_FOR),
        (Paper.NONE, TICKET_WITHOUT_PAPER_FOR),
    ],
)
def test_the_ticket_stays_long_enough_for_what_came_of_the_paper(
    outcome: Paper, stays: object
) -> None:
    visit = after(HOLDING, paper(outcome))
    assert (visit.paper, visit.ends_at) == (outcome, NOON + stays)  # type: ignore[operator]
    assert after(visit, Tick(), now=visit.ends_at - SECOND) == visit  # type: ignore[operator]
    ended, wanted = told(visit, Tick(), now=NOON + stays)  # type: ignore[operator]
    assert (ended, wanted) == (Visit(number=7), [Forget()])


def test_who_touches_keeps_the_ticket_a_while_longer() -> None:
    visit = after(HOLDING, paper(Paper.TAKE))
    later = after(visit, touch(Ask.STAY), now=NOON + 20 * SECOND)
    assert later.ends_at == NOON + 20 * SECOND + TICKET_SHOWN_FOR


def test_paper_of_another_ticket_is_ignored() -> None:
    assert told(HOLDING, paper(Paper.TAKE, "OTHER")) == (HOLDING, [])
    assert told(Visit(number=7), paper(Paper.TAKE)) == (Visit(number=7), [])


def test_paper_that_comes_after_all_may_be_taken_and_stays_taken() -> None:
    visit = after(HOLDING, paper(Paper.BLOCKED), paper(Paper.TAKE))
    assert visit.paper is Paper.TAKE
    assert after(visit, paper(Paper.ASK)) == visit


def test_who_has_the_paper_in_hand_is_soon_done() -> None:
    visit = after(HOLDING, paper(Paper.ASK), YES)
    assert (visit.paper, visit.ends_at) == (Paper.TAKE, NOON + TICKET_SHOWN_FOR)


def test_a_ticket_that_did_not_come_out_is_printed_again_once_and_never_twice() -> None:
    visit, wanted = told(HOLDING, paper(Paper.ASK), NO)
    assert wanted == [PrintTicket(DRAWN, reprint=True)]
    assert (visit.paper, visit.reprinted, visit.ends_at) == (Paper.PRINTING, True, None)
    assert told(visit, paper(Paper.TAKE)) == (visit, []), "a late word on the first copy"
    second = PaperTold(DRAWN.ticket_id, Paper.ASK, reprint=True)
    visit, wanted = told(visit, NO, second, NO, NO, second, NO)
    assert wanted == []
    assert visit.paper is Paper.FAILED


@pytest.mark.parametrize("outcome", sorted(set(Paper) - {Paper.ASK}))
def test_nobody_is_heard_who_was_not_asked(outcome: Paper) -> None:
    visit = after(HOLDING, paper(outcome))
    assert told(visit, YES, NO) == (visit, [])


def test_a_ticket_that_was_on_the_glass_is_shown_again_in_its_language() -> None:
    visit, wanted = told(Visit(number=3), Resumed(DRAWN))
    assert wanted == [PrintTicket(DRAWN)], "the printer's journal knows whether it has begun"
    assert (visit.situation, visit.language, visit.number) == (Situation.TICKET, "en", 4)
    stranger = after(Visit(), Resumed(replace(DRAWN, language="xx")))
    assert stranger.language == "de"


@pytest.mark.parametrize("reprint", [False, True])
@pytest.mark.parametrize("word", [Paper.TAKE, Paper.ASK])
def test_paper_with_a_last_word_is_not_printed_again(word: Paper, reprint: bool) -> None:
    visit, wanted = told(Visit(number=3), Resumed(DRAWN, word, reprint))
    assert wanted == []
    assert (visit.paper, visit.reprinted) == (word, reprint)
    assert visit.ends_at is not None


def test_looking_aside_does_not_lose_the_number() -> None:
    visit = after(HOLDING, touch(Ask.AIDS), touch(Ask.HELP), touch(Ask.BACK), touch(Ask.BACK))
    assert (visit.situation, visit.drawn) == (Situation.TICKET, DRAWN)
