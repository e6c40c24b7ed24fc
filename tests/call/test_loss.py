"""A bad line: sound stays near, the picture does not stop, the rate follows."""

from __future__ import annotations

import asyncio
from statistics import median

from devices.audio.simulated import SimulatedAudio
from devices.audio.sources import TonePulses
from devices.camera.simulated import SimulatedCamera
from kiosk.call.h264 import X264
from kiosk.domain.call_control import QualityNow, Stream
from tests.call.conversation import Kiosk, Witness, talk
from tests.call.staff import Staff
from tests.support.lossy_link import Way, is_rtp, is_sound, lossy_link


class EveryNth:
    """Loses the same share of the packets on both ways, the same ones each time."""

    def __init__(self, every: int) -> None:
        self._every, self._count = every, 0

    def __call__(self, datagram: bytes) -> bool:
        if not is_sound(datagram):
            return False
        self._count += 1
        return self._count % self._every == 0


def delays_ms(came_at: list[float], spoken_at: list[float]) -> list[float]:
    """Return how long after each spoken sound the first loud one came."""
    delays = []
    for spoken in spoken_at:
        later = [came - spoken for came in came_at if 0 < came - spoken < 0.45]
        delays += [1_000 * later[0]] if later else []
    return delays


async def test_after_lost_packets_our_sound_is_near_and_the_stock_one_late() -> None:
    audio = SimulatedAudio(TonePulses())
    async with lossy_link() as link, talk(link=link, audio=audio) as (kiosk, staff):
        link.to_kiosk.drop, link.to_staff.drop = EveryNth(20), EveryNth(20)
        await kiosk.witness.until(lambda: len(staff.voice.spoke_at) >= 10)
        ours = median(delays_ms(kiosk.witness.loud_at, staff.voice.spoke_at)[-5:])
        seconds = [float(int(at)) for at in staff.spoken_at]
        stock = median(delays_ms(staff.spoken_at, sorted(set(seconds)))[-3:])
        print(f"mouth to ear after 5 % loss: ours {ours:.0f} ms, stock {stock:.0f} ms")
        assert ours < 150
        assert stock > ours + 100
        assert kiosk.peer.quality.concealed > 5


async def test_a_narrow_line_gets_a_small_picture_and_all_of_the_sound() -> None:
    camera = SimulatedCamera(1280, 720, noisy=True)
    async with (
        lossy_link() as link,
        talk(link=link, camera=camera, staff=Staff(browser=True)) as (kiosk, staff),
    ):
        link.to_staff.bit_rate = 500_000
        await kiosk.witness.until(lambda: bool(staff.pictures) and staff.pictures[-1].height == 360)
        assert link.to_staff.dropped < 600, "what is lost is not sent again without end"
        lost, heard, seen = link.to_staff.dropped, len(staff.sounds), len(staff.pictures)
        await kiosk.witness.until(lambda: len(staff.sounds) >= heard + 100)
        assert link.to_staff.dropped <= lost + 10
        assert len(staff.pictures) - seen > 30


async def test_a_hole_in_the_picture_is_filled_or_skipped() -> None:
    async with lossy_link() as link, talk(link=link) as (kiosk, _):
        link.to_kiosk.loss = 0.08
        link.to_kiosk.delay_s = 0.02
        seen = kiosk.witness.seen(Stream.STAFF)
        clock = asyncio.get_running_loop().time
        longest, last = 0.0, clock()
        while kiosk.witness.seen(Stream.STAFF) < seen + 90:
            before = len(kiosk.witness.pictures)
            await kiosk.witness.until(lambda before=before: len(kiosk.witness.pictures) > before)
            longest, last = max(longest, clock() - last), clock()
        assert longest < 1.5


async def test_the_rate_changes_in_a_call_without_a_whole_picture() -> None:
    async with talk() as (kiosk, staff):
        await kiosk.witness.until(lambda: len(staff.pictures) > 10)
        encoder = encoder_of(kiosk)
        kiosk.peer._rate.limit(200_000)
        sent = len(staff.pictures)
        await kiosk.witness.until(lambda: len(staff.pictures) > sent + 15)
        assert encoder.codec is not None
        assert encoder.codec.bit_rate == 200_000
        assert encoder.whole == 1


async def test_quality_is_told_every_second() -> None:
    async with talk() as (kiosk, _):
        await kiosk.witness.until(lambda: len(qualities(kiosk.witness)) >= 2)
        quality = qualities(kiosk.witness)[-1]
        assert quality.frames_per_s > 15
        assert quality.height == 480
        assert quality.loss_percent == 0
        assert kiosk.peer.quality.fps_out > 15
        assert kiosk.peer.quality.kbit_per_s_out > 10


def qualities(witness: Witness) -> list[QualityNow]:
    return [report for report in witness.reports if isinstance(report, QualityNow)]


def encoder_of(kiosk: Kiosk) -> X264:
    encoder = kiosk.peer._connection._pc.getSenders()[1]._RTCRtpSender__encoder
    assert isinstance(encoder, X264)
    return encoder


def test_the_link_knows_sound_from_reports() -> None:
    sound, report = bytes([128, 96]) + bytes(20), bytes([128, 200]) + bytes(20)
    assert (is_sound(sound), is_rtp(sound), is_rtp(report)) == (True, True, False)
    assert Way().drop(sound) is False
