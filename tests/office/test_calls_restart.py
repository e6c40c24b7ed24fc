"""The office is started again in mid-call: the talk goes on, and control comes back."""

from __future__ import annotations

import pytest

from kiosk.domain.errors import NotPossible, UnknownTicket
from kiosk.domain.tickets import TicketEvent, TicketState
from tests.support.call_ends import Glass, Place
from tests.support.video_house import (
    CONNECTING,
    ENDED,
    KNOCKING,
    TALKING,
    VideoHouse,
    talk,
)


@pytest.fixture
async def glass(house: VideoHouse, place: Place) -> Glass:
    """A terminal in mid-call when the office was started again."""
    glass = house.glass()
    await talk(house, glass, place)
    house.service.close()
    house.restarts()
    house.passes(seconds=4)
    glass.dials()
    return glass


async def test_two_people_who_talk_go_on_talking(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    told = await glass.knocks(state=TALKING, generation=1)
    assert (told.state, told.generation, str(told.desk)) == (TALKING, 1, "Platz 1")
    place.dials()
    (card,) = await place.cards()
    assert card.mine and (card.state, card.generation) == (TALKING, 1)
    place.sees(glass, True)
    assert len(glass.connects) == 1 and glass.told.state is TALKING
    await place.ends(glass)
    assert house.state(glass) is TicketState.DONE


async def test_a_page_that_was_reloaded_meanwhile_gets_a_new_connection(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    place.dials()
    assert [card.terminal for card in await place.cards()] == [""]
    await glass.knocks(state=TALKING, generation=1)
    place.sees(glass, False)
    assert glass.states[-1] is CONNECTING
    assert (glass.generation, place.connects[-1]) == (2, 2)


async def test_a_terminal_that_lost_the_pictures_meanwhile_tries_anew(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    assert (await glass.knocks(state=CONNECTING, generation=1)).state is CONNECTING
    place.dials()
    assert (glass.generation, place.connects[-1]) == (2, 2)
    glass.sees()
    assert glass.told.state is TALKING


async def test_a_desk_that_never_comes_back_ends_the_call(house: VideoHouse, glass: Glass) -> None:
    glass.heard.clear()
    await glass.knocks(state=TALKING, generation=1)
    await house.after(seconds=20)
    assert glass.states == [TALKING, CONNECTING]
    await house.after(seconds=20)
    assert glass.states == [TALKING, CONNECTING, ENDED]
    assert house.state(glass) is TicketState.WAITING


async def test_a_call_that_ended_meanwhile_is_not_talked_up(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    house.does("ayse", TicketEvent.FINISH)
    with pytest.raises(NotPossible, match="done"):
        await glass.knocks(state=TALKING, generation=1)


async def test_a_knock_is_rebuilt_above_the_connections_it_had(
    house: VideoHouse, place: Place
) -> None:
    glass = house.glass()
    await glass.knocks()
    house.service.close()
    house.restarts()
    glass.dials()
    place.dials()
    assert (await glass.knocks(generation=7)).state is KNOCKING
    await place.accepts(glass)
    assert glass.generation == 8


async def test_a_terminal_cannot_talk_itself_into_a_call(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    thief = house.glass("lobby-2")
    thief.ticket_id = glass.ticket_id
    with pytest.raises(UnknownTicket):
        await thief.knocks(state=TALKING, generation=1)
    waits = house.glass("lobby-3")
    assert (await waits.knocks(state=TALKING, generation=3)).state is KNOCKING
