"""What passes on the legs of a guest, and what is dropped."""

from __future__ import annotations

from kiosk.domain.call_messages import LONGEST_SDP, MOST_CANDIDATES, SignalKind
from kiosk.domain.guests import Leg
from kiosk.office.connections import End
from kiosk.office.signalling import MOST_DESCRIPTIONS
from tests.support.call_ends import Glass, Place
from tests.support.guest_end import GuestEnd
from tests.support.video_house import VideoHouse

OFFER, ANSWER, CANDIDATE = SignalKind.OFFER, SignalKind.ANSWER, SignalKind.CANDIDATE
BYE = SignalKind.BYE
LEGS = (Leg.GUEST, Leg.ASIDE)


def generations(guest: GuestEnd) -> tuple[int, int]:
    return guest.generation(Leg.GUEST), guest.generation(Leg.ASIDE)


async def test_signals_go_to_the_other_end_of_their_leg(guest: GuestEnd) -> None:
    guest.is_told(End.TERMINAL, OFFER, "from the terminal")
    guest.is_told(End.DESK, OFFER, "from the desk")
    guest.says(ANSWER, "to the terminal", Leg.GUEST)
    guest.says(ANSWER, "to the desk", Leg.ASIDE)
    assert [(each.leg, each.body) for each in guest.signals] == [
        (Leg.GUEST, "from the terminal"),
        (Leg.ASIDE, "from the desk"),
    ]
    assert [each.body for each in guest.glass.signals] == ["to the terminal"]
    assert [each.body for each in guest.place.signals] == ["to the desk"]


async def test_a_guest_does_not_learn_the_ticket(guest: GuestEnd) -> None:
    guest.is_told(End.TERMINAL, OFFER, "v=0")
    assert [each.ticket_id for each in guest.signals] == [""]
    assert guest.glass.ticket_id not in repr(guest.heard)


async def test_a_guest_offers_nothing_and_is_not_answered(guest: GuestEnd) -> None:
    for leg in LEGS:
        guest.says(OFFER, "v=0", leg)
    guest.is_told(End.TERMINAL, ANSWER, "v=0")
    guest.says(ANSWER, "v=0", Leg.TALK)
    assert guest.glass.signals == [] == guest.place.signals and guest.signals == []


async def test_each_leg_has_its_own_limits(guest: GuestEnd) -> None:
    for n in range(200):
        for leg in LEGS:
            guest.says(CANDIDATE, str(n), leg)
            guest.says(ANSWER, "v=0", leg)
    guest.says(ANSWER, "v" * (LONGEST_SDP + 1))
    for end in (guest.glass, guest.place):
        kinds = [each.kind for each in end.signals]
        assert kinds.count(CANDIDATE) == MOST_CANDIDATES
        assert kinds.count(ANSWER) == MOST_DESCRIPTIONS
    guest.glass.says(OFFER, "the talk is not touched by it")
    assert guest.place.signals[-1].leg is Leg.TALK


async def test_signals_of_an_older_connection_are_dropped(guest: GuestEnd) -> None:
    await guest.house.after(seconds=5)
    guest.sees(Leg.GUEST, False)
    assert generations(guest) == (2, 1)
    guest.is_told(End.TERMINAL, OFFER, "v=0", generation=1)
    assert guest.signals == []


async def test_nothing_is_passed_on_before_the_yes_and_after_the_end(
    house: VideoHouse, place: Place, glass: Glass
) -> None:
    guest = GuestEnd(house, glass, place)
    guest.is_invited()
    guest.comes()
    guest.says(BYE)
    guest.is_told(End.TERMINAL, OFFER, "v=0", generation=0)
    guest.answered()
    guest.leaves()
    guest.is_told(End.DESK, OFFER, "v=0", generation=1)
    guest.says(BYE)
    assert guest.signals == [] == glass.signals
