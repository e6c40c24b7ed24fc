"""The keyboard on the glass: letters in the visit's language, or the letters of a code."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.terminal.views import Ask, Intent
from screens.boxes import Row, Stack
from screens.buttons import Key


class Keyboard(Stack):
    """Rows of keys, as they lie on the table: never mirrored."""

    rows = ObjectProperty(())
    spaced = BooleanProperty(True)  # with a space bar
    erase = StringProperty("")  # spoken labels
    clear = StringProperty("")
    space_bar = StringProperty("")
    send = StringProperty("")  # a key that sends the line, if there is one

    def __init__(self, **properties: object) -> None:
        super().__init__(**properties)
        for name in ("rows", "erase", "clear", "space_bar", "spaced", "send"):
            self.fbind(name, self._fill)
        self._fill()

    def _fill(self, *_: object) -> None:
        self.clear_widgets()
        broadest = max((len(row) for row in self.rows), default=1)
        for row in self.rows:
            keys = [Key(text=key, grow=1, intent=Intent(Ask.TYPE, key)) for key in row]
            self.add_widget(self._row(keys, broadest - len(row)))
        self.add_widget(self._row(self._last(), 0))

    def _row(self, keys: list[Key], missing: int) -> Row:
        row = KeyRow(missing=missing / 2)
        for key in keys:
            row.add_widget(key)
        return row

    def _last(self) -> list[Key]:
        clear = Key(
            text=self.clear, grow=6 if self.send else 4, word=True, intent=Intent(Ask.CLEAR)
        )
        erase = Key(text=self.erase, icon="backspace", grow=3, word=True, intent=Intent(Ask.ERASE))
        if not self.spaced:
            return [clear, erase]
        space = Key(
            text=self.space_bar,
            icon="space_bar",
            grow=4 if self.send else 5,
            intent=Intent(Ask.TYPE, " "),
        )
        if not self.send:
            return [clear, space, erase]
        send = Key(text=self.send, icon="send", grow=3, primary=True, intent=Intent(Ask.CONFIRM))
        return [clear, space, erase, send]


class KeyRow(Row):
    """One row; a shorter one is indented on both sides."""

    missing = NumericProperty(0)
    mirrored = BooleanProperty(False)

    def measure(self, width: float) -> tuple[float, float]:
        return width, super().measure(width)[1]

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        keys = max(1, sum(part.grow for part in self.parts))
        key = (width + self.gap) / (keys + 2 * self.missing)
        indent = self.missing * key if len(self.parts) > 3 else 0
        super().place_parts(x + indent, y, width - 2 * indent, height)
