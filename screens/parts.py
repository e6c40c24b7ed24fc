"""Parts that know how much room they need.

Layout is one walk from the top: a parent measures its parts for a width and places them.
Nothing depends on a second frame, and right-to-left mirrors every row.
"""

from __future__ import annotations

from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
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

    def hide(self) -> None:
        """Leave the glass with all inside: a shader knows nothing of the opacity of others."""
        super().hide()
        for child in self.children:
            if not child.away:
                child.hide()

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        raise NotImplementedError


def start_of(x: float, room: float, width: float, rtl: bool) -> float:
    """Return the left edge of something at the start of a line."""
    return x + room - width if rtl else x
