"""Sound and pictures through our encoders and decoders."""

from __future__ import annotations

from array import array

import av
import pytest
from aiortc.codecs import h264_depayload, vp8_depayload
from aiortc.codecs.h264 import H264Decoder
from aiortc.codecs.vpx import Vp8Decoder

from devices.audio import FRAME_BYTES
from devices.camera import Picture
from devices.camera.portrait import Portrait
from kiosk.call.decoders import EachInTurn, SpeechDecoder
from kiosk.call.frames import audio_frame, picture, video_frame, within
from kiosk.call.h264 import X264, ceiling
from kiosk.call.opus import SpeechEncoder
from kiosk.call.packets import Encoded
from kiosk.call.rate import HIGHEST, UP_FACTOR, RateControl
from kiosk.call.vp8 import Vp8, step

TONE = array("h", [9_000, 9_000, 9_000, -9_000, -9_000, -9_000] * 160).tobytes()


def portrait(width: int = 1280, height: int = 720, seconds: float = 0.0) -> Picture:
    drawn = Portrait(width, height).draw(seconds)
    return Picture(width, height, drawn.tobytes(), 1, 0)


@pytest.fixture(scope="module")
def second() -> list[Picture]:
    """A second of a person who moves."""
    hall = Portrait(1280, 720)
    return [Picture(1280, 720, hall.draw(n / 30).tobytes(), n + 1, 0) for n in range(30)]


def encoded(encoder: X264 | Vp8, pictures: list[Picture], first: int = 0) -> list[list[bytes]]:
    return [
        encoder.encode(video_frame(each, (first + n) * 3_000))[0] for n, each in enumerate(pictures)
    ]


@pytest.mark.parametrize(
    ("encoder", "decoder", "unpack"),
    [(X264, H264Decoder, h264_depayload), (Vp8, Vp8Decoder, vp8_depayload)],
)
def test_a_stock_decoder_sees_what_we_send(encoder, decoder, unpack, second) -> None:
    frames = encoded(encoder(RateControl()), second[:5])
    decode = decoder().decode
    seen = [decode(Encoded(b"".join(map(unpack, packets)), 0)) for packets in frames]
    shown = picture(seen[-1][0], 1, 0)
    assert shown is not None
    assert (shown.width, shown.height) == (1280, 720)
    wrong = sum(abs(a - b) for a, b in zip(shown.y[::991], second[4].y[::991], strict=True))
    assert wrong / len(shown.y[::991]) < 4


def test_no_packet_is_larger_than_a_network_takes(second: list[Picture]) -> None:
    frames = encoded(X264(RateControl()), second)
    assert max(len(packet) for frame in frames for packet in frame) <= 1_300


def test_the_rate_follows_without_a_whole_picture(second: list[Picture]) -> None:
    rate = RateControl()
    encoder = X264(rate)
    sizes = {}
    for part, limit in enumerate((1_500_000, 300_000, 1_400_000)):
        encoder.target_bitrate = limit
        frames = encoded(encoder, second * 2, first=60 * part)
        sizes[limit] = sum(len(packet) for frame in frames[30:] for packet in frame) * 8
    assert encoder.whole == 1
    assert sizes[300_000] < 450_000
    assert sizes[1_400_000] > 2 * sizes[300_000]


def test_a_whole_picture_comes_when_asked_for_but_not_twice_in_a_row(
    second: list[Picture],
) -> None:
    encoder = X264(RateControl())
    for number, each in enumerate(second[:20]):
        encoder.encode(video_frame(each, number * 3_000), number in (2, 3, 5))
    assert encoder.whole == 3, "the first, the one asked for, and one for those who asked after it"


def test_a_narrow_line_gets_a_smaller_picture(second: list[Picture]) -> None:
    rate = RateControl()
    rate.limit(400_000)
    rate.choose_height(0.0)
    packets = encoded(X264(rate), second[:1])[0]
    shown = H264Decoder().decode(Encoded(b"".join(map(h264_depayload, packets)), 0))[0]
    assert isinstance(shown, av.VideoFrame)
    assert (shown.width, shown.height) == (640, 360)


def test_no_size_is_given_less_than_where_the_next_larger_one_begins() -> None:
    assert ceiling(640, 360) > 450_000 * UP_FACTOR
    assert ceiling(960, 540) > 700_000 * UP_FACTOR
    assert ceiling(96, 54) > 0
    assert ceiling(1920, 1080) == ceiling(1280, 720) == HIGHEST


def test_vp8_changes_its_rate_in_large_steps_only() -> None:
    assert {step(rate) for rate in range(800_000, 900_000, 10_000)} == {762_939}
    assert step(250_000) == 250_000


def test_frames_that_are_whole_together_are_decoded_together(second: list[Picture]) -> None:
    packets = encoded(X264(RateControl()), second[:3])
    data = [b"".join(map(h264_depayload, each)) for each in packets]
    decoder = EachInTurn(H264Decoder())
    assert len(decoder.decode(Encoded(data[0], 0, more=tuple(data[1:])))) == 3


def test_speech_is_mono_and_small() -> None:
    encoder = SpeechEncoder()
    packets = [encoder.encode(audio_frame(TONE, n * 960)) for n in range(50)]
    assert [moment for _, moment in packets] == [n * 960 for n in range(50)]
    assert all(len(payloads) == 1 for payloads, _ in packets)
    assert sum(len(payloads[0]) for payloads, _ in packets) * 8 < 45_000


def test_a_lost_packet_is_filled_in() -> None:
    encoder, decoder = SpeechEncoder(), SpeechDecoder()
    packets = [encoder.encode(audio_frame(TONE, n * 960))[0][0] for n in range(10)]
    for number in range(5):
        assert len(decoder.decode(Encoded(packets[number], number * 960))) == 1
    frames = decoder.decode(Encoded(packets[7], 7 * 960, lost=2))
    sounds = [bytes(frame.planes[0])[: 4 * FRAME_BYTES // 2] for frame in frames]
    assert [max(array("h", sound)) > 2_000 for sound in sounds] == [True, True, True]


def test_a_hole_before_the_first_sound_stays_empty() -> None:
    packet = SpeechEncoder().encode(audio_frame(TONE, 0))[0][0]
    assert len(SpeechDecoder().decode(Encoded(packet, 0, lost=2))) == 1


@pytest.mark.parametrize(("width", "height"), [(640, 360), (854, 480), (1366, 768), (98, 54)])
def test_a_picture_is_the_same_after_the_way_through_a_frame(width: int, height: int) -> None:
    before = portrait(width, height)
    after = picture(video_frame(before, 0), before.number, before.taken_ns)
    assert after == before


@pytest.mark.parametrize(("width", "height"), [(3840, 2160), (3440, 1440), (1200, 2400)])
def test_a_screen_that_is_too_large_is_made_smaller(width: int, height: int) -> None:
    smaller = within(av.VideoFrame(width, height, "yuv420p"))
    assert isinstance(smaller, av.VideoFrame)
    assert 1_900_000 < smaller.width * smaller.height <= 1920 * 1080
    assert abs(smaller.width / smaller.height - width / height) < 0.01


def test_an_odd_picture_loses_its_last_row_and_column() -> None:
    odd = av.VideoFrame(641, 361, "yuv420p")
    shown = picture(odd, 1, 0)
    assert shown is not None
    assert (shown.width, shown.height) == (640, 360)
