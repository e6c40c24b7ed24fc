"""The parts of a video call: choices, big buttons, meters, small pictures, lines in writing."""

from __future__ import annotations

from dataclasses import dataclass

from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    ObjectProperty,
    StringProperty,
)

from kiosk.terminal.views import Ask, Choice, Intent, Moving, Tile
from screens.boxes import Row
from screens.buttons import OptionButton, PushButton
from screens.control import RowButton, StackButton
from screens.lists import Fed
from screens.parts import Box, Part
from screens.surfaces import Card, Painted
from screens.theme import theme

_NONE = Tile(Intent(Ask.BEGIN), "", "")
LOUDNESS = (Ask.QUIETER, Ask.LOUDER)


class ChoiceOption(OptionButton):
    """One way to talk; `item` is a `Choice`."""


class ChoicePill(Painted, RowButton):
    """An interpreter's language in its own name; `item` is a `Choice`."""

    item = ObjectProperty(Choice(_NONE), rebind=True)
    last = BooleanProperty(False)


class TileChoice(PushButton):
    """A button made of a tile; the first one of a row is the primary one."""


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button of the call with what it says about its state."""

    tile: Tile
    off: bool = False  # microphone or camera are off
    chosen: bool = False
    value: str = ""  # for a voice
    below: str = ""  # written below the words


class CallButton(Painted, StackButton):
    """An icon over a word; `item` is a `Pressable`."""

    item = ObjectProperty(Pressable(_NONE), rebind=True)
    last = BooleanProperty(False)
    ink = StringProperty("text")


class EndButton(Painted, RowButton):
    """The one red button: hang up."""

    item = ObjectProperty(_NONE, rebind=True)


class CallButtons(Fed, Box):
    """The buttons in lines that are filled to their end; what belongs together stays together."""

    most = NumericProperty(3)  # beside each other

    def _lines(self, width: float) -> list[list[Part]]:
        parts, count = self.parts, self._beside(width)
        if len(parts) <= count:
            return [parts] if parts else []
        loudness = [part for part in parts if part.item.tile.intent.ask in LOUDNESS]
        others = [part for part in parts if part not in loudness]
        return [line for group in (others, loudness) for line in _even(group, count)]

    def _beside(self, width: float) -> int:
        widest = max((part.narrowest() for part in self.parts), default=0)
        fitting = int((width + self.gap) // max(1, widest + self.gap))
        return max(1, min(int(self.most), fitting))

    def _breadth(self, line: list[Part], width: float) -> float:
        return (width - self.gap * (len(line) - 1)) / len(line)

    def _height(self, line: list[Part], width: float) -> float:
        return max(part.measure(self._breadth(line, width))[1] for part in line)

    def narrowest(self) -> float:
        return max((part.narrowest() for part in self.parts), default=0)

    def measure(self, width: float) -> tuple[float, float]:
        heights = [self._height(line, width) for line in self._lines(width)]
        return width, sum(heights) + self.gap * max(0, len(heights) - 1)

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        lines = self._lines(width)
        spare = height - self.measure(width)[1]
        top = y + height
        for line in lines:
            high = self._height(line, width) + max(0, spare) / len(lines)
            broad, at = self._breadth(line, width), x
            for part in line[::-1] if theme.rtl else line:
                part.place(at, top - high, broad, high)
                at += broad + self.gap
            top -= high + self.gap


def _even(parts: list[Part], count: int) -> list[list[Part]]:
    """Divide parts into as few lines as possible, equally long."""
    if not parts:
        return []
    lines = -(-len(parts) // count)
    each = -(-len(parts) // lines)
    return [parts[at : at + each] for at in range(0, len(parts), each)]


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

    def measure(self, width: float) -> tuple[float, float]:
        high = self.picture.measure(width)[1] + self.caption.measure(width)[1]
        return width, high + self.gap

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        low = self.caption.measure(width)[1]
        self.caption.place(x, y, width, low)
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
        if self.flat:
            each = (width - gaps) / len(parts)
            for at, part in enumerate(parts[::-1] if theme.rtl else parts):
                part.place(x + at * (each + self.gap), y, each, height)
            return
        each = (height - gaps) / len(parts)
        for at, part in enumerate(parts):
            part.place(x, y + height - each - at * (each + self.gap), width, each)


class SaidCell(Row):
    """One line in writing; `item` is (text, whether it is the citizen's own, who said it)."""

    item = ObjectProperty(("", False, ""))
    last = BooleanProperty(False)
    own = BooleanProperty(False)
