"""Where video calls are seen: at the desks, and nowhere where everybody looks."""

from __future__ import annotations

from kiosk.domain.calls import Wanted
from kiosk.domain.desks import Break
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import TicketEvent
from tests.support.small_town import VEHICLES
from tests.support.video_house import CONNECTING, VideoHouse, talk


async def test_the_display_never_shows_a_call(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await glass.knocks()
    assert house.boards.display(house.now).calls == ()
    await place.accepts(glass)
    assert house.boards.display(house.now).calls == ()
    await place.ends(glass)
    lobby = house.draws()
    house.calls_next("ayse")
    assert [call.number for call in house.boards.display(house.now).calls] == [lobby.number]


async def test_the_board_offers_only_who_knocks_just_now(house: VideoHouse) -> None:
    house.place()
    glass = house.glass()
    glass.draws()

    def offered() -> list[bool]:
        board = house.boards.desk("ayse", house.now)
        assert board is not None
        return [row.callable for row in board.waiting]

    assert offered() == [False]
    await glass.knocks()
    assert offered() == [True]
    glass.vanishes()
    assert offered() == [False]


async def test_the_cards_lie_in_the_order_of_the_line(house: VideoHouse) -> None:
    place = house.place("bob", "desk-2")
    order = []
    for n, department in enumerate(("citizens", VEHICLES, "citizens")):
        glass = house.glass(f"lobby-{n}")
        glass.draws(department)
        await glass.knocks(Wanted())
        order.append(glass.ticket_id)
        house.passes(seconds=5)
    assert [card.ticket_id for card in await place.cards()] == order


async def test_an_emergency_in_the_lobby_is_before_who_knocks(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await glass.knocks()
    house.draws(priority=Priority.EMERGENCY)
    assert (await glass.knocks()).ahead == 0
    await house.after(seconds=1)
    assert glass.told.ahead == 1
    assert len(await place.cards()) == 1


async def test_a_desk_sees_only_knocks_it_can_answer(house: VideoHouse) -> None:
    other_door, other_skill = house.place("bob", "desk-3"), house.place("cem", "desk-2", "passport")
    glass = house.glass()
    ask = house.ask("citizens", "registration", terminal=glass.name)
    glass.ticket_id = ask.ticket_id
    house.issue_video(ask)
    await glass.knocks()
    assert await other_door.cards() == () == await other_skill.cards()
    assert len(await house.place().cards()) == 1


async def test_a_desk_on_a_break_cannot_accept(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    house.seats.pause("ayse", Break.SHORT, None, house.now)
    assert (await glass.knocks()).reason == "paused"
    assert [card.may_accept for card in await place.cards()] == [False]


async def test_the_answered_call_lies_before_all_others(house: VideoHouse) -> None:
    place, first, second = house.place(), house.glass(), house.glass("lobby-2")
    await first.knocks()
    house.passes(seconds=5)
    await talk(house, second, place)
    cards = await place.cards()
    assert [(card.ticket_id, card.mine) for card in cards] == [
        (second.ticket_id, True),
        (first.ticket_id, False),
    ]


async def test_a_page_is_not_told_to_hang_up_while_the_office_remembers(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await talk(house, glass, place)
    house.service.close()
    house.restarts()
    place.dials()
    (card,) = await place.cards()
    assert (card.ticket_id, card.mine, card.state) == (glass.ticket_id, True, CONNECTING)
    place.sees(glass, True)
    house.does("ayse", TicketEvent.FINISH)
    assert await place.cards() == ()
