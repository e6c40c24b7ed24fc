"""The rows of lists: each has an `item`, which it is given whole."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.terminal.views import DepartmentRow as Department
from kiosk.terminal.views import DocumentRow, ServiceRow
from screens.boxes import Flip, Row, Stack
from screens.control import RowButton
from screens.surfaces import Painted
from screens.text import Text


class DepartmentCell(Painted, RowButton):
    """A department with its wait, place and chip."""

    item = ObjectProperty(Department("", "", "", "", "", "open", ""), rebind=True)
    last = BooleanProperty(False)
    shut = BooleanProperty(False)


class WaitAndPlace(Flip):
    """Wait and place in one line with a dot between them, or below each other without it."""

    wait = StringProperty("")
    place_text = StringProperty("")
    shut = BooleanProperty(False)
    dot = ObjectProperty(None, allownone=True)

    def measure(self, width: float) -> tuple[float, float]:
        if self.dot is not None:
            self.dot.shown = bool(self.wait and self.place_text)
            self.flat = True  # with the gaps of a line
            self.flat = Row.measure(self, 100_000)[0] <= width
            self.dot.shown = self.dot.shown and self.flat
        return super().measure(width)


class Greeting(Painted, RowButton):
    """A welcome in one language, that begins a visit in it; `item` is (code, greeting)."""

    item = ObjectProperty(("", ""), rebind=True)
    last = BooleanProperty(False)


class ServiceCell(Painted, RowButton):
    """A service that can be opened."""

    item = ObjectProperty(ServiceRow("", ""), rebind=True)
    last = BooleanProperty(False)


class DocumentCell(Row):
    """Something to bring along."""

    item = ObjectProperty(DocumentRow(""), rebind=True)
    last = BooleanProperty(False)


class FactCell(Row):
    """An icon and a sentence; `item` is (icon, sentence) or (icon, label, sentence)."""

    item = ObjectProperty(("", "", ""), rebind=True)
    last = BooleanProperty(False)
    plain = BooleanProperty(False)  # without a line below


class PlainFact(FactCell):
    """The same beside another one."""


class HoursCell(Flip):
    """Days on one side, times on the other; `item` is (days, times)."""

    item = ObjectProperty(("", ""), rebind=True)
    last = BooleanProperty(False)


class HoursBlock(Stack):
    """The hours of one department; `item` is (name, rows)."""

    item = ObjectProperty(("", ()))
    last = BooleanProperty(False)


class Paragraph(Text):
    """One paragraph of a longer text."""

    item = StringProperty("")
    last = BooleanProperty(False)


class CodeField(Row):
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


class CodeBox(Painted, Stack):
    """One character of a code."""

    letter = StringProperty("")
