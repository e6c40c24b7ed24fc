"""Text and icons: own line breaking, one texture per line, coloured when drawn."""

from __future__ import annotations

from kivy.graphics import Color, InstructionGroup, Rectangle
from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    OptionProperty,
    StringProperty,
)

from screens import fonts
from screens.icons import icon
from screens.parts import Part
from screens.theme import theme

_MIRRORED = {
    "arrow_forward": "arrow_back",
    "arrow_back": "arrow_forward",
    "chevron_right": "chevron_left",
    "chevron_left": "chevron_right",
    "backspace": "backspace",
}


class Text(Part):
    """One text in one size and weight. `start` is right in right-to-left languages."""

    text = StringProperty("")
    style = StringProperty("body")
    tone = StringProperty("text")
    font_size = NumericProperty(36)
    weight = OptionProperty("regular", options=tuple(fonts.WEIGHTS))
    color = ColorProperty((0, 0, 0, 1))
    align = OptionProperty("start", options=("start", "middle", "end"))
    role = StringProperty("text")  # or heading; "" is not spoken
    private = BooleanProperty(False)
    order = NumericProperty(0)

    def __init__(self, **properties: object) -> None:
        self._ink = Color(0, 0, 0, 1)
        self._glyphs = InstructionGroup()
        self.lines: tuple[str, ...] = ()
        super().__init__(**properties)
        self.canvas.add(self._ink)
        self.canvas.add(self._glyphs)
        self._ink.rgba = self.color
        for name in ("text", "font_size", "weight", "align"):
            self.fbind(name, self.changed)
        self.fbind("color", self._recolour)

    @property
    def arabic(self) -> bool:
        return fonts.is_arabic(self.text)

    def _width_of(self, line: str) -> int:
        return fonts.width_of(line, int(self.font_size), self.weight, self.arabic)

    def wrap(self, width: float) -> tuple[str, ...]:
        """Return its lines in that width; a pixel lost to rounding divides no word."""
        if not self.text:
            return ()
        return fonts.lines_of(self.text, int(width) + 1, int(self.font_size), self.weight)

    def measure(self, width: float) -> tuple[float, float]:
        lines = self.wrap(width)
        broad = max((self._width_of(line) for line in lines), default=0)
        high = len(lines) * fonts.line_height(self.font_size, self.arabic)
        return max(broad, min(self.least_width, width)), max(high, self.least_height)

    def narrowest(self) -> float:
        return max((self._width_of(word) for word in self.text.split()), default=0)

    def arrange(self) -> None:
        self.lines = self.wrap(self.width)
        self._glyphs.clear()
        arabic, size = self.arabic, int(self.font_size)
        high = fonts.line_height(size, arabic)
        foot = self.y + (self.height + len(self.lines) * high) / 2
        for line in self.lines:
            foot -= high
            texture, rim = fonts.line_texture(line, size, self.weight, arabic)
            left = self._left(texture.width - 2 * rim) - rim
            top = round(foot) + fonts.top_of_line(size, arabic)
            self._glyphs.add(
                Rectangle(texture=texture, pos=(left, top - texture.height), size=texture.size)
            )

    def _left(self, width: float) -> int:
        spare = self.width - width
        at_right = (self.align == "end") != theme.rtl
        share = 0.5 if self.align == "middle" else float(at_right)
        return round(self.x + spare * share)

    def _recolour(self, *_: object) -> None:
        self._ink.rgba = self.color


class Icon(Part):
    """One character of the icon font, centred in a square. Arrows follow the reading direction."""

    name = StringProperty("")
    side = NumericProperty(56)
    tone = StringProperty("accent")
    color = ColorProperty((0, 0, 0, 1))
    fill = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._ink = Color(0, 0, 0, 1)
        self._glyph = Rectangle()
        super().__init__(**properties)
        self.canvas.add(self._ink)
        self.canvas.add(self._glyph)
        self._ink.rgba = self.color
        for name in ("name", "side"):
            self.fbind(name, self.changed)
        self.fbind("color", self._recolour)

    def measure(self, width: float) -> tuple[float, float]:
        return self.side, self.side

    def narrowest(self) -> float:
        return self.side

    def arrange(self) -> None:
        if not self.name:
            self._glyph.size = (0, 0)
            return
        name = _MIRRORED.get(self.name, self.name) if theme.rtl else self.name
        texture, rise = fonts.icon_texture(icon(name), int(self.side))
        top = round(self.center_y + self.side / 2) + rise
        self._glyph.texture = texture
        self._glyph.size = texture.size
        self._glyph.pos = (round(self.center_x - texture.width / 2), top - texture.height)

    def _recolour(self, *_: object) -> None:
        self._ink.rgba = self.color
