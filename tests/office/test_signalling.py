"""What is passed between the two ends of a call, and what is dropped."""

from __future__ import annotations

import logging

import pytest

from kiosk.domain.call_messages import LONGEST_SDP, MOST_CANDIDATES, Signal, SignalKind
from kiosk.office.connections import End
from kiosk.office.signalling import MOST_DESCRIPTIONS
from tests.support.call_ends import Glass, Place
from tests.support.video_house import VideoHouse

OFFER, ANSWER, CANDIDATE = SignalKind.OFFER, SignalKind.ANSWER, SignalKind.CANDIDATE
NO_MORE, BYE = SignalKind.NO_MORE_CANDIDATES, SignalKind.BYE
SDP = "v=0\r\no=- 4611731400430051336 2 IN IP4 192.0.2.77\r\ns=-\r\n"


@pytest.fixture
async def glass(house: VideoHouse, place: Place) -> Glass:
    """A terminal whose knock a desk looks at."""
    glass = house.glass()
    await glass.knocks()
    place.opens(glass)
    return glass


async def test_both_ends_hear_each_other_word_for_word(place: Place, glass: Glass) -> None:
    glass.says(OFFER, SDP)
    glass.says(NO_MORE)
    place.says(glass, ANSWER, "not an SDP at all \u2603")
    place.says(glass, BYE)
    assert [(each.kind, each.body) for each in place.signals] == [(OFFER, SDP), (NO_MORE, "")]
    assert [(each.kind, each.body) for each in glass.signals] == [
        (ANSWER, "not an SDP at all \u2603"),
        (BYE, ""),
    ]


async def test_a_description_that_is_too_long_is_dropped(place: Place, glass: Glass) -> None:
    glass.says(OFFER, "v" * (LONGEST_SDP + 1))
    glass.says(OFFER, "\u2603" * (LONGEST_SDP // 3 + 1))
    place.says(glass, CANDIDATE, "c" * (LONGEST_SDP + 1))
    assert place.signals == [] == glass.signals
    glass.says(OFFER, "v" * LONGEST_SDP)
    assert len(place.signals) == 1


async def test_a_body_belongs_to_what_has_one(place: Place, glass: Glass) -> None:
    glass.says(BYE, "and more")
    glass.says(NO_MORE, SDP)
    assert place.signals == []


async def test_a_flood_of_candidates_ends_with_the_64th(place: Place, glass: Glass) -> None:
    for n in range(500):
        glass.says(CANDIDATE, str(n))
        place.says(glass, CANDIDATE, str(n))
    assert [each.body for each in place.signals] == [str(n) for n in range(MOST_CANDIDATES)]
    assert len(glass.signals) == MOST_CANDIDATES
    glass.says(NO_MORE)
    assert place.signals[-1].kind is NO_MORE


async def test_a_new_connection_has_its_own_candidates(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    for n in range(100):
        glass.says(CANDIDATE, str(n))
    other = house.place("bob", "desk-2")
    other.opens(glass)
    for n in range(100):
        glass.says(CANDIDATE, str(n))
    assert len(place.signals) == len(other.signals) == MOST_CANDIDATES


async def test_a_flood_of_offers_ends_too(place: Place, glass: Glass) -> None:
    for _ in range(MOST_DESCRIPTIONS * 2):
        place.says(glass, OFFER, SDP)
    assert len(glass.signals) == MOST_DESCRIPTIONS


async def test_signals_of_an_older_connection_are_dropped(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    other = house.place("bob", "desk-2")
    other.opens(glass)
    glass.says(OFFER, SDP, generation=1)
    place.says(glass, ANSWER, SDP)
    assert place.signals == [] == other.signals and glass.signals == []
    glass.says(OFFER, SDP, generation=2)
    glass.says(OFFER, SDP, generation=3)
    assert len(other.signals) == 1


async def test_nobody_else_can_say_anything(house: VideoHouse, place: Place, glass: Glass) -> None:
    thief, stranger = house.glass("lobby-2"), house.place("bob", "desk-2")
    thief.ticket_id = glass.ticket_id
    thief.says(OFFER, SDP, generation=1)
    stranger.says(glass, ANSWER, SDP)
    unknown = Signal("AAAAAAAAAAAAAAAAAAAAAAAAAA", 1, OFFER, SDP)
    house.board.signal(End.TERMINAL, "lobby-1", unknown)
    assert place.signals == [] == glass.signals and stranger.signals == []


async def test_nothing_is_passed_on_when_the_call_is_over(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    await place.declines(glass)
    glass.says(OFFER, SDP)
    place.says(glass, ANSWER, SDP)
    assert place.signals == [] == glass.signals


async def test_the_journal_knows_when_a_call_was_and_nothing_else(
    house: VideoHouse, place: Place, glass: Glass, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        glass.says(OFFER, SDP)
        glass.says(OFFER, SDP * 1_000)
        await place.accepts(glass)
        glass.sees()
        house.passes(seconds=75)
        await place.ends(glass)
    told = [line for line in caplog.messages if line.startswith("call.")]
    assert told == [
        "call.answered terminal=lobby-1 waited=0s",
        "call.ended terminal=lobby-1 outcome=ended lasted=75s",
    ]
    written = caplog.text
    assert "192.0.2.77" not in written and "v=0" not in written
    assert glass.ticket_id not in written and "citizens" not in written
