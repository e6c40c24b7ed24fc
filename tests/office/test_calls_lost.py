"""Pictures, pages and terminals that are lost in a call: for a while, and for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.calls import CallState
from kiosk.domain.errors import NotPossible, UnknownTicket
from kiosk.domain.tickets import TicketState
from tests.support.video_house import (
    CONNECTING,
    ENDED,
    KNOCKING,
    TALKING,
    Glass,
    Place,
    VideoHouse,
    talk,
    video_house,
)

ANSWERED = [KNOCKING, CONNECTING, TALKING]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[VideoHouse]:
    with video_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def place(house: VideoHouse) -> Place:
    return house.place()


@pytest.fixture
async def glass(house: VideoHouse, place: Place) -> Glass:
    """A terminal that has talked for a minute."""
    glass = house.glass()
    await talk(house, glass, place)
    house.passes(minutes=1)
    return glass


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


# ---------------------------------------------------------------------- lines
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
