"""A sharp still of what the camera sees, in pieces for the data channel; it is never a file."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import av

from devices.camera import Picture
from kiosk.call.frames import PICTURE_CLOCK, video_frame
from kiosk.domain.call_chat import StillPiece

PIECE_CHARACTERS = 12_000
_QUALITY = 3  # of FFmpeg's scale from 2 (best) to 31: small print stays readable


def jpeg(picture: Picture) -> bytes:
    """Return a picture as JPEG, in full range as photographs are."""
    codec = av.CodecContext.create("mjpeg", "w")
    codec.width, codec.height = picture.width, picture.height
    codec.pix_fmt, codec.time_base = "yuvj420p", PICTURE_CLOCK
    codec.options = {"qmin": str(_QUALITY), "qmax": str(_QUALITY)}
    frame = video_frame(picture, 0).reformat(format="yuvj420p")
    frame.pts = 0
    packets = [*codec.encode(frame), *codec.encode(None)]
    return b"".join(bytes(packet) for packet in packets)


def pieces(image: bytes) -> Iterator[StillPiece]:
    """Cut an image into messages, numbered from 0."""
    text = base64.b64encode(image).decode()
    starts = range(0, len(text), PIECE_CHARACTERS)
    for number, start in enumerate(starts):
        more = start + PIECE_CHARACTERS < len(text)
        yield StillPiece(number, text[start : start + PIECE_CHARACTERS], more)
