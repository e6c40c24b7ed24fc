"""A QR code: always black on white with its quiet zone, in every theme."""

from __future__ import annotations

import segno
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from screens.parts import Part

QUIET_ZONE = 4  # modules, ISO/IEC 18004


class QrCode(Part):
    """The code of `text`, at most `side` pixels wide, in whole pixels per module."""

    text = StringProperty("")
    side = NumericProperty(280)
    fill = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._picture = Rectangle()
        super().__init__(**properties)
        self.canvas.add(Color(1, 1, 1, 1))
        self.canvas.add(self._picture)
        self._draw()
        self.fbind("text", self._draw)
        self.fbind("side", self.changed)

    def measure(self, width: float) -> tuple[float, float]:
        side = min(width, self.side)
        return side, side

    def arrange(self) -> None:
        modules = self._modules()
        side = int(min(self.size)) // modules * modules
        self._picture.size = (side, side) if self.text else (0, 0)
        self._picture.pos = (
            round(self.center_x - side / 2),
            round(self.center_y - side / 2),
        )

    def _modules(self) -> int:
        return self._picture.texture.width if self._picture.texture else 1

    def _draw(self, *_: object) -> None:
        if not self.text:
            return
        rows = segno.make(self.text, error="m", micro=False).matrix_iter(border=QUIET_ZONE)
        pixels = [bytes(0 if dark else 255 for dark in row) for row in rows]
        texture = Texture.create(size=(len(pixels[0]), len(pixels)), colorfmt="luminance")
        texture.mag_filter = texture.min_filter = "nearest"
        texture.blit_buffer(b"".join(pixels[::-1]), colorfmt="luminance", bufferfmt="ubyte")
        self._picture.texture = texture
        self.changed()
