"""Parts that know how much room they need, and the four ways to put them together.

Layout is one walk from the top: a parent measures its parts for a width and places them.
Nothing depends on a second frame, and right-to-left mirrors every row.
"""

from __future__ import annotations

from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    OptionProperty,
    StringProperty,
    VariableListProperty,
)
from kivy.uix.widget import Widget

from screens.theme import theme


class Part(Widget):
    """A piece of a screen."""

    grow = NumericProperty(0)  # its share of the room that is left
    fill = BooleanProperty(True)  # takes the whole breadth of a Stack
    shown = BooleanProperty(True)
    least_width = NumericProperty(0)
    least_height = NumericProperty(0)
    space = NumericProperty(-1)  # room above, instead of its parent's gap
    # Of a block of `Leaves`:
    column = NumericProperty(0)  # in landscape
    keep = BooleanProperty(False)  # stays on one page with the next block
    always = BooleanProperty(False)  # stands at the top of every page
    across = BooleanProperty(False)  # stands above both columns
    pinned = BooleanProperty(False)  # stands at the foot of every page
    owner = None  # who lays it out while it is on another page
    number = NumericProperty(0)  # of a cell in its list

    # What a voice says, and what it stands on (the layout lint reads this).
    role = StringProperty("")
    label = StringProperty("")
    language = StringProperty("")  # of the label, when it is not the screen's
    ground = ColorProperty((0, 0, 0, 0))

    def __init__(self, **properties: object) -> None:
        self.away = False
        super().__init__(**properties)
        for name in ("shown", "least_width", "least_height", "grow", "space", "column", "pinned"):
            self.fbind(name, self.changed)

    def changed(self, *_: object) -> None:
        """Tell whoever lays out the screen that this part needs another room."""
        above = self.parent or self.owner
        if hasattr(above, "changed"):
            above.changed()

    def measure(self, width: float) -> tuple[float, float]:
        """Return the breadth wanted, at most `width`, and the height at that breadth."""
        return min(width, self.least_width), self.least_height

    def narrowest(self) -> float:
        """Return the least breadth at which no word is divided."""
        return self.least_width

    def place(self, x: float, y: float, width: float, height: float) -> None:
        """Stand there; `y` is the lower edge."""
        self.pos = (round(x), round(y))
        self.size = (round(width), round(height))
        self.opacity = 1
        self.away = False
        self.arrange()

    def arrange(self) -> None:
        """Place what is inside."""

    def hide(self) -> None:
        """Leave the glass without leaving the tree."""
        self.opacity = 0
        self.away = True

    def on_touch_down(self, touch: object) -> bool:
        return not self.away and super().on_touch_down(touch)


class Box(Part):
    """A part with parts inside."""

    padding = VariableListProperty([0, 0, 0, 0])  # start, top, end, bottom
    gap = NumericProperty(0)

    def __init__(self, **properties: object) -> None:
        super().__init__(**properties)
        for name in ("padding", "gap", "children"):
            self.fbind(name, self.changed)

    @property
    def parts(self) -> list[Part]:
        """The parts that are shown, in reading order."""
        return [child for child in reversed(self.children) if child.shown]

    @property
    def padded(self) -> tuple[float, float]:
        """Room lost to padding: across and upright."""
        start, top, end, bottom = self.padding
        return start + end, top + bottom

    def inside(self) -> tuple[float, float, float, float]:
        """Return the inner rectangle: x, y, width, height."""
        start, top, end, bottom = self.padding
        left = end if theme.rtl else start
        across, upright = self.padded
        return self.x + left, self.y + bottom, self.width - across, self.height - upright

    def arrange(self) -> None:
        for child in self.children:
            if not child.shown:
                child.hide()
        self.place_parts(*self.inside())

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        raise NotImplementedError


def start_of(x: float, room: float, width: float, rtl: bool) -> float:
    """Return the left edge of something at the start of a line."""
    return x + room - width if rtl else x


class Stack(Box):
    """Parts below each other; `rest` says where the room that is left goes."""

    rest = OptionProperty("below", options=("below", "around"))

    def gap_before(self, part: Part, first: bool) -> float:
        if first:
            return 0
        return self.gap if part.space < 0 else part.space

    def measure(self, width: float) -> tuple[float, float]:
        across, upright = self.padded
        wanted, high = 0.0, 0.0
        for index, part in enumerate(self.parts):
            needs, height = part.measure(width - across)
            wanted = max(wanted, needs)
            high += height + self.gap_before(part, index == 0)
        high = max(high + upright, self.least_height)
        return min(width, max(wanted + across, self.least_width)), high

    def narrowest(self) -> float:
        words = max((part.narrowest() for part in self.parts), default=0)
        return max(words + self.padded[0], self.least_width)

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        parts = self.parts
        sizes = [part.measure(width) for part in parts]
        gaps = [self.gap_before(part, i == 0) for i, part in enumerate(parts)]
        spare = height - sum(high for _, high in sizes) - sum(gaps)
        growing = sum(part.grow for part in parts)
        top = y + height - (spare / 2 if self.rest == "around" and not growing else 0)
        for part, (wide, high), gap in zip(parts, sizes, gaps, strict=True):
            if growing and part.grow:
                high += max(0, spare) * part.grow / growing
            wide = width if part.fill else wide
            top -= gap + high
            part.place(start_of(x, width, wide, theme.rtl), top, wide, high)


class Row(Box):
    """Parts beside each other, mirrored in right-to-left languages."""

    align = OptionProperty("middle", options=("middle", "top", "stretch"))
    rest = OptionProperty("below", options=("below", "around"))  # below: at the end
    mirrored = BooleanProperty(True)

    def _sizes(self, parts: list[Part], room: float) -> list[tuple[float, float]]:
        room -= self.gap * max(0, len(parts) - 1)
        sizes: dict[Part, tuple[float, float]] = {}
        for part in (part for part in parts if not part.grow):
            sizes[part] = part.measure(max(0, room))
            room -= sizes[part][0]
        growing = sum(part.grow for part in parts) or 1
        for part in (part for part in parts if part.grow):
            share = max(0, room) * part.grow / growing
            sizes[part] = (share, part.measure(share)[1])
        return [sizes[part] for part in parts]

    def measure(self, width: float) -> tuple[float, float]:
        across, upright = self.padded
        parts = self.parts
        room = width - across
        sizes = self._sizes(parts, room)
        wanted = self.gap * max(0, len(parts) - 1) + across
        # What grows wants no more than its own breadth: only its parent may stretch it.
        for part, (wide, _) in zip(parts, sizes, strict=True):
            wanted += part.measure(room)[0] if part.grow else wide
        high = max((high for _, high in sizes), default=0) + upright
        return min(width, max(wanted, self.least_width)), max(high, self.least_height)

    def narrowest(self) -> float:
        parts = self.parts
        words = sum(part.narrowest() for part in parts) + self.gap * max(0, len(parts) - 1)
        return max(words + self.padded[0], self.least_width)

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        parts = self.parts
        sizes = self._sizes(parts, width)
        spare = width - sum(wide for wide, _ in sizes) - self.gap * max(0, len(parts) - 1)
        mirrored = theme.rtl and self.mirrored
        if mirrored:
            parts, sizes = parts[::-1], sizes[::-1]
        x += spare / 2 if self.rest == "around" else spare if mirrored else 0
        for part, (wide, high) in zip(parts, sizes, strict=True):
            if self.align == "stretch":
                high = height
            at = y + height - high if self.align == "top" else y + (height - high) / 2
            part.place(x, at, wide, high)
            x += wide + self.gap


class Grid(Box):
    """Equal columns; all parts of a line are as high as its highest."""

    columns = NumericProperty(2)

    def __init__(self, **properties: object) -> None:
        super().__init__(**properties)
        self.fbind("columns", self.changed)

    def _lines(self) -> list[list[Part]]:
        parts, columns = self.parts, max(1, int(self.columns))
        return [parts[at : at + columns] for at in range(0, len(parts), columns)]

    def _column(self, width: float) -> float:
        return (width - self.gap * (self.columns - 1)) / max(1, self.columns)

    def measure(self, width: float) -> tuple[float, float]:
        across, upright = self.padded
        column = self._column(width - across)
        lines = self._lines()
        high = sum(max(part.measure(column)[1] for part in line) for line in lines)
        high += self.gap * max(0, len(lines) - 1) + upright
        return width, max(high, self.least_height)

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        column = self._column(width)
        top = y + height
        for line in self._lines():
            high = max(part.measure(column)[1] for part in line)
            for index, part in enumerate(line):
                step = (column + self.gap) * index
                left = x + width - column - step if theme.rtl else x + step
                part.place(left, top - high, column, high)
            top -= high + self.gap


class Flip(Stack, Row):
    """A Row when `flat`, otherwise a Stack."""

    flat = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        super().__init__(**properties)
        self.fbind("flat", self.changed)

    def narrowest(self) -> float:
        return (Row if self.flat else Stack).narrowest(self)

    def measure(self, width: float) -> tuple[float, float]:
        return (Row if self.flat else Stack).measure(self, width)

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        (Row if self.flat else Stack).place_parts(self, x, y, width, height)


class Wrap(Box):
    """Parts beside each other on as many lines as they need, each line filled to its end."""

    stretch = BooleanProperty(True)

    def _lines(self, width: float) -> list[list[tuple[Part, float, float]]]:
        parts = self.parts
        sized = [(part, *part.measure(width)) for part in parts]
        if self._breadth(sized) <= width:
            return [sized] if sized else []
        least = [part.narrowest() for part in parts]
        if sum(least) + self.gap * (len(parts) - 1) <= width:
            return [self._squeezed(sized, least, width)]
        return self._even_lines(sized, width)

    def _breadth(self, line: list[tuple[Part, float, float]]) -> float:
        return sum(wide for _, wide, _ in line) + self.gap * (len(line) - 1)

    def _squeezed(
        self, sized: list[tuple[Part, float, float]], least: list[float], width: float
    ) -> list[tuple[Part, float, float]]:
        """One line, in which words stand below each other: better than two lines of buttons."""
        wishes = [max(0.0, wide - few) for (_, wide, _), few in zip(sized, least, strict=True)]
        spare = width - sum(least) - self.gap * (len(sized) - 1)
        share = spare / max(1, sum(wishes))
        breadths = [int(few + wish * share) for few, wish in zip(least, wishes, strict=True)]
        return [
            (part, wide, part.measure(wide)[1])
            for (part, _, _), wide in zip(sized, breadths, strict=True)
        ]

    def _even_lines(
        self, sized: list[tuple[Part, float, float]], width: float
    ) -> list[list[tuple[Part, float, float]]]:
        """Four buttons break two and two, not three and one."""
        for count in range(2, len(sized) + 1):
            even = -(-len(sized) // count)
            lines = [sized[at : at + even] for at in range(0, len(sized), even)]
            if all(self._breadth(line) <= width for line in lines):
                return lines
        return [[each] for each in sized]

    def measure(self, width: float) -> tuple[float, float]:
        across, upright = self.padded
        lines = self._lines(width - across)
        broad = max((self._breadth(line) for line in lines), default=0) + across
        high = sum(max(high for _, _, high in line) for line in lines)
        return min(width, broad), high + self.gap * max(0, len(lines) - 1) + upright

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        top = y + height
        for line in self._lines(width):
            high = max(high for _, _, high in line)
            spare = (width - self._breadth(line)) / len(line) if self.stretch else 0
            at = x
            for part, wide, _ in line[::-1] if theme.rtl else line:
                part.place(at, top - high, wide + spare, high)
                at += wide + spare + self.gap
            top -= high + self.gap
