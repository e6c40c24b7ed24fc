"""The list of what a service needs, on paper."""

from __future__ import annotations

from dataclasses import replace

from kiosk.terminal.acts import ListTold, PrintList
from kiosk.terminal.situations import Situation
from kiosk.terminal.views import Ask, Paper
from kiosk.terminal.visit import Visit, advance
from kiosk.terminal.visit_facts import MOST_LISTS
from tests.domain.situations import NOON
from tests.terminal.visits import touch

READING = Visit(
    number=1,
    situation=Situation.SERVICE,
    service="passport",
    department="melden",
    language="uk",
    touched_at=NOON,
)


def test_a_touch_prints_the_list_in_the_language_of_the_visit() -> None:
    visit, effects = advance(READING, touch(Ask.PRINT_LIST), NOON)
    assert effects == (PrintList("passport", "melden", "uk"),)
    assert (visit.listed, visit.list_paper) == ("passport", Paper.PRINTING)


def test_a_second_touch_while_it_prints_prints_nothing() -> None:
    printing, _ = advance(READING, touch(Ask.PRINT_LIST), NOON)
    again, effects = advance(printing, touch(Ask.PRINT_LIST), NOON)
    assert effects == () and again.lists == 1


def test_the_word_on_the_list_is_shown() -> None:
    printing, _ = advance(READING, touch(Ask.PRINT_LIST), NOON)
    for paper in (Paper.TAKE, Paper.BLOCKED, Paper.ASK):
        told, effects = advance(printing, ListTold("passport", paper), NOON)
        assert told.list_paper is paper and effects == ()


def test_a_word_on_another_list_changes_nothing() -> None:
    printing, _ = advance(READING, touch(Ask.PRINT_LIST), NOON)
    assert advance(printing, ListTold("wedding", Paper.TAKE), NOON)[0] == printing


def test_a_late_word_concerns_nobody_after_the_visit() -> None:
    nobody = Visit(number=2)
    assert advance(nobody, ListTold("passport", Paper.TAKE), NOON) == (nobody, ())


def test_a_visit_prints_no_more_than_a_few_lists() -> None:
    visit = READING
    for _ in range(MOST_LISTS):
        visit, effects = advance(visit, touch(Ask.PRINT_LIST), NOON)
        assert effects
        visit, _ = advance(visit, ListTold("passport", Paper.TAKE), NOON)
    assert advance(visit, touch(Ask.PRINT_LIST), NOON)[1] == ()


def test_going_home_does_not_give_more_paper() -> None:
    visit = replace(READING, lists=MOST_LISTS)
    home, _ = advance(visit, touch(Ask.HOME), NOON)
    assert home.lists == MOST_LISTS and home.listed is None


def test_a_list_is_printed_from_the_card_only() -> None:
    home = replace(READING, situation=Situation.HOME)
    assert advance(home, touch(Ask.PRINT_LIST), NOON)[1] == ()
