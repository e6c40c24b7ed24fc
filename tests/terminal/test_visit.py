"""Where a touch leads: every situation × everything a touch can ask for."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from kiosk.domain.phrases import LANGUAGES
from kiosk.domain.tickets import Kind
from kiosk.terminal.acts import Forget
from kiosk.terminal.situations import ASIDE, MOVES, Problem, Situation
from kiosk.terminal.views import Ask, Theme
from kiosk.terminal.visit import Visit
from tests.domain.situations import NOON
from tests.terminal.visits import (
    AT_SERVICE,
    BEGUN,
    EVERYWHERE,
    FOLLOWED,
    HOLDING,
    REFUSED,
    after,
    told,
    touch,
)

VALUES = ["", "x", "melden", "melden/passport", "/passport", "en", "150", "contrast-dark", "²"]
S = Situation
AT_CALL = {S.AT_DOOR, S.CALL, S.CALL_OVER}
STAYING = {S.STANDBY, S.HOME, S.DRAWING, S.TICKET, *AT_CALL}


def test_every_situation_is_tried_and_has_its_row_in_the_table() -> None:
    assert {s: visit.situation for s, visit in EVERYWHERE.items()} == {s: s for s in S}
    assert set(MOVES) == set(S)


@pytest.mark.parametrize("situation", S)
def test_a_touch_leads_where_the_table_says_or_nowhere(situation: Situation) -> None:
    visit = EVERYWHERE[situation]
    for ask, value in product(Ask, VALUES):
        reached = after(visit, touch(ask, value)).situation
        if ask is Ask.BACK or (ask is Ask.SPEAK and situation is S.LANGUAGE):
            assert reached in {situation, S.HOME, *visit.trail}, (ask, value)
        else:
            assert reached in {situation, MOVES[situation].get(ask)}, (ask, value)


@pytest.mark.parametrize("situation", S)
def test_every_move_of_the_table_can_be_made(situation: Situation) -> None:
    visit = EVERYWHERE[situation]
    if visit.followed is not None:  # a number that was knocked with may be knocked with again
        visit = replace(visit, followed=replace(visit.followed, kind=Kind.VIDEO))
    for ask, target in MOVES[situation].items():
        assert after(visit, touch(ask, "melden")).situation is target, ask


@pytest.mark.parametrize("situation", sorted(set(S) - STAYING))
def test_back_never_traps(situation: Situation) -> None:
    visit = EVERYWHERE[situation]
    for _ in range(len(visit.trail) + 1):
        before = visit
        visit = after(visit, touch(Ask.BACK))
        assert visit.situation is not before.situation
        assert len(visit.trail) < len(before.trail) or visit.situation is S.HOME
        if visit.situation in STAYING:
            break
    assert visit.situation in STAYING


@pytest.mark.parametrize("situation", sorted(STAYING))
def test_from_the_start_and_from_a_number_nobody_goes_back(situation: Situation) -> None:
    visit = after(EVERYWHERE[situation], touch(Ask.BACK))
    assert (visit.situation, visit.trail) == (situation, EVERYWHERE[situation].trail)


def test_back_goes_the_way_one_came() -> None:
    visit, seen = AT_SERVICE, []
    while visit.situation is not S.HOME:
        visit = after(visit, touch(Ask.BACK))
        seen.append(visit.situation)
    assert seen == [S.DEPARTMENT, S.CHOOSE, S.HOME]


def test_who_goes_round_in_circles_comes_back_the_short_way() -> None:
    visit = after(AT_SERVICE, touch(Ask.CHOOSE))
    assert after(visit, touch(Ask.BACK)).situation is S.HOME


@pytest.mark.parametrize("ask", sorted(set(Ask) - set(MOVES[S.STANDBY])))
def test_at_rest_a_touch_that_leads_nowhere_leaves_nothing_behind(ask: Ask) -> None:
    assert told(Visit(number=6), touch(ask, "en")) == (Visit(number=6), [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ask", [Ask.BEGIN, Ask.SPEAK])
def test_who_touches_a_greeting_is_served_in_its_language(ask: Ask, language: str) -> None:
    visit = after(Visit(), touch(ask, language))
    assert (visit.situation, visit.language, visit.number) == (S.HOME, language, 1)


def test_a_language_that_is_not_spoken_changes_nothing() -> None:
    assert after(BEGUN, touch(Ask.SPEAK, "xx")).language == "en"
    assert after(Visit(), touch(Ask.BEGIN, "xx")).language == "de"


@pytest.mark.parametrize("situation", sorted(ASIDE))
def test_after_looking_aside_a_refusal_is_still_explained(situation: Situation) -> None:
    ask = next(ask for ask, target in MOVES[S.REFUSED].items() if target is situation)
    back = after(REFUSED, touch(ask), touch(Ask.BACK))
    assert (back.situation, back.problem) == (S.REFUSED, Problem.CLOSED)
    assert back.opens_at == REFUSED.opens_at


def how_one_reads(visit: Visit) -> Visit:
    return after(
        visit, touch(Ask.SPEAK, "ar"), touch(Ask.SIZE, "150"), touch(Ask.THEME, "low-glare")
    )


@pytest.mark.parametrize("situation", sorted(set(S) - {S.STANDBY, S.DRAWING, S.AT_DOOR, S.CALL}))
def test_home_keeps_how_one_reads_and_forgets_what_one_did(situation: Situation) -> None:
    home = after(how_one_reads(EVERYWHERE[situation]), touch(Ask.HOME))
    assert home == Visit(7, S.HOME, (), "ar", Theme.LOW_GLARE, 150, touched_at=NOON)


@pytest.mark.parametrize("situation", sorted(set(S) - {S.STANDBY, S.DRAWING, S.CALL}))
def test_after_leaving_nothing_remains(situation: Situation) -> None:
    left = told(how_one_reads(EVERYWHERE[situation]), touch(Ask.LEAVE))
    assert left[0] == Visit(number=7)
    assert left[1][-1] == Forget()


def test_only_a_number_makes_home_forget_the_glass() -> None:
    assert told(HOLDING, touch(Ask.HOME))[1] == [Forget()]
    assert told(FOLLOWED, touch(Ask.HOME))[1] == []


@pytest.mark.parametrize(("ask", "value"), [(Ask.SIZE, "99"), (Ask.SIZE, ""), (Ask.THEME, "pink")])
def test_a_size_or_theme_that_does_not_exist_is_no_change(ask: Ask, value: str) -> None:
    assert after(BEGUN, touch(ask, value)) == BEGUN


def test_details_open_and_close_and_are_shut_at_the_next_service() -> None:
    opened = after(AT_SERVICE, touch(Ask.MORE))
    assert opened.details_open
    assert not after(opened, touch(Ask.MORE)).details_open
    assert not after(opened, touch(Ask.OPEN_SERVICE, "move")).details_open


def test_a_service_stays_known_when_one_looks_at_a_department_and_comes_back() -> None:
    searched = replace(AT_SERVICE, trail=(S.HOME, S.SEARCH))
    away = after(searched, touch(Ask.OPEN_DEPARTMENT, "standesamt"))
    back = after(away, touch(Ask.BACK))
    assert (back.situation, back.service) == (S.SERVICE, "passport")
