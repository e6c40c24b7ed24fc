"""Moving pictures that stand still: somebody at a desk, somebody in the hall, a shared page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kiosk.terminal.views import Moving

# A colour as Y, U, V in the limited range.
Yuv = tuple[int, int, int]
_WALLS: dict[Moving, tuple[Yuv, Yuv]] = {
    Moving.STAFF: ((196, 121, 134), (168, 120, 135)),
    Moving.SELF: ((150, 134, 122), (120, 134, 123)),
    Moving.GUEST: ((176, 128, 126), (140, 128, 127)),
}
_LOOKS: dict[Moving, tuple[Yuv, Yuv, Yuv]] = {  # skin, hair, clothes
    Moving.STAFF: ((172, 108, 150), (58, 120, 140), (74, 150, 112)),
    Moving.SELF: ((186, 112, 146), (206, 126, 130), (96, 118, 146)),
    Moving.GUEST: ((120, 112, 148), (34, 128, 130), (140, 106, 126)),
}


@dataclass(frozen=True, slots=True)
class StillFrame:
    """A frame as a camera or a browser would send it."""

    width: int
    height: int
    number: int
    y: memoryview
    u: memoryview
    v: memoryview


class Sheet:
    """Paints I420 row by row; all measures are in parts of the height."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.planes = (
            bytearray(width * height),
            bytearray(width * height // 4),
            bytearray(width * height // 4),
        )

    def span(self, row: int, left: float, right: float, tone: Yuv) -> None:
        """Paint a part of one row; every second row carries the colour."""
        first, last = max(0, round(left)), min(self.width, round(right))
        if first >= last:
            return
        start = row * self.width
        self.planes[0][start + first : start + last] = bytes([tone[0]]) * (last - first)
        if row % 2 == 0:
            start, first, last = row // 2 * (self.width // 2), first // 2, last // 2
            for plane, value in zip(self.planes[1:], tone[1:], strict=True):
                plane[start + first : start + last] = bytes([value]) * (last - first)

    def box(self, left: float, top: float, right: float, bottom: float, tone: Yuv) -> None:
        """Paint a rectangle."""
        high = self.height
        for row in range(max(0, round(top * high)), min(high, round(bottom * high))):
            self.span(row, left * high, right * high, tone)

    def oval(self, x: float, y: float, across: float, upright: float, tone: Yuv) -> None:
        """Paint an ellipse around a point."""
        high = self.height
        for row in range(max(0, int((y - upright) * high)), min(high, int((y + upright) * high))):
            far = 1 - (((row + 0.5) / high - y) / upright) ** 2
            if far > 0:
                half = across * far**0.5
                self.span(row, (x - half) * high, (x + half) * high, tone)

    def frame(self, number: int = 1) -> StillFrame:
        """Return what was painted."""
        y, u, v = (memoryview(bytes(plane)) for plane in self.planes)
        return StillFrame(self.width, self.height, number, y, u, v)


@cache
def face(moving: Moving, width: int = 1280, height: int = 720) -> StillFrame:
    """Return a frame of somebody, or of a shared page."""
    sheet = Sheet(width, height)
    if moving is Moving.SHARE:
        _page(sheet)
    else:
        _room(sheet, moving)
        _person(sheet, width / height / 2, *_LOOKS[moving])
    return sheet.frame()


def _room(sheet: Sheet, moving: Moving) -> None:
    above, below = _WALLS[moving]
    for row in range(sheet.height):
        share = row / sheet.height
        tone = tuple(round(a + (b - a) * share) for a, b in zip(above, below, strict=True))
        sheet.span(row, 0, sheet.width, tone)  # type: ignore[arg-type]
    if moving is Moving.STAFF:
        sheet.box(0.12, 0.14, 0.52, 0.52, (222, 124, 130))
        sheet.box(0.15, 0.17, 0.49, 0.49, (205, 140, 118))
        sheet.box(1.38, 0.2, 1.7, 0.225, (110, 116, 140))
        for left, tone in ((1.4, (96, 150, 112)), (1.46, (150, 104, 150)), (1.52, (130, 118, 120))):
            sheet.box(left, 0.04, left + 0.05, 0.2, tone)
    else:
        sheet.box(1.3, 0.1, 1.62, 1.0, (188, 130, 124))


def _person(sheet: Sheet, x: float, skin: Yuv, hair: Yuv, clothes: Yuv) -> None:
    dark = (30, 128, 128)
    sheet.oval(x, 0.4, 0.2, 0.26, hair)
    sheet.oval(x, 1.06, 0.46, 0.36, clothes)
    sheet.box(x - 0.07, 0.55, x + 0.07, 0.74, (skin[0] - 22, skin[1], skin[2]))
    sheet.oval(x, 0.72, 0.085, 0.05, (skin[0] - 22, skin[1], skin[2]))
    sheet.oval(x, 0.43, 0.155, 0.205, skin)
    sheet.oval(x, 0.25, 0.155, 0.075, hair)
    for side in (-1, 1):
        sheet.oval(x + side * 0.06, 0.41, 0.018, 0.018, dark)
        sheet.box(x + side * 0.06 - 0.03, 0.365, x + side * 0.06 + 0.03, 0.375, hair)
    sheet.oval(x, 0.475, 0.016, 0.03, (skin[0] - 18, skin[1], skin[2]))
    sheet.oval(x, 0.54, 0.065, 0.035, (96, 116, 160))
    sheet.box(x - 0.07, 0.5, x + 0.07, 0.535, skin)


def _page(sheet: Sheet) -> None:
    sheet.box(0, 0, 2, 1, (214, 128, 128))
    sheet.box(0.34, 0.04, 1.44, 1.0, (235, 128, 128))
    sheet.box(0.42, 0.1, 0.98, 0.155, (60, 150, 116))
    for line in range(7):
        top = 0.24 + line * 0.1
        sheet.box(0.42, top, 0.72, top + 0.022, (120, 130, 127))
        sheet.box(0.78, top - 0.02, 1.36, top + 0.045, (205, 131, 126))
        sheet.box(0.785, top - 0.015, 1.355, top + 0.04, (233, 128, 128))


class Faces:
    """The moving pictures of the samples; each shows its one frame."""

    def newest(self, moving: Moving, after: int) -> StillFrame | None:
        """Return the frame to whoever has not seen it."""
        frame = face(moving)
        return frame if frame.number > after else None
