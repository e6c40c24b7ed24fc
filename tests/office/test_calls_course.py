"""The course of a video call, from the knock to the end, as both ends hear it."""

from __future__ import annotations

import pytest

from kiosk.domain.calls import Decline, Wanted
from kiosk.domain.errors import Closed, NotPossible, UnknownService
from kiosk.domain.tickets import TicketState
from tests.support.small_town import HOUSING, VEHICLES
from tests.support.video_house import (
    CONNECTING,
    DECLINED,
    ENDED,
    KNOCKING,
    TALKING,
    VideoHouse,
    talk,
)


async def test_a_knock_becomes_a_conversation(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    told = await glass.knocks(Wanted(camera=False, interpreter="uk"))
    assert (told.state, told.ahead, told.reason) == (KNOCKING, 0, "free")
    (card,) = await place.cards()
    assert (card.number, card.wanted.interpreter, card.may_accept) == ("A001", "uk", True)
    house.passes(seconds=12)
    await place.accepts(glass)
    assert house.state(glass) is TicketState.SERVING
    assert glass.told.desk is not None and str(glass.told.desk) == "Platz 1"
    assert (glass.generation, place.connects) == (1, [1])
    assert glass.connects[0].gate_open
    assert glass.sees().state is TALKING
    await place.ends(glass)
    assert glass.states == [KNOCKING, CONNECTING, TALKING, ENDED]
    assert house.state(glass) is TicketState.DONE
    assert not glass.told.may_call_again and await place.cards() == ()


async def test_a_warm_connection_is_used_when_the_door_opens(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await glass.knocks()
    place.opens(glass)
    assert not glass.connects[0].gate_open
    assert (await place.cards())[0].warm
    await place.accepts(glass)
    assert (glass.generation, place.connects) == (1, [1])
    glass.sees()
    assert glass.states == [KNOCKING, CONNECTING, TALKING]


async def test_a_warm_connection_has_its_time_from_the_accept_on(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await glass.knocks()
    place.opens(glass)
    await house.after(seconds=60)
    await place.accepts(glass)
    await house.after(seconds=2.5)
    assert (glass.generation, place.connects) == (1, [1])
    await house.after(seconds=0.5)
    assert (glass.generation, place.connects) == (2, [1, 2])


async def test_the_warm_connection_goes_to_who_opened_the_card_last(house: VideoHouse) -> None:
    first, second = house.place(), house.place("bob", "desk-2")
    glass = house.glass()
    await glass.knocks()
    first.opens(glass)
    second.opens(glass)
    assert (first.connects, second.connects) == ([1], [2])
    assert [card.warm for card in await first.cards()] == [False]
    first.shuts(glass)
    assert [card.warm for card in await second.cards()] == [True]
    assert glass.signals == []
    second.shuts(glass)
    assert [signal.kind for signal in glass.signals] == ["bye"]


async def test_who_is_declined_reads_why(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await glass.knocks()
    await place.declines(glass, Decline.COME_IN_PERSON)
    assert glass.states == [KNOCKING, DECLINED]
    assert glass.told.declined is Decline.COME_IN_PERSON
    assert house.state(glass) is TicketState.CANCELLED
    with pytest.raises(NotPossible):
        await glass.again()


async def test_who_is_asked_to_wait_reads_so_until_the_door_opens(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await glass.knocks()
    house.video.answering.ask_to_wait(place.seat, glass.ticket_id)
    assert glass.told.asked_to_wait
    await place.accepts(glass)
    assert not glass.told.asked_to_wait


async def test_a_call_is_held_and_goes_on(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await talk(house, glass, place)
    place.holds(glass)
    assert glass.told.held and (await place.cards())[0].held
    place.holds(glass, on=False)
    assert not glass.told.held and glass.told.state is TALKING


async def test_who_is_passed_on_keeps_the_place_and_the_note(house: VideoHouse) -> None:
    place, other = house.place(), house.place("bob", "desk-3")
    glass, before = house.glass(), house.glass("lobby-2")
    await talk(house, glass, place)
    house.passes(minutes=5)
    before.draws(VEHICLES)
    await before.knocks()
    queued_at = house.ticket(glass.ticket_id).queued_at
    await place.passes_on(glass, VEHICLES, "Fahrzeugschein liegt vor")
    assert glass.states == [KNOCKING, CONNECTING, TALKING, KNOCKING]
    assert house.ticket(glass.ticket_id).queued_at == queued_at
    cards = await other.cards()
    assert [card.ticket_id for card in cards] == [glass.ticket_id, before.ticket_id]
    assert cards[0].note == "Fahrzeugschein liegt vor" and await place.cards() == ()
    await other.accepts(glass)
    assert glass.told.department == VEHICLES and glass.connects[-1].generation == 2


async def test_nobody_is_passed_on_to_where_nobody_can_answer(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await talk(house, glass, place)
    with pytest.raises(Closed):
        await place.passes_on(glass, VEHICLES)
    with pytest.raises(UnknownService):
        await place.passes_on(glass, HOUSING)
    assert glass.told.state is TALKING
