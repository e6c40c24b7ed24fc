"""Lines of terminals and desks that break in a call, and come back or not."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.domain.calls import CallState
from kiosk.domain.errors import NotPossible
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


async def test_a_page_that_is_reloaded_goes_on(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    place.vanishes()
    assert glass.states == [*ANSWERED, CONNECTING]
    await house.after(seconds=5)
    assert glass.generation == 1
    place.dials()
    (card,) = await place.cards()
    assert card.mine and card.state is CONNECTING
    place.sees(glass, False, card.generation)
    assert (glass.generation, place.connects[-1]) == (2, 2)
    glass.sees()
    assert glass.states == [*ANSWERED, CONNECTING, TALKING]


async def test_a_page_that_still_sees_goes_on_without_a_new_connection(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    place.vanishes()
    place.dials()
    place.sees(glass, True)
    assert glass.states == [*ANSWERED, CONNECTING, TALKING] and glass.generation == 1


async def test_a_page_that_comes_back_to_somebody_who_sees_nobody_connects_at_once(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    glass.sees(False)
    place.vanishes()
    assert glass.generation == 2, "and the page may never have heard of it"
    await house.after(seconds=10)
    place.dials()
    assert (glass.generation, place.connects[-1]) == (3, 3)
    place.sees(glass, False, 1)
    glass.sees()
    assert glass.states == [*ANSWERED, CONNECTING, TALKING]


async def test_a_page_that_does_not_come_back_ends_the_call(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    place.vanishes()
    await house.after(seconds=20)
    assert glass.states == [*ANSWERED, CONNECTING, ENDED]
    assert house.state(glass) is TicketState.WAITING


async def test_a_second_page_of_the_same_person_takes_over(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    second = Place(house, place.seat)
    second.dials()
    assert place.gave_way
    place.vanishes()
    assert glass.states == ANSWERED
    second.sees(glass, False)
    assert (second.connects, place.connects) == ([2], [1])


async def test_a_terminal_that_comes_back_in_time_goes_on(house: VideoHouse, glass: Glass) -> None:
    glass.vanishes()
    await house.after(seconds=10)
    assert house.board.get(glass.ticket_id).state is CONNECTING  # type: ignore[union-attr]
    glass.dials()
    assert (await glass.knocks(state=CallState.TALKING, generation=1)).state is TALKING
    assert glass.generation == 1


async def test_a_terminal_that_comes_back_without_pictures_tries_anew(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    glass.vanishes()
    place.sees(glass, False)
    await house.after(seconds=10)
    glass.dials()
    assert (await glass.knocks(state=CallState.CONNECTING, generation=1)).state is CONNECTING
    assert (glass.generation, place.connects[-1]) == (2, 2)


async def test_nobody_can_open_to_a_terminal_that_is_gone(house: VideoHouse, place: Place) -> None:
    glass = house.glass()
    await glass.knocks()
    glass.vanishes()
    assert await place.cards() == ()
    for act in (place.accepts(glass), place.accepts(glass)):
        with pytest.raises(NotPossible):
            await act
    await house.after(seconds=20)
    assert house.state(glass) is TicketState.WAITING
    glass.dials()
    assert (await glass.knocks()).state is ENDED
    await house.after(minutes=2)
    assert house.state(glass) is TicketState.CANCELLED


async def test_who_draws_a_number_and_never_knocks_does_not_wait(house: VideoHouse) -> None:
    glass = house.glass()
    house.video.knocking.expects(glass.draws())
    await house.after(seconds=119)
    assert house.state(glass) is TicketState.WAITING and house.boards.display(house.now)
    await house.after(seconds=1)
    assert house.state(glass) is TicketState.CANCELLED


async def test_lines_that_were_away_with_the_books_have_time_to_come_back(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    await house.after(seconds=1)
    place.vanishes()
    house.passes(seconds=30)
    loop = asyncio.get_running_loop()
    time = loop.time
    loop.time = lambda: time() + 30  # type: ignore[method-assign]
    await house.video.clock.tick()
    await house.after(seconds=10)
    assert glass.states[-1] is CONNECTING
    place.dials()
    place.sees(glass)
    assert glass.states[-1] is TALKING
    place.vanishes()
    await house.after(seconds=20)
    assert glass.states[-1] is ENDED
