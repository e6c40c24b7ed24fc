"""The keyboard on the glass: letters in the visit's language, signs, or the letters of a code."""

from __future__ import annotations

from collections.abc import Sequence

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.terminal.views import Ask, Intent
from screens.boxes import Row, Stack
from screens.buttons import Key


class Keyboard(Stack):
    """Rows of keys, as they lie on the table: never mirrored."""

    rows = ObjectProperty(())
    signs = ObjectProperty(())  # digits and punctuation, in the place of the letters
    shows_signs = BooleanProperty(False)
    more = StringProperty("")  # spoken labels of the key that changes them
    fewer = StringProperty("")
    spaced = BooleanProperty(True)  # with a space bar
    erase = StringProperty("")  # spoken labels
    clear = StringProperty("")
    space_bar = StringProperty("")
    send = StringProperty("")  # a key that sends the line, if there is one

    def __init__(self, **properties: object) -> None:
        super().__init__(**properties)
        for name in ("rows", "signs", "erase", "clear", "space_bar", "spaced", "send", "more"):
            self.fbind(name, self._fill)
        self.fbind("shows_signs", self._turn)
        self._fill()

    def _fill(self, *_: object) -> None:
        self.clear_widgets()
        self.shows_signs = False
        self._letters, self._signs = self._rows_of(self.rows), self._rows_of(self.signs)
        self.layer: LayerKey | None = None
        self.add_widget(self._row(self._last(), 0))
        self._turn()

    def _rows_of(self, rows: Sequence[str]) -> list[KeyRow]:
        """Add a row of keys for each row of characters."""
        broadest = max((len(row) for row in rows), default=1)
        made = []
        for row in rows:
            keys = [Key(text=key, grow=1, intent=Intent(Ask.TYPE, key)) for key in row]
            made.append(self._row(keys, broadest - len(row)))
            self.add_widget(made[-1])
        return made

    def _turn(self, *_: object) -> None:
        """Have letters or signs on the glass; the key that was touched stays where it is."""
        for row in self._letters:
            row.shown = not self.shows_signs
        for row in self._signs:
            row.shown = self.shows_signs
        if self.layer is not None:
            self.layer.text, self.layer.icon = ("", "keyboard") if self.shows_signs else (".,?", "")
            self.layer.label = self.fewer if self.shows_signs else self.more

    def _row(self, keys: list[Key], missing: int) -> Row:
        row = KeyRow(missing=missing / 2)
        for key in keys:
            row.add_widget(key)
        return row

    def _last(self) -> list[Key]:
        clear = Key(
            text=self.clear, grow=6 if self.send else 4, word=True, intent=Intent(Ask.CLEAR)
        )
        erase = Key(
            text=self.erase,
            icon="backspace",
            grow=2 if self.send else 3,
            word=True,
            intent=Intent(Ask.ERASE),
        )
        if not self.spaced:
            return [clear, erase]
        if self.signs:
            self.layer = LayerKey(grow=2, word=True)
            self.layer.bind(on_act=self._change)
        space = Key(
            text=self.space_bar,
            icon="space_bar",
            grow=3.5 if self.send else 5,
            intent=Intent(Ask.TYPE, " "),
        )
        if not self.send:
            return [clear, space, erase]
        send = Key(text=self.send, icon="send", grow=2.5, primary=True, intent=Intent(Ask.CONFIRM))
        return [*filter(None, [self.layer]), clear, space, erase, send]

    def _change(self, *_: object) -> None:
        self.shows_signs = not self.shows_signs


class LayerKey(Key):
    """Shows the signs instead of the letters, and the letters again."""


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
