"""The pieces the screens are made of. Here their properties, in `kv/` how they look.

Properties are declared in Python: kv would create them as `None` first. `rebind` lets kv follow
`root.item.title` when the item is replaced.
"""

from __future__ import annotations

from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    ObjectProperty,
    StringProperty,
)

from kiosk.terminal.views import DepartmentRow as Department
from kiosk.terminal.views import DocumentRow, Frame, Intent, Notice, ServiceRow, Tile
from screens import control, leaves, lists, parts, text


class Painted(parts.Part):
    """A part with a ground, an edge and, if it is lifted, a soft shadow."""

    paper = StringProperty("clear")
    edge = StringProperty("clear")
    edge_width = NumericProperty(1)
    corner = NumericProperty(0)
    lift = BooleanProperty(False)
    line = ColorProperty((0, 0, 0, 0))


class Body(leaves.Leaves):
    """The content between header and footer, with its own pager."""

    halves = BooleanProperty(True)  # two columns in landscape


class Space(parts.Part):
    """Nothing, that takes the room that is left."""


class Ground(Painted, parts.Stack):
    """A whole area in one colour."""


class Card(Painted, parts.Stack):
    """White paper with a hairline."""


class NumberCard(Painted, parts.Stack):
    """The card with the number, which everybody looks for first."""


class CardRow(Painted, parts.Row):
    """The same, with parts beside each other."""


class CardRows(Painted, lists.Rows):
    """A list on white paper."""


class CardTiles(Painted, lists.Tiles):
    """A few facts beside each other on white paper."""


class Square(Painted, parts.Stack):
    """An icon in a tinted square."""

    name = StringProperty("")
    ink = StringProperty("accent")


class Crest(parts.Stack):
    """The shield of the town."""


class Header(parts.Row):
    """Town, office, date and time; in landscape also the languages."""

    frame = ObjectProperty(Frame(), rebind=True)
    offers_languages = BooleanProperty(True)


class Banner(Painted, parts.Row):
    """A notice above the content."""

    notice = ObjectProperty(None, allownone=True)
    known = ObjectProperty(Notice("info", ""), rebind=True)


class Message(Painted, parts.Row):
    """A sentence with an icon, in the colour of its kind."""

    kind = StringProperty("info")
    icon = StringProperty("")
    text = StringProperty("")


class Hero(Painted, control.StackButton):
    """One of the large buttons of the home screen; the second one is ink."""

    item = ObjectProperty(Tile(Intent("begin"), "", ""), rebind=True)
    last = BooleanProperty(False)


class FlatHero(Painted, control.RowButton):
    """The same, lying: for landscape and for large text."""

    item = ObjectProperty(Tile(Intent("begin"), "", ""), rebind=True)
    last = BooleanProperty(False)


class TileButton(Painted, control.RowButton):
    """A white tile with an icon."""

    item = ObjectProperty(Tile(Intent("begin"), "", ""), rebind=True)
    last = BooleanProperty(False)


class Chip(Painted, parts.Row):
    """Icon, word and colour of a department's state, as wide in every row."""

    kind = StringProperty("open")
    text = StringProperty("")


class DepartmentCell(Painted, control.RowButton):
    """A department with its wait, place and chip."""

    item = ObjectProperty(Department("", "", "", "", "", "open", ""), rebind=True)
    last = BooleanProperty(False)
    shut = BooleanProperty(False)


class WaitAndPlace(parts.Flip):
    """Wait and place in one line with a dot between them, or below each other without it."""

    wait = StringProperty("")
    place_text = StringProperty("")
    shut = BooleanProperty(False)
    dot = ObjectProperty(None, allownone=True)

    def measure(self, width: float) -> tuple[float, float]:
        if self.dot is not None:
            self.dot.shown = bool(self.wait and self.place_text)
            self.flat = True  # with the gaps of a line
            self.flat = parts.Row.measure(self, 100_000)[0] <= width
            self.dot.shown = self.dot.shown and self.flat
        return super().measure(width)


class Greeting(Painted, control.RowButton):
    """A welcome in one language, that begins a visit in it; `item` is (code, greeting)."""

    item = ObjectProperty(("", ""), rebind=True)
    last = BooleanProperty(False)


class ServiceCell(Painted, control.RowButton):
    """A service that can be opened."""

    item = ObjectProperty(ServiceRow("", ""), rebind=True)
    last = BooleanProperty(False)


class DocumentCell(parts.Row):
    """Something to bring along."""

    item = ObjectProperty(DocumentRow(""), rebind=True)
    last = BooleanProperty(False)


class FactCell(parts.Row):
    """An icon and a sentence; `item` is (icon, sentence) or (icon, label, sentence)."""

    item = ObjectProperty(("", "", ""), rebind=True)
    last = BooleanProperty(False)
    plain = BooleanProperty(False)  # without a line below


class PlainFact(FactCell):
    """The same beside another one."""


class HoursCell(parts.Flip):
    """Days on one side, times on the other; `item` is (days, times)."""

    item = ObjectProperty(("", ""), rebind=True)
    last = BooleanProperty(False)


class HoursBlock(parts.Stack):
    """The hours of one department; `item` is (name, rows)."""

    item = ObjectProperty(("", ()))
    last = BooleanProperty(False)


class Paragraph(text.Text):
    """One paragraph of a longer text."""

    item = StringProperty("")
    last = BooleanProperty(False)


class Pill(Painted, control.RowButton):
    """A language in its own name; `item` is (code, name, chosen). Without code: all languages."""

    item = ObjectProperty(("de", "", False))
    last = BooleanProperty(False)


class AidButton(Painted, control.Touchable, parts.Flip):
    """A button of the footer: icon and word."""

    icon = StringProperty("")
    text = StringProperty("")
    accent = BooleanProperty(False)


class PushButton(Painted, control.RowButton):
    """Verb and noun. The primary one is filled and stands once per screen."""

    text = StringProperty("")
    said = StringProperty("")  # when a voice says it differently
    icon = StringProperty("")
    after = StringProperty("")  # an icon behind the words
    primary = BooleanProperty(False)
    danger = BooleanProperty(False)
    small = BooleanProperty(False)  # does not grow beyond 150 %
    ink = StringProperty("text")


class OptionButton(Painted, control.RowButton):
    """One of several; the chosen one is marked with a tick and a thick edge."""

    text = StringProperty("")
    icon = StringProperty("")
    item = ObjectProperty(None, allownone=True)
    last = BooleanProperty(False)
    style = StringProperty("lead")


class LanguageOption(OptionButton):
    """A language; `item` is (code, name, chosen)."""


class SizeOption(OptionButton):
    """A text size; `item` is (percent, chosen)."""


class ThemeOption(OptionButton):
    """A choice of colours; `item` is (theme, name, chosen)."""


class CodeField(parts.Row):
    """The boxes of a code: what is typed, and how much is missing."""

    typed = StringProperty("")
    length = NumericProperty(8)
    mirrored = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        super().__init__(**properties)
        self.fbind("typed", self._fill)
        self.fbind("length", self._fill)
        self._fill()

    def _fill(self, *_: object) -> None:
        if len(self.children) != self.length:
            self.clear_widgets()
            for _ in range(int(self.length)):
                self.add_widget(CodeBox(grow=1))
        for box, letter in zip(self.parts, self.typed.ljust(int(self.length)), strict=False):
            box.letter = letter.strip()


class CodeBox(Painted, parts.Stack):
    """One character of a code."""

    letter = StringProperty("")


class Key(Painted, control.RowButton):
    """A key of the keyboard on the glass; a `word` key carries a word."""

    text = StringProperty("")
    icon = StringProperty("")
    word = BooleanProperty(False)


class Pager(parts.Wrap):
    """Previous page, which page, next page."""

    turns_leaves = True
    leaves = ObjectProperty(None, allownone=True)
    number = NumericProperty(1)
    count = NumericProperty(1)
    before = BooleanProperty(False)
    after = BooleanProperty(False)


class Languages(lists.Strip):
    """The languages in their own names; with large text one button that leads to them."""

    frame = ObjectProperty(Frame(), rebind=True)
    within = StringProperty("footer")
    offered = BooleanProperty(True)
    here = BooleanProperty(True)

    def all_of(self, frame: Frame, large: bool, landscape: bool) -> list[tuple[str, str, bool]]:
        """Return the items of the pills."""
        pills = [(code, name, code == frame.language) for code, name in frame.languages]
        current = next((name for _, name, chosen in pills if chosen), "")
        everything = [] if landscape else [("", "", False)]
        return [("", current, False)] if large else [*pills, *everything]


class Footer(Painted, parts.Stack):
    """Languages and aids, within everybody's reach. `kind` is home, visit or closed."""

    frame = ObjectProperty(Frame(), rebind=True)
    kind = StringProperty("visit")
    back = BooleanProperty(True)
