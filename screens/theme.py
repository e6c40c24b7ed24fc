"""Every size and colour of the glass. Sizes come from millimetres, colours from the palette.

kv binds to the one `theme` of the process: when a property changes, everything follows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kivy.event import EventDispatcher
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty

from kiosk.terminal.views import SIZES, Theme
from screens import palette

CAP_HEIGHT = 0.689  # of Fira Sans, in em
# EN 301 549, 5.1.4: a capital H subtends at least 0.7° at the stated viewing distance.
CAPITAL_ANGLE = math.radians(0.7)
MARGIN_OF_SAFETY = 1.01
TOUCH_MM = 20
GAP_MM = 4
SOFT_EDGE = 0.35  # of a chip, in the light theme
DESIGN_BODY = 36  # the design is drawn in pixels of a 27" portrait panel: body text is 36


@dataclass(frozen=True, slots=True)
class Panel:
    """The glass in the entrance. `width_mm` belongs to the width in pixels."""

    width_mm: float = 336.0
    distance_mm: float = 600.0
    brand: str = "#03007f"


class Look(EventDispatcher):
    """All tokens. `tones` are the colours by role, `sizes` the text sizes by style."""

    tones = ObjectProperty({})
    sizes = ObjectProperty({})

    rtl = BooleanProperty(False)
    landscape = BooleanProperty(False)
    percent = NumericProperty(100)
    large = BooleanProperty(False)  # 150 % and more: things stand below each other

    u = NumericProperty(1.0)  # pixels per unit of the design
    v = NumericProperty(1.0)  # the same for what grows with the text, but less than it
    touch = NumericProperty(64)
    gap = NumericProperty(24)
    gap_key = NumericProperty(13)  # the least gap between things to touch
    gap_s = NumericProperty(16)
    gap_xs = NumericProperty(8)
    gap_l = NumericProperty(40)
    margin = NumericProperty(56)
    radius = NumericProperty(20)
    radius_s = NumericProperty(12)
    icon = NumericProperty(56)
    square = NumericProperty(92)
    row = NumericProperty(112)
    button = NumericProperty(96)

    def __init__(self) -> None:
        super().__init__()
        self.panel = Panel()
        self.name = Theme.LIGHT
        self._width, self._height = 1080, 1920
        self.stand_on(self.panel, 1080, 1920)
        self.wear(Theme.LIGHT)

    def stand_on(self, panel: Panel, width: int, height: int) -> None:
        """Take the panel's millimetres and the window's pixels."""
        self.panel, self._width, self._height = panel, width, height
        self.landscape = width > height
        self._measure()
        self._paint()

    def wear(self, name: Theme, percent: int = 100) -> None:
        """Change colours and text size."""
        if percent not in SIZES:
            raise ValueError(f"text size {percent} is not one of {SIZES}")
        self.percent = percent
        self._measure()
        if name is not self.name or not self.tones:
            self.name = name
            self._paint()

    @property
    def pixels_per_mm(self) -> float:
        """Pixels per millimetre of glass; `width_mm` is the short side's in portrait."""
        long_side_mm = self.panel.width_mm * 16 / 9
        across_mm = long_side_mm if self.landscape else self.panel.width_mm
        return self._width / across_mm

    def _measure(self) -> None:
        cap_mm = 2 * self.panel.distance_mm * math.tan(CAPITAL_ANGLE / 2) * MARGIN_OF_SAFETY
        least = cap_mm * self.pixels_per_mm / CAP_HEIGHT
        body = math.ceil(least / 4) * 4 if least > 24 else math.ceil(least)
        factor = self.percent / 100
        self.u = body / DESIGN_BODY
        self.v = self.u * factor**0.6
        self.large = self.percent >= 150
        self._set_type(body, factor)
        self._set_space()

    def _set_type(self, body: float, factor: float) -> None:
        # Headings grow less than the text: at 200 % they still fit on the glass. The header stops
        # growing at 125 %, footer and pager (aid) at 150 %: EN 301 549, 5.1.4 holds at 100 %.
        large = body * factor
        chrome = body * min(factor, 1.25)
        heading = {"lead": 0.111, "section": 0.333, "h1": 0.667}
        sizes = {style: large * (1 + more / factor**1.3) for style, more in heading.items()}
        sizes |= {"body": large, "display": body * 5.5 * factor**0.2}
        sizes |= {"chrome": chrome, "chrome_lead": chrome * 1.333}
        sizes["aid"] = body * min(factor, 1.5)
        sizes["key"] = body * min(factor, 1.25) * 1.11
        self.sizes = {style: round(size) for style, size in sizes.items()}

    def _set_space(self) -> None:
        u, v = self.u, self.v
        self.touch = max(math.ceil(TOUCH_MM * self.pixels_per_mm), round(64 * u))
        least_gap = math.ceil(GAP_MM * self.pixels_per_mm)
        self.gap_key = max(round(13 * u), least_gap)
        self.gap, self.gap_s = round(24 * u), max(round(16 * u), least_gap)
        self.gap_xs, self.gap_l = round(8 * u), round(40 * u)
        self.margin = round(56 * u)
        self.radius, self.radius_s = round(20 * u), round(12 * u)
        self.icon, self.square = round(56 * v), round(92 * v)
        self.row, self.button = max(round(112 * v), self.touch), max(round(96 * v), self.touch)

    def _paint(self) -> None:
        tones = palette.roles(self.name) | {"clear": (0.0, 0.0, 0.0, 0.0)}
        for kind, (fill, ink) in palette.signs(self.name).items():
            edge = (*ink[:3], SOFT_EDGE if self.name is Theme.LIGHT else 1.0)
            tones |= {f"{kind}_fill": fill, f"{kind}_ink": ink, f"{kind}_edge": edge}
        dark = self.name in (Theme.CONTRAST_DARK, Theme.LOW_GLARE)
        # A dark theme keeps the town's colour off the glass, the crest stays as an outline.
        tones["brand"] = tones["tint"] if dark else palette.colour(self.panel.brand)
        tones["on_brand"] = palette.readable_on(tones["brand"])
        tones["brand_soft"] = (*tones["on_brand"][:3], 0.1)
        tones["aid_edge"] = tones["clear"] if self.name is Theme.LIGHT else tones["hairline"]
        self.tones = tones


theme = Look()
