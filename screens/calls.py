"""The parts of a video call: meters, small pictures, lines in writing."""

from __future__ import annotations

from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    ObjectProperty,
    StringProperty,
)

from kiosk.terminal.views import Moving
from screens.boxes import Row
from screens.lists import Fed
from screens.parts import Box, Part
from screens.surfaces import Card, CardRow
from screens.theme import theme


class Meter(Part):
    """How loud, as a bar; it fills from where reading begins."""

    percent = NumericProperty(0)
    empty = ColorProperty((0, 0, 0, 0))
    full = ColorProperty((0, 0, 0, 1))


class SeenRow(Row):
    """Whether somebody is seen or heard, with a bar when there is a loudness."""

    icon = StringProperty("")
    text = StringProperty("")
    percent = NumericProperty(-1)
    off = BooleanProperty(False)


class SeenCard(Card):
    """What the other side sees and hears, and how loud it is here."""

    seen = BooleanProperty(False)
    heard = BooleanProperty(False)
    level_percent = NumericProperty(0)
    volume_percent = NumericProperty(0)


class SmallPicture(Box):
    """A small moving picture with a word about whose it is; `item` is (moving, name, word)."""

    item = ObjectProperty((Moving.SELF, "", ""), rebind=True)
    last = BooleanProperty(False)
    picture = ObjectProperty(None, allownone=True)
    caption = ObjectProperty(None, allownone=True)
    low = 0.0  # the height of its caption, the same for all

    def measure(self, width: float) -> tuple[float, float]:
        high = self.picture.measure(width)[1] + self.caption.measure(width)[1]
        return width, high + self.gap

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        low, words = self.low, self.caption.measure(width)[1]
        self.caption.place(x, y + low - words, width, words)
        self.picture.place(x, y + low + self.gap, width, max(0, height - low - self.gap))


class People(Fed, Box):
    """The small pictures: equal, beside each other when `flat`, otherwise below each other."""

    flat = BooleanProperty(False)

    def measure(self, width: float) -> tuple[float, float]:
        parts = self.parts
        gaps = self.gap * (len(parts) - 1)
        if self.flat:
            each = (width - gaps) / max(1, len(parts))
            return width, max((part.measure(each)[1] for part in parts), default=0)
        return width, sum(part.measure(width)[1] for part in parts) + gaps

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        parts = self.parts
        gaps = self.gap * (len(parts) - 1)
        each = (width - gaps) / len(parts) if self.flat else width
        low = max(part.caption.measure(each)[1] for part in parts)
        for part in parts:
            part.low = low
        if self.flat:
            for at, part in enumerate(parts[::-1] if theme.rtl else parts):
                part.place(x + at * (each + self.gap), y, each, height)
            return
        each = (height - gaps) / len(parts)
        for at, part in enumerate(parts):
            part.place(x, y + height - each - at * (each + self.gap), width, each)


class Mirror(CardRow):
    """The self view with the sentence about who sees it; `moving` is None without a camera."""

    moving = ObjectProperty(None, allownone=True)
    note = StringProperty("")
    wide = NumericProperty(400)


class SaidCell(Row):
    """One line in writing; `item` is (text, whether it is the citizen's own, who said it)."""

    item = ObjectProperty(("", False, ""))
    last = BooleanProperty(False)
    own = BooleanProperty(False)


class Typed(CardRow):
    """What is being typed: its end, because the newest letters count."""

    typed = StringProperty("")
    end = StringProperty("")
    hint = StringProperty("")
