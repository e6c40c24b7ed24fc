"""Who may invite, who may use a link, and what the office keeps of it."""

from __future__ import annotations

import logging

import pytest

from kiosk.domain.call_messages import GuestNow
from kiosk.domain.calls import CallState
from kiosk.domain.errors import NotPossible, UnknownTicket
from kiosk.domain.guests import GuestEvent, GuestKind, GuestState
from tests.support.call_ends import Glass
from tests.support.guest_end import GuestEnd
from tests.support.video_house import talk

INVITED, ARRIVED, HERE = GuestState.INVITED, GuestState.ARRIVED, GuestState.HERE
OUT = GuestState.OUT


def told(glass: Glass) -> GuestNow:
    guest = glass.told.guest
    assert guest is not None
    return guest


async def test_a_link_opens_once(invitee: GuestEnd) -> None:
    invitee.is_invited()
    other = GuestEnd(invitee.house, invitee.glass, invitee.place, invitee.token)
    assert invitee.uses_link() and not other.uses_link()


async def test_a_newer_link_closes_the_older_one(invitee: GuestEnd) -> None:
    older = invitee.is_invited()
    newer = invitee.is_invited()
    assert older != newer and len(newer) >= 43
    invitee.token = older
    assert not invitee.uses_link()
    invitee.token = newer
    assert invitee.uses_link()
    with pytest.raises(NotPossible):
        invitee.is_invited()  # a mesh of three


async def test_a_link_opens_for_fifteen_minutes(invitee: GuestEnd) -> None:
    invitee.is_invited()
    await invitee.house.after(minutes=14, seconds=59)
    assert invitee.house.video.inviting.opens(invitee.token)
    await invitee.house.after(seconds=1)
    assert not invitee.uses_link()
    assert (told(invitee.glass).state, told(invitee.glass).ended_by) == (OUT, GuestEvent.EXPIRE)


async def test_a_link_of_a_talk_that_is_over_does_not_open(invitee: GuestEnd) -> None:
    invitee.is_invited()
    await invitee.place.ends(invitee.glass)
    assert not invitee.uses_link() and not invitee.house.video.inviting.opens(invitee.token)


async def test_only_the_desk_of_the_talk_invites(invitee: GuestEnd) -> None:
    stranger = invitee.house.place("bob", "desk-2")
    with pytest.raises(UnknownTicket):
        GuestEnd(invitee.house, invitee.glass, stranger).is_invited()
    knocking = invitee.house.glass("lobby-2")
    await knocking.knocks()
    with pytest.raises(UnknownTicket):
        GuestEnd(invitee.house, knocking, invitee.place).is_invited()


async def test_only_the_terminal_of_the_talk_answers(invitee: GuestEnd) -> None:
    invitee.is_invited()
    invitee.comes()
    thief = invitee.house.glass("lobby-2")
    thief.ticket_id = invitee.glass.ticket_id
    with pytest.raises(UnknownTicket):
        GuestEnd(invitee.house, thief, invitee.place).answered()


async def test_two_talks_have_each_their_own_guest(invitee: GuestEnd) -> None:
    house = invitee.house
    place, glass = house.place("bob", "desk-2"), house.glass("lobby-2")
    await talk(house, glass, place)
    other = GuestEnd(house, glass, place)
    invitee.joins()
    other.joins()
    await invitee.place.ends(invitee.glass)
    assert (invitee.states[-1], other.states[-1]) == (OUT, HERE)


async def test_a_restarted_office_knows_no_guest(guest: GuestEnd) -> None:
    house = guest.house
    house.restarts()
    guest.glass.dials()
    told_now = await guest.glass.knocks(state=CallState.TALKING, generation=1)
    assert told_now.guest is None and not guest.dials()


async def test_the_journal_says_that_there_was_a_guest_and_nothing_else(
    invitee: GuestEnd, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        invitee.is_invited(GuestKind.INTERPRETER, "uk")
        invitee.comes()
        invitee.answered()
        invitee.leaves()
    assert [line for line in caplog.messages if line.startswith("guest.")] == [
        "guest.invited terminal=lobby-1",
        "guest.here terminal=lobby-1",
        "guest.out terminal=lobby-1 by=leave",
    ]
    for secret in (invitee.token, invitee.badge, invitee.glass.ticket_id, "interpreter"):
        assert secret not in caplog.text
