"""What the glass is given about a third person: asked, there, gone; small or pinned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk.domain.call_chat import AskStill
from kiosk.domain.call_control import Stream
from kiosk.domain.guests import GuestKind, GuestState
from kiosk.terminal.call_acts import ChatHeard, StreamsShown
from kiosk.terminal.guest_talk import FAREWELL_FOR
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.showing import view_of
from kiosk.terminal.views import Ask, CallView, Intent, Moving
from kiosk.terminal.visit import Visit
from tests.domain.situations import NOON, SMALL_TOWN
from tests.terminal.third import ARRIVED, ASKED, HERE, OUT, SAYS_YES, WITH_GUEST, heard
from tests.terminal.visits import TALKING, after, touch

ALL = StreamsShown((Stream.SELF, Stream.STAFF, Stream.GUEST))
SHARED = StreamsShown((Stream.SELF, Stream.SHARE, Stream.STAFF, Stream.GUEST))


PINNED = heard(GuestState.HERE, pinned=True)


def shown(visit: Visit, now: datetime = NOON) -> CallView:
    german = replace(visit, language="de")
    view = view_of(german, Lobby(SMALL_TOWN, office_here=True), now)
    assert isinstance(view, CallView)
    return view


def test_the_question_comes_with_yes_and_no_while_the_talk_goes_on() -> None:
    view = shown(after(ASKED, ALL))
    assert view.question == (
        "Eine Dolmetscherin oder ein Dolmetscher möchte dazukommen. Sind Sie einverstanden?"
    )
    assert [tile.intent for tile in view.answers] == [
        Intent(Ask.WELCOME, "yes"),
        Intent(Ask.WELCOME, "no"),
    ]
    assert view.large is Moving.STAFF and view.end.intent == Intent(Ask.GIVE_UP)
    colleague = heard(GuestState.ARRIVED, GuestKind.COLLEAGUE)
    assert shown(after(TALKING, colleague)).question.startswith("Eine Kollegin oder ein Kollege")


def test_nobody_is_seen_before_the_yes() -> None:
    for visit in (after(ASKED, ALL), after(ASKED, SAYS_YES, ALL), after(TALKING, ALL)):
        view = shown(visit)
        assert view.third is None
        assert Moving.GUEST not in (view.large, view.beside, *view.small)
    assert shown(after(ASKED, SAYS_YES)).question == ""


def test_who_takes_part_has_a_sign_a_name_and_a_place() -> None:
    view = shown(after(WITH_GUEST, ALL))
    assert view.third is not None and view.third.seen
    assert (view.third.sign, view.third.name) == ("Dolmetscher:in ist dabei", "Dolmetscher:in")
    assert (view.large, view.small) == (Moving.STAFF, (Moving.GUEST, Moving.SELF))


@pytest.mark.parametrize(
    "visit",
    [
        after(WITH_GUEST, StreamsShown((Stream.SELF, Stream.STAFF))),
        after(WITH_GUEST, ALL, heard(GuestState.HERE, held=True)),
    ],
)
def test_a_place_stays_while_no_picture_comes(visit: Visit) -> None:
    view = shown(visit)
    assert view.third is not None and not view.third.seen
    assert Moving.GUEST in view.small


def test_who_is_pinned_stands_beside_the_desk_or_what_it_shows() -> None:
    view = shown(after(WITH_GUEST, ALL, PINNED))
    assert (view.large, view.beside, view.small) == (
        Moving.STAFF,
        Moving.GUEST,
        (Moving.SELF,),
    )
    view = shown(after(WITH_GUEST, SHARED, PINNED))
    assert (view.large, view.beside) == (Moving.SHARE, Moving.GUEST)
    assert view.small == (Moving.STAFF, Moving.SELF)


def test_that_somebody_has_gone_is_said_for_a_moment() -> None:
    gone = after(WITH_GUEST, ALL, OUT)
    view = shown(gone)
    assert view.news == "Die Dolmetscherin oder der Dolmetscher ist nicht mehr dabei."
    assert view.third is None and Moving.GUEST not in view.small
    assert shown(gone, NOON + FAREWELL_FOR).news == ""
    assert shown(after(gone, HERE), NOON + timedelta(seconds=1)).news == ""


def test_of_two_questions_the_first_one_stays() -> None:
    still = ChatHeard(AskStill())
    both = after(TALKING, still, ARRIVED)
    assert "Standbild" in shown(both).question
    answered = after(both, touch(Ask.ANSWER, "no"))
    assert "Dolmetscher" in shown(answered).question
    assert "Dolmetscher" in shown(after(ASKED, still)).question
    assert "Standbild" in shown(after(ASKED, still, SAYS_YES)).question
