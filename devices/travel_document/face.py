"""The picture in DG2, found but not decoded.

ICAO Doc 9303-10, clause 4.7.2: one or more biometric templates, each a header and a record; the
record is that of ISO/IEC 19794-5 (fixed fields) or, since 2025, of ISO/IEC 39794-5 (BER-TLV).
"""

from __future__ import annotations

from devices.travel_document import tlv
from devices.travel_document.document import Face, ImageFormat
from devices.travel_document.errors import Malformed

_TEMPLATES, _TEMPLATE, _RECORD, _RECORD_39794 = 0x7F61, 0x7F60, 0x5F2E, 0x7F2E
_LARGEST_IMAGE = 128 * 1_024
_DEEPEST = 12
_BEGINNINGS = {
    b"\xff\xd8\xff": ImageFormat.JPEG,
    b"\x00\x00\x00\x0cjP  \r\n\x87\n": ImageFormat.JPEG2000,
    b"\xff\x4f\xff\x51": ImageFormat.JPEG2000,
}
# ISO/IEC 19794-5, clause 5: general header, facial information, feature points, image information.
_MARK = b"FAC\x00010\x00"
_HEADER, _INFORMATION, _POINT, _IMAGE_INFORMATION = 14, 20, 8, 12


def face(dg2: bytes) -> Face:
    """Return the first picture; raises Malformed where there is none, or one too large."""
    templates = tlv.parse(tlv.only(tlv.only(dg2, 0x75), _TEMPLATES))
    objects = tlv.parse(tlv.need(templates, _TEMPLATE))
    record = tlv.find(objects, _RECORD)
    if record is not None:
        return _recognized(_old_image(record))
    found = _search(tlv.need(objects, _RECORD_39794), _DEEPEST)
    if found is None:
        raise Malformed("a record has no picture")
    return _recognized(found)


def _old_image(record: bytes) -> bytes:
    if not record.startswith(_MARK):
        raise Malformed("a face record begins with something else")
    size = int.from_bytes(record[_HEADER : _HEADER + 4], "big")
    points = int.from_bytes(record[_HEADER + 4 : _HEADER + 6], "big")
    begin = _HEADER + _INFORMATION + points * _POINT + _IMAGE_INFORMATION
    end = _HEADER + size
    if end > len(record) or begin >= end:
        raise Malformed("a face record is cut off")
    return record[begin:end]


def _search(data: bytes, depth: int) -> bytes | None:
    """Return the first primitive value that begins like a picture."""
    for each in tlv.parse(data):
        is_constructed = each.raw[0] & 0x20
        if is_constructed and depth and (found := _search(each.value, depth - 1)):
            return found
        if not is_constructed and _format(each.value):
            return each.value
    return None


def _recognized(image: bytes) -> Face:
    found = _format(image)
    if found is None or len(image) > _LARGEST_IMAGE:
        raise Malformed("a picture has another format, or is too large")
    return Face(found, image)


def _format(image: bytes) -> ImageFormat | None:
    return next((kind for mark, kind in _BEGINNINGS.items() if image.startswith(mark)), None)
