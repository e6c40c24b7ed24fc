"""At the door: going away and coming back, doors that close, nobody there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.errors import Closed, NotPossible, UnknownService, UnknownTicket
from kiosk.domain.tickets import TicketState
from tests.support.small_town import CITIZENS, HOUSING, MORNING
from tests.support.video_house import (
    CONNECTING,
    ENDED,
    KNOCKING,
    TALKING,
    UNANSWERED,
    VideoHouse,
    talk,
    video_house,
    video_town,
)


async def test_who_goes_away_gives_the_number_back(house: VideoHouse) -> None:
    house.place()
    glass = house.glass()
    await glass.knocks()
    assert (await glass.leaves()).state is ENDED
    assert house.state(glass) is TicketState.CANCELLED


async def test_who_keeps_the_place_comes_back_to_the_door(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await glass.knocks()
    await glass.leaves(keep_place=True)
    assert house.state(glass) is TicketState.AWAY
    assert await place.cards() == () and house.calls_nobody("ayse")
    await house.after(minutes=10)
    assert (await glass.knocks()).state is KNOCKING
    assert house.state(glass) is TicketState.WAITING
    assert [card.ticket_id for card in await place.cards()] == [glass.ticket_id]


async def test_who_hangs_up_has_been_served(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await talk(house, glass, place)
    await glass.leaves()
    assert glass.states == [KNOCKING, CONNECTING, TALKING, ENDED]
    assert house.state(glass) is TicketState.DONE and not glass.told.may_call_again


async def test_a_door_that_closes_leaves_the_knock_unanswered(tmp_path: Path) -> None:
    with video_house(tmp_path, video_town(always_open=False)) as house:
        house.place()
        glass = house.glass()
        await glass.knocks()
        house.now = MORNING.replace(hour=12, minute=0, second=1)
        await house.after()
        assert glass.states == [KNOCKING, UNANSWERED]
        assert not glass.told.may_call_again
        with pytest.raises(NotPossible):
            await glass.again()
        with pytest.raises(Closed):
            await house.glass("lobby-2").knocks()


async def test_a_knock_ends_when_nobody_is_left_for_20_seconds(house: VideoHouse) -> None:
    house.place()
    glass = house.glass()
    await glass.knocks()
    house.seats.sign_out("ayse", house.now)
    await house.after(seconds=1)
    assert glass.told.reason == "unstaffed"
    await house.after(seconds=19)
    assert glass.states == [KNOCKING]
    await house.after(seconds=1)
    assert glass.states == [KNOCKING, UNANSWERED] and glass.told.may_call_again
    house.place()
    assert (await glass.again()).state is KNOCKING


async def test_a_terminal_cannot_touch_the_calls_of_another(house: VideoHouse) -> None:
    place, glass, thief = house.place(), house.glass(), house.glass("lobby-2")
    await talk(house, glass, place)
    thief.ticket_id = glass.ticket_id
    for touch in (thief.knocks, thief.leaves, thief.again):
        with pytest.raises(UnknownTicket):
            await touch()
    with pytest.raises(UnknownTicket):
        thief.sees(False, 1)
    stranger = house.glass("lobby-3")
    stranger.ticket_id = house.glass("lobby-4").draws(CITIZENS)
    with pytest.raises(UnknownTicket):
        await stranger.knocks()
    assert glass.told.state is TALKING


async def test_waiting_is_told_as_it_becomes_shorter(house: VideoHouse) -> None:
    place = house.place()
    first, second = house.glass(), house.glass("lobby-2")
    await first.knocks()
    house.passes(seconds=1)
    assert (await second.knocks()).ahead == 1
    await place.accepts(first)
    await house.after(seconds=1)
    assert (second.told.ahead, second.told.reason) == (0, "consultation")
    assert second.told.high_min and timedelta(minutes=second.told.high_min) > timedelta(0)


async def test_no_number_is_given_out_for_a_call_where_there_is_no_video(
    house: VideoHouse,
) -> None:
    with pytest.raises(UnknownService):
        house.glass().draws(HOUSING)
