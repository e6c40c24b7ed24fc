"""The list of what a service needs, on paper."""

from __future__ import annotations

from dataclasses import replace

from kiosk.terminal.acts import ListCopy, ListTold, PrintList
from kiosk.terminal.situations import Situation
from kiosk.terminal.views import Ask, Paper
from kiosk.terminal.visit import Visit, advance
from kiosk.terminal.visit_facts import MOST_LISTS
from tests.domain.situations import NOON
from tests.terminal.visits import touch

FIRST, SECOND = ListCopy(1, 1), ListCopy(1, 2)
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
    assert effects == (PrintList("passport", "melden", "uk", FIRST),)
    assert (visit.listed, visit.list_paper) == ("passport", Paper.PRINTING)


def test_a_second_touch_while_it_prints_prints_nothing() -> None:
    printing, _ = advance(READING, touch(Ask.PRINT_LIST), NOON)
    again, effects = advance(printing, touch(Ask.PRINT_LIST), NOON)
    assert effects == () and again.lists == 1


def test_the_word_on_the_list_is_shown() -> None:
    printing, _ = advance(READING, touch(Ask.PRINT_LIST), NOON)
    for paper in (Paper.TAKE, Paper.BLOCKED, Paper.ASK):
        told, effects = advance(printing, ListTold(FIRST, paper), NOON)
        assert told.list_paper is paper and effects == ()


def test_a_late_word_on_the_first_copy_says_nothing_about_the_second() -> None:
    printing, _ = advance(READING, touch(Ask.PRINT_LIST), NOON)
    asked, _ = advance(printing, ListTold(FIRST, Paper.ASK), NOON)
    again, effects = advance(asked, touch(Ask.PRINT_LIST), NOON)
    assert effects == (PrintList("passport", "melden", "uk", SECOND),)
    assert advance(again, ListTold(FIRST, Paper.TAKE), NOON)[0] == again
    assert advance(again, ListTold(SECOND, Paper.TAKE), NOON)[0].list_paper is Paper.TAKE


def test_what_lies_in_the_tray_stays_there() -> None:
    taken = replace(READING, listed="passport", lists=1, list_paper=Paper.TAKE)
    for paper in Paper:
        assert advance(taken, ListTold(FIRST, paper), NOON)[0] == taken


def test_a_late_word_never_reaches_the_next_visitor() -> None:
    nobody = Visit(number=1)
    next_one = replace(READING, number=2, listed="passport", lists=1, list_paper=Paper.PRINTING)
    home = Visit(number=1, lists=1, situation=Situation.HOME)
    for visit in (nobody, next_one, home):
        assert advance(visit, ListTold(FIRST, Paper.TAKE), NOON) == (visit, ())


def test_a_visit_prints_no_more_than_a_few_lists() -> None:
    visit = READING
    for nth in range(1, MOST_LISTS + 1):
        visit, effects = advance(visit, touch(Ask.PRINT_LIST), NOON)
        assert effects
        visit, _ = advance(visit, ListTold(ListCopy(1, nth), Paper.TAKE), NOON)
    assert advance(visit, touch(Ask.PRINT_LIST), NOON)[1] == ()


def test_going_home_does_not_give_more_paper() -> None:
    visit = replace(READING, lists=MOST_LISTS)
    home, _ = advance(visit, touch(Ask.HOME), NOON)
    assert home.lists == MOST_LISTS and home.listed is None


def test_a_list_is_printed_from_the_card_only() -> None:
    home = replace(READING, situation=Situation.HOME)
    assert advance(home, touch(Ask.PRINT_LIST), NOON)[1] == ()
