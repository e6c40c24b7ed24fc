"""Makes H.264 of pictures (ITU-T H.264, constrained to baseline 3.1) with x264.

Differs from the stock encoder in three things: one fast thread (a sixth of the work), a rate that
changes while it runs, and a whole picture only when the other end asks for one. The budget is kept
picture by picture, so that nothing queues on the way.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from fractions import Fraction
from typing import cast

import av
from aiortc.codecs.h264 import H264Encoder
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

from devices.camera import Picture
from kiosk.call.frames import PICTURE_CLOCK, fitted, video_frame
from kiosk.call.rate import HIGHEST, RateControl

FRAMES_PER_S = 30
_NEVER = 1 << 30  # frames between whole pictures that nobody asked for
_BUFFERS_PER_S = 6
_USUAL = 1280, 720
_GREYS = bytes(100 + (each & 7) for each in range(256))
_LARGE = 1280 * 720
_ENOUGH_FOR_SMALL = 600_000  # above where the next step of the ladder begins
_WHOLE_EVERY = 27_000  # 0.3 s of the picture clock: who asks twice in a row gets one


class X264(H264Encoder):
    """The encoder of one connection; runs in a thread of the loop's pool.

    Args:
        rate: read before every picture.
    """

    def __init__(self, rate: RateControl) -> None:
        super().__init__()
        self.frames = 0
        self.whole = 0
        self._rate = rate
        self._wanted = False
        self._whole_at: int | None = None
        self._one_at_a_time = threading.Lock()

    def prepare(self) -> None:
        """Encode a rustle that nobody sees; takes 30 ms, in a thread.

        The first picture of all takes three times as long as others, and without a rate that
        has settled it is twice as large. When pictures have come already this changes nothing.
        """
        with self._one_at_a_time:
            if self.codec is None:
                self.codec = _opened(*_USUAL)
                self.codec.bit_rate = self._rate.bit_rate
                self.codec.encode(_rustle(*_USUAL))
                self._wanted = True

    @property
    def target_bitrate(self) -> int:
        return self._rate.bit_rate

    @target_bitrate.setter
    def target_bitrate(self, bit_rate: int) -> None:
        self._rate.limit(bit_rate)

    def _encode_frame(self, frame: av.VideoFrame, force_keyframe: bool) -> Iterator[bytes]:
        with self._one_at_a_time:
            encoded = self._encoded(fitted(frame, self._rate.height), force_keyframe)
        yield from self._split_bitstream(encoded)

    def _encoded(self, frame: av.VideoFrame, force_keyframe: bool) -> bytes:
        if self.codec is None or (frame.width, frame.height) != (
            self.codec.width,
            self.codec.height,
        ):
            self.codec = _opened(frame.width, frame.height)
        self.codec.bit_rate = min(self._rate.bit_rate, ceiling(frame.width, frame.height))
        frame.pict_type = PictureType.I if self._due(frame, force_keyframe) else PictureType.NONE
        packets = self.codec.encode(frame)
        self.frames += 1
        self.whole += any(packet.is_keyframe for packet in packets)
        return b"".join(bytes(packet) for packet in packets)

    def _due(self, frame: av.VideoFrame, asked: bool) -> bool:
        """Whether a whole picture is wanted and the last one is old enough."""
        self._wanted |= asked
        at = cast(int, frame.pts)
        if not self._wanted:
            return False
        if self._whole_at is not None and 0 <= at - self._whole_at < _WHOLE_EVERY:
            return False
        self._wanted, self._whole_at = False, at
        return True


def ceiling(width: int, height: int) -> int:
    """Return the most that a picture of this size is given."""
    return max(_ENOUGH_FOR_SMALL, min(HIGHEST, HIGHEST * width * height // _LARGE))


def _rustle(width: int, height: int) -> av.VideoFrame:
    """Return a grey picture with some noise, from before the first one."""
    noise = random.Random(1).randbytes(width * height).translate(_GREYS)
    grey = bytes([128]) * (width * height // 4)
    planes = memoryview(noise + grey + grey)
    return video_frame(Picture(width, height, planes, 0, 0), -_WHOLE_EVERY)


def _opened(width: int, height: int) -> VideoCodecContext:
    """Open x264 at the highest rate of this size.

    It takes lower rates later, but none above the one it was opened with; and only when average
    and maximum are one does it follow at all.
    """
    most = ceiling(width, height)
    codec = av.CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.framerate, codec.time_base = Fraction(FRAMES_PER_S), PICTURE_CLOCK
    codec.bit_rate, codec.gop_size, codec.thread_count = most, _NEVER, 1
    codec.profile = "Baseline"
    codec.options = {
        "level": "31",
        "preset": "superfast",
        "tune": "zerolatency",
        "sc_threshold": "0",
        "maxrate": str(most),
        "bufsize": str(most // _BUFFERS_PER_S),
    }
    codec.open()
    return codec
