"""A guest from the invitation to the end, as the three see it."""

from __future__ import annotations

import pytest

from kiosk.domain.call_messages import GuestNow
from kiosk.domain.calls import CallState, Wanted
from kiosk.domain.errors import NotPossible
from kiosk.domain.guests import GuestEvent, GuestKind, GuestState, Leg
from tests.support.call_ends import Glass, Place
from tests.support.guest_end import GuestEnd
from tests.support.video_house import VideoHouse

INVITED, ARRIVED, HERE = GuestState.INVITED, GuestState.ARRIVED, GuestState.HERE
OUT = GuestState.OUT


def told(glass: Glass) -> GuestNow:
    guest = glass.told.guest
    assert guest is not None
    return guest


async def test_a_colleague_takes_part_when_the_citizen_says_yes(invitee: GuestEnd) -> None:
    invitee.is_invited()
    assert told(invitee.glass).state is INVITED
    invitee.comes()
    assert invitee.states == [ARRIVED] and invitee.connects(Leg.GUEST) == []
    invitee.answered()
    assert invitee.states == [ARRIVED, HERE]
    assert (told(invitee.glass).state, told(invitee.glass).generation) == (HERE, 1)
    (card,) = await invitee.place.cards()
    assert card.guest is not None and card.guest.state is HERE


async def test_who_wished_for_an_interpreter_is_not_asked(house: VideoHouse, place: Place) -> None:
    glass = house.glass()
    await glass.knocks(Wanted(interpreter="uk"))
    await place.accepts(glass)
    guest = GuestEnd(house, glass, place)
    guest.is_invited(GuestKind.INTERPRETER, "uk")
    guest.comes()
    assert guest.states == [HERE]


async def test_who_wished_for_an_interpreter_is_asked_about_a_colleague(
    house: VideoHouse, place: Place
) -> None:
    glass = house.glass()
    await glass.knocks(Wanted(interpreter="uk"))
    await place.accepts(glass)
    guest = GuestEnd(house, glass, place)
    guest.is_invited()
    guest.comes()
    assert guest.states == [ARRIVED]


async def test_a_no_is_the_end_and_nothing_was_connected(invitee: GuestEnd) -> None:
    invitee.is_invited()
    invitee.comes()
    invitee.answered(False)
    assert invitee.room.guest.ended_by is GuestEvent.REFUSE and not invitee.room.over
    assert invitee.finished and not invitee.dials()
    assert invitee.glass.connects_on(Leg.GUEST) == []
    assert invitee.glass.told.state is CallState.TALKING


async def test_an_answer_said_twice_is_said_once(invitee: GuestEnd) -> None:
    invitee.is_invited()
    with pytest.raises(NotPossible):
        invitee.answered()
    invitee.comes()
    invitee.answered()
    heard = list(invitee.heard)
    assert invitee.answered().guest == told(invitee.glass) and invitee.heard == heard
    with pytest.raises(NotPossible):
        invitee.answered(False)


async def test_the_guest_goes_with_the_talk(guest: GuestEnd) -> None:
    await guest.place.ends(guest.glass)
    assert guest.room.over and guest.room.guest.ended_by is GuestEvent.DISMISS
    assert guest.finished


async def test_the_guest_does_not_go_along_to_another_department(guest: GuestEnd) -> None:
    other = guest.house.place("bob", "desk-2")
    await guest.place.passes_on(guest.glass, "vehicles")
    assert guest.room.over and guest.states[-1] is OUT
    (card,) = await other.cards()
    assert card.guest is None


async def test_a_desk_that_does_not_come_back_takes_the_guest_with_it(guest: GuestEnd) -> None:
    guest.place.vanishes()
    await guest.house.after(seconds=19)
    assert guest.states[-1] is HERE
    await guest.house.after(seconds=2)
    assert guest.glass.told.state is CallState.ENDED and guest.room.over


async def test_the_desk_sends_away_and_may_invite_anew(guest: GuestEnd) -> None:
    guest.house.video.inviting.dismiss(guest.place.seat, guest.glass.ticket_id)
    assert guest.room.guest.ended_by is GuestEvent.DISMISS and not guest.room.over
    second = GuestEnd(guest.house, guest.glass, guest.place)
    second.joins()
    assert second.connects(Leg.GUEST) == [2] == second.connects(Leg.ASIDE)
    assert guest.states[-1] is OUT


async def test_the_guest_leaves_and_the_talk_goes_on(guest: GuestEnd) -> None:
    guest.leaves()
    assert told(guest.glass).ended_by is GuestEvent.LEAVE
    assert guest.glass.told.state is CallState.TALKING


async def test_a_pin_is_told_to_the_terminal(invitee: GuestEnd) -> None:
    inviting, ticket_id = invitee.house.video.inviting, invitee.glass.ticket_id
    with pytest.raises(NotPossible):
        inviting.pin(invitee.place.seat, ticket_id, True)
    invitee.joins()
    inviting.pin(invitee.place.seat, ticket_id, True)
    assert told(invitee.glass).pinned
    inviting.pin(invitee.place.seat, ticket_id, False)
    assert not told(invitee.glass).pinned
