"""The picture in DG2: found in records of both kinds, refused where it is none."""

from __future__ import annotations

import pytest

from devices.travel_document.document import ImageFormat
from devices.travel_document.errors import Malformed
from devices.travel_document.face import face
from tests.devices.travel_documents import der

JPEG = b"\xff\xd8\xff\xe0picture"


def dg2(record: bytes, tag: int = 0x5F2E) -> bytes:
    template = der(0x7F60, der(0xA1), der(tag, record))
    return der(0x75, der(0x7F61, der(2, b"\1"), template))


def old_record(image: bytes, points: int = 0) -> bytes:
    body = bytes(14 + points * 8 + 12) + image
    block = (len(body) + 6).to_bytes(4, "big") + points.to_bytes(2, "big") + body
    return b"FAC\x00010\x00" + (len(block) + 14).to_bytes(4, "big") + b"\0\1" + block


@pytest.mark.parametrize("points", [0, 3])
def test_the_face_of_an_older_record_is_found(points: int) -> None:
    found = face(dg2(old_record(JPEG, points)))
    assert (found.format, found.image) == (ImageFormat.JPEG, JPEG)


def test_the_face_of_a_newer_record_is_found() -> None:
    image = b"\x00\x00\x00\x0cjP  \r\n\x87\nrest"
    record = der(0xA1, der(0xA0, der(0x80, b"\3")), der(0xA1, der(0x30, der(0x80, image))))
    found = face(dg2(record, 0x7F2E))
    assert (found.format, found.image) == (ImageFormat.JPEG2000, image)


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"FAC\x00010\x00",
        old_record(b"GIF89a"),
        old_record(JPEG)[:-1],
        old_record(JPEG)[:18] + b"\xff\xff" + old_record(JPEG)[20:],
        old_record(JPEG + bytes(128 * 1_024)),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused(record: bytes) -> None:
    with pytest.raises(Malformed):
        face(dg2(record))
