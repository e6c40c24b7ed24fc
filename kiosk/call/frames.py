"""Our pictures and sounds as PyAV's frames, and back."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import cast

import av
from av.frame import Frame

from devices.audio import RATE_HZ
from devices.camera import Picture

PICTURE_CLOCK = Fraction(1, 90_000)
SOUND_CLOCK = Fraction(1, RATE_HZ)
LARGEST_DOTS = 1920 * 1080
_I420 = "yuv420p"


def video_frame(picture: Picture, pts: int) -> av.VideoFrame:
    frame = av.VideoFrame(picture.width, picture.height, _I420)
    halves = (picture.width, picture.width // 2, picture.width // 2)
    for plane, samples, width in zip(
        frame.planes, (picture.y, picture.u, picture.v), halves, strict=True
    ):
        plane.update(cast(bytes, _padded(samples, width, plane.line_size)))  # any buffer will do
    frame.pts, frame.time_base = pts, PICTURE_CLOCK
    return frame


def picture(frame: av.VideoFrame, number: int, taken_ns: int) -> Picture | None:
    """Return the frame without padding and with even sides; None when there is nothing to see."""
    if frame.format.name != _I420:
        frame = frame.reformat(format=_I420)
    width, height = frame.width // 2 * 2, frame.height // 2 * 2
    if not width or not height:
        return None
    y, u, v = frame.planes
    planes = b"".join(
        (
            _cut(memoryview(y), y.line_size, width, height),
            _cut(memoryview(u), u.line_size, width // 2, height // 2),
            _cut(memoryview(v), v.line_size, width // 2, height // 2),
        )
    )
    return Picture(width, height, planes, number, taken_ns)


def fitted(frame: av.VideoFrame, height: int) -> av.VideoFrame:
    """Return the frame scaled down to a height; it is never made larger."""
    if frame.height <= height:
        return frame
    width = frame.width * height // frame.height // 2 * 2
    return frame.reformat(width=width, height=height, interpolation="AREA")


def within(frame: Frame) -> Frame:
    """Return a picture of at most as many dots as 1920×1080; screens may be larger."""
    if not isinstance(frame, av.VideoFrame) or frame.width * frame.height <= LARGEST_DOTS:
        return frame
    return fitted(frame, math.isqrt(LARGEST_DOTS * frame.height // frame.width) // 2 * 2)


def audio_frame(samples: bytes, pts: int) -> av.AudioFrame:
    frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples) // 2)
    frame.planes[0].update(samples)
    frame.sample_rate, frame.time_base, frame.pts = RATE_HZ, SOUND_CLOCK, pts
    return frame


def samples(frame: av.AudioFrame) -> bytes:
    """Return the samples of a mono frame of 16 bit, without padding."""
    return bytes(frame.planes[0])[: 2 * frame.samples]


def _padded(samples: memoryview, width: int, line_size: int) -> bytes | memoryview:
    if width == line_size:
        return samples
    padding = bytes(line_size - width)
    rows = (samples[start : start + width] for start in range(0, len(samples), width))
    return b"".join(part for row in rows for part in (row, padding))


def _cut(plane: memoryview, line_size: int, width: int, height: int) -> bytes | memoryview:
    if width == line_size:
        return plane[: width * height]
    return b"".join(
        plane[start : start + width] for start in range(0, height * line_size, line_size)
    )
