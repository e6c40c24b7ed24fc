"""What is done before somebody accepts, so that the first picture is there at once."""

from __future__ import annotations

from aiortc.codecs import h264_depayload
from aiortc.codecs.h264 import H264Decoder

from devices.camera import Picture
from devices.camera.portrait import Portrait
from kiosk.call.frames import picture, video_frame
from kiosk.call.h264 import X264
from kiosk.call.packets import Encoded
from kiosk.call.rate import RateControl

HALL = Portrait(1280, 720)
PICTURES = [Picture(1280, 720, HALL.draw(n / 30).tobytes(), n + 1, 0) for n in range(3)]


def sent(encoder: X264) -> list[list[bytes]]:
    return [encoder.encode(video_frame(each, n * 3_000))[0] for n, each in enumerate(PICTURES)]


def test_the_first_picture_of_a_prepared_encoder_is_whole_and_shows_the_person() -> None:
    encoder = X264(RateControl())
    encoder.prepare()
    assert encoder.frames == 0
    frames = sent(encoder)
    assert (encoder.frames, encoder.whole) == (3, 1)
    seen = H264Decoder().decode(Encoded(b"".join(map(h264_depayload, frames[0])), 0))
    shown = picture(seen[0], 1, 0)
    assert shown is not None
    wrong = sum(abs(a - b) for a, b in zip(shown.y[::991], PICTURES[0].y[::991], strict=True))
    assert wrong / len(shown.y[::991]) < 6


def test_the_first_picture_is_smaller_than_without() -> None:
    cold, warm = X264(RateControl()), X264(RateControl())
    warm.prepare()
    sizes = [sum(map(len, sent(encoder)[0])) for encoder in (cold, warm)]
    assert sizes[1] < sizes[0]


def test_preparing_late_or_twice_changes_nothing() -> None:
    encoder = X264(RateControl())
    sent(encoder)
    before = encoder.codec
    encoder.prepare()
    assert encoder.codec is before
    assert (encoder.frames, encoder.whole) == (3, 1)
    assert encoder.encode(video_frame(PICTURES[0], 9_000))[0]
    assert encoder.whole == 1
