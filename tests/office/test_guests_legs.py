"""The legs of a guest: when they are connected, lost and tried again."""

from __future__ import annotations

from kiosk.domain.call_messages import SignalKind
from kiosk.domain.calls import CallState
from kiosk.domain.guests import GuestEvent, GuestState, Leg
from kiosk.office.connections import End
from tests.support.call_ends import Glass, Place
from tests.support.guest_end import GuestEnd
from tests.support.video_house import VideoHouse

OFFER, ANSWER, CANDIDATE = SignalKind.OFFER, SignalKind.ANSWER, SignalKind.CANDIDATE
BYE = SignalKind.BYE
LEGS = (Leg.GUEST, Leg.ASIDE)


def generations(guest: GuestEnd) -> tuple[int, int]:
    return guest.generation(Leg.GUEST), guest.generation(Leg.ASIDE)


async def test_everybody_is_told_of_the_same_connections(guest: GuestEnd) -> None:
    assert guest.connects(Leg.GUEST) == [1] == guest.connects(Leg.ASIDE)
    (connect,) = guest.glass.connects_on(Leg.GUEST)
    assert connect.generation == 1 and connect.gate_open
    assert guest.place.connects_on(Leg.ASIDE) == [1]
    assert guest.place.connects == [1] == [each.generation for each in guest.glass.connects]


async def test_a_leg_that_breaks_is_tried_again_and_the_talk_goes_on(guest: GuestEnd) -> None:
    await guest.house.after(seconds=5)
    guest.terminal_sees(False)
    assert generations(guest) == (2, 1), "at once: the last try is long ago"
    for _ in range(60):
        await guest.house.after(seconds=1)
    assert generations(guest)[1] == 1
    assert 6 < generations(guest)[0] < 12, "less and less often"
    assert guest.glass.states[-1] is CallState.TALKING
    guest.terminal_sees()
    guest.sees(Leg.GUEST)
    again = generations(guest)
    await guest.house.after(minutes=5)
    assert generations(guest) == again


async def test_of_an_older_connection_nothing_is_heard(guest: GuestEnd) -> None:
    await guest.house.after(seconds=5)
    guest.sees(Leg.GUEST, False)
    guest.sees(Leg.GUEST, False, generation=1)
    guest.all_see()
    await guest.house.after(seconds=30)
    assert generations(guest) == (2, 1)


async def test_on_hold_nothing_is_tried(guest: GuestEnd) -> None:
    guest.place.holds(guest.glass)
    assert guest.room.held
    guest.all_see(False)
    await guest.house.after(seconds=60)
    assert generations(guest) == (1, 1)
    guest.place.holds(guest.glass, False)
    assert not guest.room.held and generations(guest) == (2, 2)


async def test_a_page_that_is_loaded_anew_comes_back(guest: GuestEnd) -> None:
    await guest.house.after(seconds=5)
    guest.vanishes()
    guest.terminal_sees(False)
    guest.desk_sees(False)
    await guest.house.after(seconds=10)
    assert generations(guest) == (1, 1), "nobody is there to connect with"
    assert guest.dials() and generations(guest) == (2, 2)
    assert guest.states == [GuestState.ARRIVED, GuestState.HERE]


async def test_a_page_that_comes_back_without_a_word_sees_nobody(guest: GuestEnd) -> None:
    await guest.house.after(seconds=5)
    guest.vanishes()  # and the others have not noticed yet
    assert guest.dials() and generations(guest) == (1, 1)
    await guest.house.after(seconds=1)
    assert generations(guest) == (2, 2)


async def test_media_goes_on_while_the_line_is_away(guest: GuestEnd) -> None:
    guest.vanishes()
    await guest.house.after(seconds=10)
    assert guest.dials()
    guest.all_see()
    await guest.house.after(seconds=30)
    assert generations(guest) == (1, 1)


async def test_who_is_away_for_twenty_seconds_has_left(guest: GuestEnd) -> None:
    guest.vanishes()
    await guest.house.after(seconds=20)
    assert guest.glass.told.guest is not None
    assert guest.glass.told.guest.ended_by is GuestEvent.LEAVE
    assert not guest.dials()


async def test_who_uses_the_link_and_does_not_come_has_left(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    guest = GuestEnd(house, glass, place)
    guest.is_invited()
    assert guest.uses_link()
    await house.after(seconds=20)
    assert not guest.dials()


async def test_a_newer_page_of_the_guest_takes_over(guest: GuestEnd) -> None:
    newer = GuestEnd(guest.house, guest.glass, guest.place, guest.token, guest.badge)
    assert newer.dials() and guest.gave_way
    guest.vanishes()
    guest.is_told(End.DESK, OFFER, "v=0")
    assert len(newer.signals) == 1 and guest.signals == []


async def test_a_desk_that_is_loaded_anew_gets_a_new_leg(guest: GuestEnd) -> None:
    await guest.house.after(seconds=5)
    guest.place.vanishes()
    guest.sees(Leg.ASIDE, False)
    assert guest.connects(Leg.ASIDE) == [1]
    guest.place.dials()
    assert guest.place.connects_on(Leg.ASIDE) == [1, 2] == guest.connects(Leg.ASIDE)
    assert guest.connects(Leg.GUEST) == [1]


async def test_a_terminal_that_comes_back_gets_a_new_leg(guest: GuestEnd) -> None:
    await guest.house.after(seconds=5)
    guest.glass.vanishes()
    guest.sees(Leg.GUEST, False)
    assert guest.connects(Leg.GUEST) == [1]
    guest.glass.dials()
    await guest.glass.knocks(state=CallState.TALKING, generation=1)
    assert guest.connects(Leg.GUEST) == [1, 2]
