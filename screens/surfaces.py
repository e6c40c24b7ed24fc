"""Paper, colours and signs: what everything else stands on."""

from __future__ import annotations

from kivy.properties import (
    ColorProperty,
    NumericProperty,
    ObjectProperty,
    StringProperty,
)

from kiosk.terminal.views import Notice
from screens.boxes import Row, Stack
from screens.lists import Rows, Tiles
from screens.parts import Part


class Painted(Part):
    """A part with a ground and an edge."""

    paper = StringProperty("clear")
    edge = StringProperty("clear")
    edge_width = NumericProperty(1)
    corner = NumericProperty(0)
    line = ColorProperty((0, 0, 0, 0))


class Lifted(Part):
    """What lies on the canvas and throws a soft shadow."""


class Space(Part):
    """Nothing, that takes the room that is left."""


class Ground(Stack):
    """A whole area in one colour, up to the very edge of the window."""

    paper = StringProperty("clear")


class Card(Lifted, Painted, Stack):
    """White paper with a hairline."""


class CardRow(Lifted, Painted, Row):
    """The same, with parts beside each other."""


class CardRows(Lifted, Painted, Rows):
    """A list on white paper."""


class CardTiles(Lifted, Painted, Tiles):
    """A few facts beside each other on white paper."""


class NumberCard(Lifted, Painted, Stack):
    """The card with the number, which everybody looks for first."""


class Square(Painted, Stack):
    """An icon in a tinted square."""

    name = StringProperty("")
    ink = StringProperty("accent")


class Banner(Painted, Row):
    """A notice above the content."""

    notice = ObjectProperty(None, allownone=True)
    known = ObjectProperty(Notice("info", ""), rebind=True)


class Message(Painted, Row):
    """A sentence with an icon or a picture, in the colour of its kind."""

    kind = StringProperty("info")
    icon = StringProperty("")
    picture = StringProperty("")  # of `screens.pictogram`, instead of the icon
    text = StringProperty("")


class Chip(Painted, Row):
    """Icon, word and colour of a department's state, as wide in every row."""

    kind = StringProperty("open")
    text = StringProperty("")
