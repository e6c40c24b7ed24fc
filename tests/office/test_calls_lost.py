"""Pictures that are lost in a call: for a while, and for good."""

from __future__ import annotations

import pytest

from kiosk.domain.errors import NotPossible, UnknownTicket
from kiosk.domain.tickets import TicketState
from tests.support.call_ends import Glass, Place
from tests.support.video_house import (
    CONNECTING,
    ENDED,
    KNOCKING,
    TALKING,
    VideoHouse,
)

ANSWERED = [KNOCKING, CONNECTING, TALKING]


@pytest.mark.parametrize("who", ["terminal", "desk"])
async def test_lost_pictures_are_tried_for_at_once(
    house: VideoHouse, place: Place, glass: Glass, who: str
) -> None:
    if who == "terminal":
        glass.sees(False)
    else:
        place.sees(glass, False)
    assert glass.states == [*ANSWERED, CONNECTING]
    assert (glass.generation, place.connects[-1]) == (2, 2)
    glass.sees()
    assert glass.states == [*ANSWERED, CONNECTING, TALKING]


async def test_tries_are_two_seconds_apart(house: VideoHouse, place: Place, glass: Glass) -> None:
    for n in range(20):
        glass.sees(False)
        place.sees(glass, False)
        await house.after(seconds=0.5)
        assert glass.generation <= 2 + (n + 1) // 4
    assert glass.generation == 7


async def test_a_try_without_a_word_has_three_seconds(house: VideoHouse, glass: Glass) -> None:
    glass.sees(False)
    await house.after(seconds=2.5)
    assert glass.generation == 2
    await house.after(seconds=0.5)
    assert glass.generation == 3


async def test_every_try_has_more_time_than_the_one_before(house: VideoHouse, glass: Glass) -> None:
    await house.after(seconds=60)
    glass.sees(False)
    tried = []
    for second in range(19):
        await house.after(seconds=1)
        if glass.generation > len(tried) + 2:
            tried.append(second + 1)
    assert tried == [3, 6, 12]


async def test_what_is_told_of_an_older_connection_means_nothing(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    glass.sees(False)
    glass.sees(True, generation=1)
    place.sees(glass, True, generation=1)
    assert glass.states[-1] is CONNECTING
    glass.sees(True)
    glass.sees(False, generation=1)
    assert glass.states[-1] is TALKING


async def test_a_desk_that_does_not_see_is_heard_before_the_terminal_is(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    glass.sees(False)
    place.sees(glass, False)
    glass.sees(True)
    assert glass.states[-1] is CONNECTING
    place.sees(glass, True)
    assert glass.states[-1] is TALKING


async def test_after_20_seconds_the_call_ends_and_is_knocked_anew(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    queued_at = house.ticket(glass.ticket_id).queued_at
    glass.sees(False)
    await house.after(seconds=19)
    assert glass.states[-1] is CONNECTING
    await house.after(seconds=1)
    assert glass.states == [*ANSWERED, CONNECTING, ENDED]
    assert glass.told.may_call_again and house.state(glass) is TicketState.WAITING
    assert await place.cards() == () and house.calls_nobody("ayse")
    await house.after(seconds=100)
    tried = glass.generation
    assert (await glass.again()).state is KNOCKING
    assert house.ticket(glass.ticket_id).queued_at == queued_at
    await place.accepts(glass)
    assert glass.generation == tried + 1


async def test_after_two_minutes_the_number_is_given_back(house: VideoHouse, glass: Glass) -> None:
    glass.sees(False)
    await house.after(seconds=20)
    await house.after(minutes=2)
    assert house.state(glass) is TicketState.CANCELLED
    assert not glass.told.may_call_again
    with pytest.raises(UnknownTicket):
        await glass.again()
    with pytest.raises(NotPossible):
        await glass.knocks()


async def test_an_accepted_call_without_any_pictures_ends_too(
    house: VideoHouse, place: Place
) -> None:
    glass = house.glass()
    await glass.knocks()
    await place.accepts(glass)
    await house.after(seconds=20)
    assert glass.states == [KNOCKING, CONNECTING, ENDED]
    assert house.state(glass) is TicketState.WAITING
