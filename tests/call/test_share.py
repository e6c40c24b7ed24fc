"""Somebody at the desk shows a screen."""

from __future__ import annotations

from kiosk.call.signals import Taken
from kiosk.domain.call_control import Stream
from kiosk.domain.call_messages import SignalKind
from tests.call.conversation import Kiosk, talk
from tests.call.staff import Staff


async def agree(kiosk: Kiosk, staff: Staff, offer: str) -> None:
    before = len(kiosk.witness.signals(SignalKind.ANSWER))
    assert await kiosk.peer.take(SignalKind.OFFER, offer) is Taken.TAKEN
    await staff.hears_answer(kiosk.witness.signals(SignalKind.ANSWER)[before])


async def test_a_shared_screen_comes_and_goes_beside_the_face() -> None:
    async with talk() as (kiosk, staff):
        witness = kiosk.witness
        await witness.until(lambda: witness.streams == (Stream.STAFF,))
        await agree(kiosk, staff, await staff.share())
        await witness.until(lambda: witness.seen(Stream.SHARE) > 5)
        assert set(witness.streams) == {Stream.STAFF, Stream.SHARE}
        await agree(kiosk, staff, await staff.stop_sharing())
        assert witness.streams == (Stream.STAFF,)
        assert kiosk.peer.streams == (Stream.STAFF,)


async def test_a_third_picture_is_refused() -> None:
    async with talk() as (kiosk, staff):
        await agree(kiosk, staff, await staff.share())
        assert await kiosk.peer.take(SignalKind.OFFER, await staff.share()) is Taken.TOO_MANY


async def test_an_offer_before_the_answer_is_out_of_turn() -> None:
    async with talk() as (kiosk, staff):
        offer = await staff.share()
        assert await kiosk.peer.take(SignalKind.ANSWER, offer) is Taken.OUT_OF_TURN


async def test_what_was_agreed_for_the_face_stays_when_a_screen_is_shared() -> None:
    staff = Staff(codecs=("VP8", "rtx"))
    async with talk(staff=staff) as (kiosk, _):
        await kiosk.witness.until(lambda: kiosk.witness.streams == (Stream.STAFF,))
        staff.pc.getTransceivers()[1].setCodecPreferences([])  # now it would take more of them
        await agree(kiosk, staff, await staff.share())
        answer = kiosk.witness.signals(SignalKind.ANSWER)[-1]
        face = next(line for line in answer.splitlines() if line.startswith("m=video"))
        assert face.endswith(" 97 98")
        seen = kiosk.witness.seen(Stream.STAFF)
        await kiosk.witness.until(lambda: kiosk.witness.seen(Stream.STAFF) > seen + 5)
