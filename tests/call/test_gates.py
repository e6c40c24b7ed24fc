"""Not one picture and not one sample leaves before somebody has accepted: seen on the wire."""

from __future__ import annotations

from array import array

from devices.camera import Camera
from kiosk.call.frames import samples
from kiosk.domain.call_control import Media, Open, Stream
from tests.call.conversation import talk
from tests.support.lossy_link import LossyLink, is_rtp, lossy_link

WARM = Open(1, gate_open=False)


def sent(link: LossyLink) -> int:
    """Return how many packets of sound and picture the kiosk has sent."""
    return sum(map(is_rtp, link.to_staff.passed))


async def test_a_warm_connection_is_silent_until_the_gate_opens() -> None:
    async with lossy_link() as link, talk(WARM, link=link) as (kiosk, staff):
        await kiosk.witness.until(lambda: kiosk.witness.seen(Stream.STAFF) >= 30)
        assert sent(link) == 0
        assert await staff.packets() == 0
        assert kiosk.witness.media == []
        kiosk.peer.let_pass(True)
        await kiosk.witness.until(lambda: bool(staff.pictures and staff.sounds))
        assert sent(link) > 0
        assert kiosk.witness.media == [Media.UP]


async def test_on_hold_nothing_leaves_and_nothing_is_missed() -> None:
    async with lossy_link() as link, talk(link=link) as (kiosk, staff):
        await kiosk.witness.until(lambda: bool(staff.pictures and staff.sounds))
        kiosk.peer.let_pass(False)
        seen = kiosk.witness.seen(Stream.STAFF)
        await kiosk.witness.until(lambda: kiosk.witness.seen(Stream.STAFF) > seen + 3)
        before = sent(link)
        link.to_kiosk.blocked = True  # the desk holds, too
        await pictures_go_by(kiosk.camera, 60)
        assert sent(link) == before
        assert kiosk.witness.media == [Media.UP]
        link.to_kiosk.blocked = False
        kiosk.peer.let_pass(True)
        await kiosk.witness.until(lambda: sent(link) > before)


async def test_hidden_is_black_and_muted_is_silence() -> None:
    async with talk() as (kiosk, staff):
        await kiosk.witness.until(lambda: bool(staff.pictures and staff.sounds))
        kiosk.peer.adjust(muted=True, hidden=True)
        await kiosk.witness.until(lambda: luminance(staff.pictures[-1]) < 20)
        seen, heard = len(staff.pictures), len(staff.sounds)
        await kiosk.witness.until(lambda: len(staff.sounds) > heard + 40)
        assert len(staff.pictures) - seen <= 2
        assert max(map(abs, array("h", samples(staff.sounds[-1])))) < 10, "the codec's own dither"
        kiosk.peer.adjust(muted=False, hidden=False)
        await kiosk.witness.until(lambda: luminance(staff.pictures[-1]) > 40)


async def pictures_go_by(camera: Camera, times: int) -> None:
    number = 0
    for _ in range(times):
        picture = await camera.next(number)
        assert picture is not None
        number = picture.number


def luminance(frame: object) -> float:
    plane = bytes(frame.planes[0])
    return sum(plane[::97]) / len(plane[::97])
