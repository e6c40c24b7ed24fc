"""What the phone says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import LANGUAGES, Phrase
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import Kind, TicketState
from kiosk.office.phone_view import PhoneView, phone_view
from kiosk.texts import texts
from tests.support.small_town import BERLIN, MORNING

WAITING = TicketStatus(
    ticket_id="A" * 26,
    code="K7Q2MX4W",
    number=TicketNumber("A", 42),
    department="citizens",
    wishes=(),
    kind=Kind.WALK_IN,
    state=TicketState.WAITING,
    language="de",
    queued_at=MORNING,
    people_ahead=3,
    low_min=10,
    high_min=25,
    desk=None,
    desk_room=None,
    called_at=None,
    may_return=False,
    as_of=MORNING,
)
CALLED = replace(
    WAITING,
    state=TicketState.CALLED,
    people_ahead=0,
    low_min=None,
    high_min=None,
    desk=Phrase("Platz 3"),
    desk_room=Phrase("Raum 1.02"),
    called_at=MORNING,
)


def view(status: TicketStatus, language: str = "de") -> PhoneView:
    return phone_view(status, Phrase("Ausweise"), texts(language), BERLIN)


def plain(text: str) -> str:
    return text.replace("\u2066", "").replace("\u2069", "")


def test_who_waits_sees_people_ahead_and_the_estimate_as_minutes_and_times() -> None:
    seen = view(WAITING)
    assert (seen.number, seen.ahead, plain(seen.wait)) == ("A042", "3", "10–25 Minuten")
    assert plain(seen.around) == "etwa 10:52–11:07 Uhr"


def test_an_estimate_that_may_be_nothing_is_told_by_its_end_only() -> None:
    seen = view(replace(WAITING, low_min=0, high_min=5))
    assert plain(seen.wait) == "bis zu 5 Minuten"
    assert plain(seen.around) == "etwa bis 10:47 Uhr"


def test_without_an_estimate_none_is_made_up() -> None:
    seen = view(replace(WAITING, low_min=None, high_min=None))
    assert (seen.wait, seen.around) == ("Wartezeit unbekannt", "")


def test_figures_stay_left_to_right_in_every_language() -> None:
    for language in LANGUAGES:
        assert "\u206610–25\u2069" in view(WAITING, language).wait


def test_who_is_called_sees_where_to_go_and_nothing_that_distracts() -> None:
    seen = view(CALLED)
    assert (seen.tone, seen.place, seen.room) == ("call", "Platz 3", "Raum 1.02")
    assert (seen.ahead, seen.wait, seen.low_min) == ("", "", None)


def test_every_call_and_recall_rings_anew() -> None:
    again = replace(CALLED, called_at=MORNING + timedelta(seconds=30))
    assert len({view(WAITING).call, view(CALLED).call, view(again).call}) == 3
    assert view(WAITING).call == ""


@pytest.mark.parametrize(
    ("state", "may_return", "acts"),
    [
        (TicketState.WAITING, False, ("leave", "cancel")),
        (TicketState.AWAY, False, ("back", "cancel")),
        (TicketState.CALLED, False, ("cancel",)),
        (TicketState.SERVING, False, ()),
        (TicketState.NO_SHOW, True, ("reactivate",)),
        (TicketState.NO_SHOW, False, ()),
        (TicketState.DONE, False, ()),
    ],
)
def test_only_what_is_possible_is_offered(
    state: TicketState, may_return: bool, acts: tuple[str, ...]
) -> None:
    assert view(replace(WAITING, state=state, may_return=may_return)).acts == acts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", TicketState)
def test_every_state_has_its_sentence_in_every_language(state: TicketState, language: str) -> None:
    seen = view(replace(WAITING, state=state), language)
    german = view(replace(WAITING, state=state))
    assert seen.headline and seen.sentence
    assert language == "de" or seen.headline != german.headline


def test_a_number_that_is_over_says_so() -> None:
    over = {state for state in TicketState if view(replace(WAITING, state=state)).over}
    assert over == {
        TicketState.DONE,
        TicketState.CANCELLED,
        TicketState.EXPIRED,
        TicketState.MISSED,
        TicketState.NO_SHOW,
    }
    assert not view(replace(WAITING, state=TicketState.NO_SHOW, may_return=True)).over
