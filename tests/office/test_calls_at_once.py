"""Who was first is decided by the books: two desks, the ordinary buttons, the clock."""

from __future__ import annotations

import asyncio
from collections import Counter as Tally
from dataclasses import replace

import pytest

from kiosk.domain.errors import DeskBusy, NotPossible, Refused, UnknownService
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import Kind, TicketEvent, TicketState
from kiosk.office.store import Store
from tests.office.test_races import at_once
from tests.support.small_town import HOUSING, MORNING, VEHICLES
from tests.support.video_house import (
    CONNECTING,
    ENDED,
    KNOCKING,
    TALKING,
    UNANSWERED,
    VideoHouse,
    talk,
)


def test_two_desks_that_accept_at_once_are_one_in_the_books(store: Store) -> None:
    house = VideoHouse(store)
    for n, account in enumerate(("ayse", "bob", "cem"), 1):
        house.sits(account, (f"desk-{n}", "desk-4")[n == 3])
    for n in range(8):
        ask = replace(house.ask(), kind=Kind.VIDEO)
        ticket_id = house.issues(ask).ticket_id
        house.premises.knocking = frozenset({ticket_id})

        def accepts(account: str, ticket_id: str = ticket_id, n: int = n) -> str | None:
            try:
                house.desks.call_chosen(account, f"{account}-{n}", ticket_id, MORNING)
            except NotPossible:
                return None
            return account

        won = at_once([lambda who=who: accepts(who) for who in ("ayse", "bob", "cem")])  # type: ignore[misc]
        (winner,) = [account for account in won if account]
        assert house.ticket(ticket_id).state is TicketState.SERVING
        house.does(winner, TicketEvent.FINISH)
    house.service.close()


async def test_two_pages_that_accept_at_once_are_one(house: VideoHouse) -> None:
    places = house.place(), house.place("bob", "desk-2"), house.place("cem", "desk-4")
    glass = house.glass()
    await glass.knocks()
    told = await asyncio.gather(*(each.accepts(glass) for each in places), return_exceptions=True)
    assert Tally(map(type, told)) == {type(None): 1, NotPossible: 2}
    winner = places[told.index(None)]
    assert [len(each.connects) for each in places].count(1) == 1 and winner.connects == [1]
    assert glass.states == [KNOCKING, CONNECTING]


async def test_a_desk_has_one_open_call(house: VideoHouse) -> None:
    place, first, second = house.place(), house.glass(), house.glass("lobby-2")
    await first.knocks()
    await second.knocks()
    await place.accepts(first)
    assert [card.may_accept for card in await place.cards()] == [True, False]
    with pytest.raises(DeskBusy):
        await place.accepts(second)
    assert second.states == [KNOCKING]


async def test_to_call_who_knocks_is_to_open_the_door(house: VideoHouse) -> None:
    house.place()
    glass = house.glass()
    await glass.knocks()
    called = house.calls_next("ayse")
    assert called.ticket_id == glass.ticket_id and called.state is TicketState.SERVING
    await house.after()
    assert glass.states == [KNOCKING, CONNECTING] and glass.generation == 1


async def test_only_who_knocks_can_be_called(house: VideoHouse) -> None:
    house.place()
    glass = house.glass()
    glass.draws()
    assert house.calls_nobody("ayse")
    with pytest.raises(NotPossible):
        house.desks.call_chosen("ayse", house.key(), glass.ticket_id, house.now)
    in_the_lobby = house.draws(priority=Priority.NORMAL)
    assert house.calls_next("ayse").ticket_id == in_the_lobby.ticket_id


async def test_a_desk_without_video_calls_nobody_who_knocks(house: VideoHouse) -> None:
    town = house.premises.town
    desks = tuple(replace(each, takes_video=each.key != "desk-2") for each in town.desks)
    house.premises._desks = {each.key: each for each in desks}
    place, glass = house.place("bob", "desk-2"), house.glass()
    house.place()
    await glass.knocks()
    assert house.calls_nobody("bob") and await place.cards() == ()
    with pytest.raises(NotPossible):
        house.desks.call_chosen("bob", house.key(), glass.ticket_id, house.now)


@pytest.mark.parametrize(
    ("event", "department", "ends_as"),
    [
        (TicketEvent.FINISH, None, ENDED),
        (TicketEvent.PARK, None, ENDED),
        (TicketEvent.TRANSFER, VEHICLES, KNOCKING),
    ],
)
async def test_the_ordinary_buttons_move_the_call(
    house: VideoHouse, event: TicketEvent, department: str | None, ends_as: str
) -> None:
    place, glass = house.place(), house.glass()
    house.place("bob", "desk-3")
    await talk(house, glass, place)
    house.does("ayse", event, department)
    await house.after()
    assert glass.states == [KNOCKING, CONNECTING, TALKING, ends_as]


async def test_nobody_who_talks_is_passed_on_to_a_counter(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await talk(house, glass, place)
    with pytest.raises(UnknownService):
        house.does("ayse", TicketEvent.TRANSFER, HOUSING)


async def test_who_was_parked_comes_back_by_knocking(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await talk(house, glass, place)
    house.does("ayse", TicketEvent.PARK)
    await house.after(minutes=3)
    with pytest.raises(NotPossible):
        house.desks.resume("ayse", house.key(), glass.ticket_id, house.now)
    assert (await glass.knocks()).state is KNOCKING
    assert house.state(glass) is TicketState.WAITING


async def test_a_number_given_back_on_the_phone_ends_the_knock(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await glass.knocks()
    house.counter.cancel(glass.ticket_id, house.now)
    with pytest.raises(Refused):
        await place.accepts(glass)
    await house.after()
    assert glass.states == [KNOCKING, ENDED] and not glass.told.may_call_again


async def test_the_end_of_the_day_ends_every_call(house: VideoHouse) -> None:
    place, talks, knocks = house.place(), house.glass(), house.glass("lobby-2")
    await talk(house, talks, place)
    await knocks.knocks()
    house.passes(days=1)
    house.clockwork.tick(house.now)
    await house.after()
    assert talks.states[-1] is ENDED and knocks.states == [KNOCKING, UNANSWERED]
