"""The pictures of a call: one as large as possible, the small ones where room is left."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty

from screens.moving import USUAL, fitted
from screens.parts import Box, Part
from screens.theme import theme

COLUMN = 0.25  # of the breadth, for what stands beside the large picture
CARD = 0.44  # of the breadth, for the card below it
MOST_BELOW = 0.45  # of the height


class Stage(Box):
    """The large picture, with the small ones and a card beside or below it.

    `over` lies on the large picture: a sentence that must not move it.
    """

    large = ObjectProperty(None, allownone=True)
    people = ObjectProperty(None, allownone=True)
    card = ObjectProperty(None, allownone=True)
    over = ObjectProperty(None, allownone=True)
    inset = NumericProperty(0)
    least_row = NumericProperty(0)  # height of the small pictures below
    middle = BooleanProperty(True)  # where the room that is left goes: around, or below

    def measure(self, width: float) -> tuple[float, float]:
        return width, self.least_height

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        others = [part for part in (self.people, self.card) if part.shown]
        if not others:
            self._place_large(x, y, width, height)
            return
        row = self._row(width, height)
        column = max(width * COLUMN, theme.u * 200)
        below = fitted(width, height - row - self.gap, USUAL)
        beside = fitted(width - column - self.gap, height, USUAL)
        if below[0] >= beside[0]:
            used = below[1] + self.gap + row
            top = y + height - self._above(height - used)
            self._place_large(x, top - below[1], width, below[1])
            self._place_row(others, x, top - used, width, row)
        else:
            self._place_beside(others, (x, y, width, height), column, beside[1])

    def _above(self, spare: float) -> float:
        return max(0, spare) / 2 if self.middle else 0

    # ------------------------------------------------------------ below
    def _breadths(self, width: float) -> tuple[float, float]:
        """Return how broad people and card are in a row."""
        if not self.card.shown:
            return min(width, self._count * width * 0.5), 0
        if not self.people.shown:
            return 0, width
        card = width * CARD
        return width - card - self.gap, card

    @property
    def _count(self) -> int:
        return len(self.people.parts)

    def _row(self, width: float, height: float) -> float:
        """Return how high the row is: what the large picture leaves, but enough to see faces."""
        people, card = self._breadths(width)
        self.people.flat = True
        high = self.people.measure(people)[1] if people else 0
        least = self.card.measure(card)[1] if card else 0
        left = max(height - width / USUAL - self.gap, self.least_row)
        return max(least, min(high, height * MOST_BELOW, left))

    def _place_row(
        self, others: list[Part], x: float, y: float, width: float, height: float
    ) -> None:
        people, card = self._breadths(width)
        self.people.flat = True
        broad = {self.people: people, self.card: card}
        spare = width - sum(broad[part] for part in others) - self.gap * (len(others) - 1)
        x += spare / 2
        for part in others[::-1] if theme.rtl else others:
            part.place(x, y, broad[part], height)
            x += broad[part] + self.gap

    # ------------------------------------------------------------ beside
    def _place_beside(
        self,
        others: list[Part],
        room: tuple[float, float, float, float],
        column: float,
        large: float,
    ) -> None:
        x, y, width, height = room
        high = max(large, min(height, self._column_height(others, column)))
        top = y + height - self._above(height - high)
        self.people.flat = False
        rest = width - column - self.gap
        start = x + column + self.gap if theme.rtl else x
        self._place_large(start, top - large, rest, large)
        at = x if theme.rtl else x + rest + self.gap
        foot = top - high
        card = self.card.measure(column)[1] if self.card.shown else 0
        if self.card.shown:
            self.card.place(at, foot, column, card)
        if self.people.shown:
            left = high - card - (self.gap if card else 0)
            wanted = min(left, self.people.measure(column)[1])
            self.people.place(at, top - wanted, column, wanted)

    def _column_height(self, others: list[Part], column: float) -> float:
        self.people.flat = False
        return sum(part.measure(column)[1] for part in others) + self.gap * (len(others) - 1)

    # ------------------------------------------------------------ large
    def _place_large(self, x: float, y: float, width: float, height: float) -> None:
        self.large.place(x, y, width, height)
        if self.over.shown:
            left, low, broad, high = self.large.box
            room = broad - 2 * self.inset
            needed = self.over.measure(room)[1]
            self.over.place(left + self.inset, low + high - self.inset - needed, room, needed)
