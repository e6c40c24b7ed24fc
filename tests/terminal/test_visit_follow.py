"""Somebody looks at a number that was drawn before, by its code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.tickets import TicketState
from kiosk.terminal.acts import (
    AskHelp,
    CancelTicket,
    FindCode,
    HelpTold,
    ReactivateTicket,
    SearchServices,
    ServicesFound,
    TicketRefused,
    TicketTold,
)
from kiosk.terminal.situations import Problem, Situation
from kiosk.terminal.views import Ask
from kiosk.terminal.visit import LONGEST_QUERY, Visit
from tests.terminal.visits import (
    BEGUN,
    EVERYWHERE,
    FOLLOWED,
    FOLLOWING,
    OTHERS,
    STATUS,
    after,
    told,
    touch,
    types,
)

S = Situation
CHECK = touch(Ask.CHECK_CODE)
FOLLOW = after(BEGUN, touch(Ask.FOLLOW))


# ------------------------------------------------------------------ the code
def test_a_code_takes_only_letters_that_are_in_codes() -> None:
    assert after(FOLLOW, *types("k7-o1q2 Iäß")).code == "K7Q2SS"


def test_a_code_has_eight_letters_at_most() -> None:
    assert after(FOLLOW, *types("K7Q2MX4WABC")).code == "K7Q2MX4W"


def test_letters_can_be_taken_back() -> None:
    assert after(FOLLOW, *types("K7Q"), touch(Ask.ERASE)).code == "K7"
    assert after(FOLLOW, *types("K7Q"), touch(Ask.CLEAR)).code == ""
    assert after(FOLLOW, touch(Ask.ERASE)).code == ""


def test_a_code_is_asked_for_when_it_is_complete() -> None:
    assert told(FOLLOW, *types("K7Q2MX4"), CHECK)[1] == []
    assert told(FOLLOW, *types("K7Q2MX4W"), CHECK)[1] == [FindCode("K7Q2MX4W")]


def test_the_ticket_of_the_code_is_shown() -> None:
    assert (FOLLOWED.situation, FOLLOWED.followed) == (S.FOLLOWED, STATUS)


def test_the_answer_to_an_earlier_visit_shows_nobody_elses_ticket() -> None:
    assert after(FOLLOWING, CHECK, TicketTold(OTHERS)).followed is None
    assert after(FOLLOW, TicketTold(STATUS)) == FOLLOW
    assert after(FOLLOWED, TicketTold(OTHERS)) == FOLLOWED


def test_the_refusal_of_an_earlier_visit_is_not_told_to_this_one() -> None:
    for visit in (FOLLOW, FOLLOWING, FOLLOWED):
        assert after(visit, TicketRefused("unknown-ticket")) == visit


def test_a_code_that_was_changed_after_asking_is_not_answered() -> None:
    changed = after(FOLLOWING, CHECK, touch(Ask.ERASE))
    assert after(changed, TicketTold(STATUS), TicketRefused("unknown-ticket")) == changed


@pytest.mark.parametrize("situation", sorted(set(S) - {S.FOLLOW, S.FOLLOWED}))
def test_an_answer_about_a_ticket_counts_only_where_it_was_asked_for(
    situation: Situation,
) -> None:
    visit = EVERYWHERE[situation]
    assert told(visit, TicketTold(STATUS), TicketRefused("too-late")) == (visit, [])


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("unknown-ticket", Problem.UNKNOWN_TICKET),
        ("office-away", Problem.OFFICE_AWAY),
        ("too-many-tries", Problem.TOO_MANY_TRIES),
        ("something-new", Problem.NOT_POSSIBLE),
    ],
)
def test_a_refusal_is_told_until_one_types_again(code: str, problem: Problem) -> None:
    refused = after(FOLLOWING, CHECK, TicketRefused(code))
    assert (refused.situation, refused.problem) == (S.FOLLOW, problem)
    assert after(refused, touch(Ask.ERASE)).problem is Problem.NONE


# ------------------------------------------------------------------ what one can do with it
def test_coming_back_after_a_missed_call() -> None:
    visit, wanted = told(FOLLOWED, touch(Ask.REACTIVATE))
    assert wanted == [ReactivateTicket("TICKET")]
    assert after(visit, TicketRefused("too-late")).problem is Problem.TOO_LATE
    waiting = replace(STATUS, may_return=False)
    assert after(visit, TicketTold(waiting)).followed == waiting


def test_a_ticket_is_given_back_only_after_asking_once_more() -> None:
    assert told(FOLLOWED, touch(Ask.CONFIRM))[1] == []
    asked, wanted = told(FOLLOWED, touch(Ask.CANCEL_TICKET))
    assert asked.confirming and wanted == []
    kept = after(asked, touch(Ask.BACK))
    assert (kept.confirming, kept.situation) == (False, S.FOLLOWED)
    cancelled, wanted = told(asked, touch(Ask.CONFIRM))
    assert wanted == [CancelTicket("TICKET")]
    gone = replace(STATUS, state=TicketState.CANCELLED)
    assert after(cancelled, TicketTold(gone)) == replace(FOLLOWED, followed=gone)


def test_looking_aside_is_no_answer_to_the_question() -> None:
    aside = after(FOLLOWED, touch(Ask.CANCEL_TICKET), touch(Ask.AIDS))
    assert told(aside, touch(Ask.CONFIRM))[1] == []
    back = after(aside, touch(Ask.BACK))
    assert (back.situation, back.confirming) == (S.FOLLOWED, False)


# ------------------------------------------------------------------ search and help
def test_every_letter_searches_and_only_the_newest_answer_counts() -> None:
    searching, wanted = told(BEGUN, touch(Ask.SEARCH), *types("pa"))
    assert wanted == [SearchServices("p"), SearchServices("pa")]
    assert after(searching, ServicesFound("p", ("pets",))) == searching
    found = after(searching, ServicesFound("pa", ("passport",)))
    assert (found.results, found.searched) == (("passport",), "pa")


@pytest.mark.parametrize("ask", [Ask.ERASE, Ask.CLEAR])
def test_without_a_word_nothing_is_searched(ask: Ask) -> None:
    found = after(BEGUN, touch(Ask.SEARCH), *types("p"), ServicesFound("p", ("pets",)))
    emptied, wanted = told(found, touch(ask))
    assert (emptied.query, emptied.results, wanted) == ("", (), [])


def test_a_query_has_an_end() -> None:
    long = after(BEGUN, touch(Ask.SEARCH), *types("x" * 60))
    assert long.query == "x" * LONGEST_QUERY


def test_help_is_called_once_and_says_how_many_ring() -> None:
    calling, wanted = told(BEGUN, touch(Ask.HELP), touch(Ask.HELP))
    assert wanted == [AskHelp()]
    elsewhere = after(calling, touch(Ask.LANGUAGES))
    for visit in (calling, elsewhere):
        assert after(visit, HelpTold(2)).helpers == 2


def test_nobody_is_told_of_help_that_somebody_before_has_called() -> None:
    assert after(Visit(number=7), HelpTold(2)) == Visit(number=7)
    assert after(BEGUN, HelpTold(2)) == BEGUN
