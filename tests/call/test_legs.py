"""A citizen, a desk and a guest: two connections that share camera, microphone and line."""

from __future__ import annotations

from devices.camera import Closed
from kiosk.call.legs import GUEST_MOST
from kiosk.call.signals import Taken
from kiosk.domain.call_control import (
    DevicesNow,
    DeviceState,
    HangUp,
    HeardText,
    Media,
    Open,
    QualityNow,
    Stream,
)
from kiosk.domain.call_messages import SignalKind
from kiosk.domain.guests import Leg
from tests.call.party import Party, party, three


async def nothing_more_passes(there: Party) -> bool:
    """Return whether nobody is sent anything for half a second."""
    await there.says_words(Leg.TALK)  # what was on its way has come
    people = there.people.values()
    before = [await person.packets() for person in people]
    await there.says_words(Leg.TALK, 25)
    return before == [await person.packets() for person in people]


async def test_both_see_the_citizen_and_the_citizen_sees_and_hears_both() -> None:
    async with three() as (there, desk, guest):
        assert there.shown(Stream.STAFF) and there.shown(Stream.GUEST)
        assert there.media(Leg.TALK)[0] is there.media(Leg.GUEST)[0] is Media.UP
        await there.until(lambda: bool(desk.spoken_at) and bool(guest.spoken_at))
        for speaker, other in ((desk, guest), (guest, desk)):
            speaker.voice.quiet, other.voice.quiet = False, True
            await there.says_words(Leg.TALK)  # what the other has said is played
            await there.is_heard()


async def test_when_the_guest_goes_the_talk_goes_on() -> None:
    async with three() as (there, desk, guest):
        there.room.obey(HangUp(Leg.GUEST))
        assert Stream.GUEST not in there.streams and not there.shown(Stream.GUEST)
        assert there.room.legs.of(Leg.GUEST, 1) is None
        seen = len(desk.pictures)
        await there.until(lambda: len(desk.pictures) > seen + 5)
        guest.voice.quiet = True
        await there.is_heard()
        assert Stream.STAFF in there.streams


async def test_a_new_connection_of_one_leg_leaves_the_other_alone() -> None:
    async with three() as (there, desk, guest):
        await guest.close()
        await there.brings(Leg.GUEST, 2)
        again = there.people[Leg.GUEST]
        seen = len(desk.pictures)
        await there.until(lambda: bool(again.pictures) and len(desk.pictures) > seen)
        assert there.room.legs.of(Leg.TALK, 1) is not None
        assert there.media(Leg.TALK)[-1] is Media.UP


async def test_on_hold_nothing_passes_to_either_of_them() -> None:
    async with three() as (there, desk, guest):
        for leg in (Leg.TALK, Leg.GUEST):
            there.gate(leg, False)
        assert await nothing_more_passes(there)
        there.gate(Leg.TALK, True)
        seen, dark = len(desk.pictures), len(guest.pictures)
        await there.until(lambda: len(desk.pictures) > seen + 3)
        assert len(guest.pictures) <= dark + 1, "each gate is for one of them"


async def test_a_lease_that_is_not_renewed_ends_both() -> None:
    async with three() as (there, _, _):
        there.heard.clear()
        there.renews = False
        await there.until(lambda: DevicesNow(DeviceState.CLOSED, DeviceState.CLOSED) in there.heard)
        assert isinstance(there.camera.state, Closed)
        assert await nothing_more_passes(there)


async def test_hanging_up_leaves_nobody_and_no_picture() -> None:
    async with three() as (there, _, _):
        there.room.obey(HangUp())
        assert there.streams == (Stream.SELF,)
        assert not there.shown(Stream.STAFF) and not there.shown(Stream.GUEST)


async def test_a_guest_gets_at_most_half_of_the_line() -> None:
    async with three() as (there, _, _):
        desk, guest = (there.room.legs.of(leg, 1) for leg in (Leg.TALK, Leg.GUEST))
        assert desk is not None and guest is not None
        await there.until(lambda: guest.peer.bit_rate <= GUEST_MOST)
        desk.peer.allow(300_000)
        await there.until(lambda: guest.peer.bit_rate <= 150_000)


async def test_a_guest_neither_writes_nor_shows_a_screen() -> None:
    async with three() as (there, desk, guest):
        assert not guest.channel.done() and desk.channel.done()
        talk = there.room.legs.of(Leg.GUEST, 1)
        assert talk is not None
        offer = await guest.share()
        assert await talk.peer.take(SignalKind.OFFER, offer) is Taken.OUT_OF_TURN
        (await desk.channel).send("{}")
        await there.until(lambda: HeardText("{}") in there.heard)


async def test_the_line_of_the_desk_alone_is_measured() -> None:
    async with party() as there:
        await there.brings(Leg.GUEST)
        await there.until(lambda: there.shown(Stream.GUEST))
        await there.says_words(Leg.GUEST, 75)  # it would be told once a second
        assert not any(isinstance(report, QualityNow) for report in there.heard)


async def test_a_leg_that_the_citizen_has_no_part_in_is_not_opened() -> None:
    async with party() as there:
        there.room.obey(Open(1, True, leg=Leg.ASIDE))
        assert there.room.legs.of(Leg.ASIDE, 1) is None
