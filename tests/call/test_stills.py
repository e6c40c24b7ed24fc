"""A sharp still, in pieces."""

from __future__ import annotations

import base64
import io

from PIL import Image

from devices.camera import Picture
from kiosk.call.stills import PIECE_CHARACTERS, jpeg, pieces
from kiosk.domain.call_chat import CHAT, LARGEST_BYTES

GREY = Picture(640, 480, bytes([120]) * (640 * 480) + bytes([128]) * (640 * 240), 1, 0)


def test_a_still_is_a_photograph_of_the_same_size_and_brightness() -> None:
    image = Image.open(io.BytesIO(jpeg(GREY)))
    assert (image.format, image.size) == ("JPEG", (640, 480))
    # 120 in the limited range of video is (120 - 16) / 219 in the full range of photographs.
    shown = image.convert("L").getpixel((320, 240))
    assert isinstance(shown, int) and abs(shown - (120 - 16) * 255 / 219) < 4


def test_the_pieces_are_the_whole_in_order() -> None:
    image = bytes(range(256)) * 200
    parts = list(pieces(image))
    assert [part.number for part in parts] == list(range(len(parts)))
    assert [part.more for part in parts] == [True] * (len(parts) - 1) + [False]
    assert base64.b64decode("".join(part.data for part in parts)) == image


def test_a_piece_fits_into_a_message() -> None:
    (first, *_) = pieces(bytes(PIECE_CHARACTERS))
    assert len(CHAT.encode(first).encode()) <= LARGEST_BYTES
