"""The big buttons of a video call, and the one that hangs up."""

from __future__ import annotations

from dataclasses import dataclass

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.terminal.views import Ask, Choice, Intent, Tile
from screens.boxes import Flip
from screens.buttons import OptionButton, PushButton
from screens.control import RowButton, StackButton
from screens.lists import Fed
from screens.parts import Box, Part
from screens.surfaces import Painted
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


class Answer(TileChoice):
    """An answer to a question; yes and no always stand beside each other."""


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
    beside = NumericProperty(14)  # room beside its words


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
        lines = _even(parts, count)
        if not loudness or any(set(loudness) <= set(line) for line in lines):
            return lines
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


class CallControls(Flip):
    """The buttons, and apart from them the one that hangs up."""

    data = ObjectProperty(())
    end = ObjectProperty(_NONE)
    most = NumericProperty(3)
    tall = BooleanProperty(False)


def _even(parts: list[Part], count: int) -> list[list[Part]]:
    """Divide parts into as few lines as possible, equally long."""
    if not parts:
        return []
    lines = -(-len(parts) // count)
    each = -(-len(parts) // lines)
    return [parts[at : at + each] for at in range(0, len(parts), each)]
