"""What a guest's browser and the office say to each other."""

from __future__ import annotations

from dataclasses import fields

import pytest

from kiosk.domain import guest_messages as guests
from kiosk.domain.call_messages import GuestNow, IceServer, Signal, SignalKind
from kiosk.domain.desk_messages import Beat
from kiosk.domain.guest_messages import FROM_GUEST, TO_GUEST
from kiosk.domain.guests import GuestEvent, GuestKind, GuestState, Leg
from kiosk.domain.wire import BadMessage

HERE = GuestNow(GuestKind.INTERPRETER, "uk", GuestState.HERE, True, 2)
OUT = GuestNow(GuestKind.COLLEAGUE, "", GuestState.OUT, ended_by=GuestEvent.REFUSE)
SIGNAL = Signal("", 2, SignalKind.ANSWER, "v=0\r\n", Leg.ASIDE)
HEARD = [
    guests.GuestRoom(HERE, held=True),
    guests.GuestRoom(OUT, over=True),
    guests.GuestConnect(2, Leg.GUEST, (IceServer(("turn:10.0.0.1",), "u", "p"),), True),
    SIGNAL,
    Beat(),
]
SAID = [
    guests.TellGuestMedia(2, True, Leg.GUEST),
    guests.LeaveGuest(),
    SIGNAL,
    Beat(),
]


@pytest.mark.parametrize("message", SAID, ids=lambda each: type(each).__name__)
def test_what_a_guest_says_arrives_as_it_was_sent(message: guests.FromGuest) -> None:
    assert FROM_GUEST.decode(FROM_GUEST.encode(message)) == message


@pytest.mark.parametrize("message", HEARD, ids=lambda each: type(each).__name__)
def test_what_a_guest_hears_arrives_as_it_was_sent(message: guests.ToGuest) -> None:
    assert TO_GUEST.decode(TO_GUEST.encode(message)) == message


def test_every_message_is_tried() -> None:
    assert {type(each) for each in SAID} == set(FROM_GUEST.kinds.values())
    assert {type(each) for each in HEARD} == set(TO_GUEST.kinds.values())


def test_a_guest_cannot_speak_for_the_office() -> None:
    with pytest.raises(BadMessage):
        FROM_GUEST.decode(TO_GUEST.encode(guests.GuestRoom(HERE)))


def test_a_guest_cannot_answer_for_the_citizen() -> None:
    assert not {"answer-guest", "invite-guest", "pin-guest"} & FROM_GUEST.kinds.keys()


def test_a_guest_is_told_nothing_about_the_citizen() -> None:
    told = {
        field.name
        for kind in (GuestNow, guests.GuestRoom, guests.GuestConnect)
        for field in fields(kind)
    }
    personal = {"ticket_id", "number", "service", "department", "terminal", "name", "desk", "note"}
    assert not told & personal
