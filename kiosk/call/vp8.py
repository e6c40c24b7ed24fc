"""The second choice: VP8 (RFC 6386), for browsers without H.264.

Twice the work, and a changed rate costs a whole picture; so the rate goes in large steps.
"""

from __future__ import annotations

from math import floor, log

from aiortc.codecs.vpx import MAX_BITRATE, MIN_BITRATE, Vp8Encoder
from av import VideoFrame
from av.frame import Frame

from kiosk.call.frames import fitted
from kiosk.call.rate import RateControl

_STEP = 1.25


class Vp8(Vp8Encoder):
    """The encoder of one connection.

    Args:
        rate: read before every picture.
    """

    def __init__(self, rate: RateControl) -> None:
        super().__init__()
        self.frames = 0
        self._rate = rate

    @property
    def target_bitrate(self) -> int:
        return step(max(MIN_BITRATE, min(MAX_BITRATE, self._rate.bit_rate)))

    @target_bitrate.setter
    def target_bitrate(self, bit_rate: int) -> None:
        self._rate.limit(bit_rate)

    def encode(self, frame: Frame, force_keyframe: bool = False) -> tuple[list[bytes], int]:
        assert isinstance(frame, VideoFrame)
        self.frames += 1
        return super().encode(fitted(frame, self._rate.height), force_keyframe)


def step(bit_rate: int) -> int:
    """Return the next lower of a ladder of rates, each a quarter more than the one before."""
    return round(MIN_BITRATE * _STEP ** floor(log(bit_rate / MIN_BITRATE, _STEP) + 1e-9))
