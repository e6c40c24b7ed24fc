"""A conversation between the kiosk and a stock peer at a desk."""

from __future__ import annotations

import asyncio

from kiosk.call.channel import Said
from kiosk.domain.call_control import HeardText, Media, MediaNow, Stream
from tests.call.conversation import talk


async def test_both_see_and_hear_each_other() -> None:
    async with talk() as (kiosk, staff):
        witness = kiosk.witness
        await witness.until(lambda: witness.seen(Stream.STAFF) > 10 and witness.sounds > 50)
        await witness.until(lambda: len(staff.pictures) > 10 and len(staff.sounds) > 20)
        assert (staff.pictures[-1].width, staff.pictures[-1].height) == (320, 180)
        assert witness.told(MediaNow(1, Media.UP))
        assert witness.streams == (Stream.STAFF,)


async def test_a_line_of_text_goes_both_ways() -> None:
    async with talk() as (kiosk, staff):
        (await staff.channel).send('{"typing": "Gut"}')
        await kiosk.witness.until(lambda: kiosk.witness.told(HeardText('{"typing": "Gut"}')))
        assert await kiosk.peer.say('{"typing": "Ja"}') is Said.SENT
        assert await asyncio.wait_for(staff.heard.get(), 5) == '{"typing": "Ja"}'
