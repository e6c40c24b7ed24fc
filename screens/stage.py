"""The pictures of a call: one or two as large as possible, small ones where room is left."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty

from screens.guests import NamedPicture
from screens.moving import USUAL, fitted
from screens.parts import Box, Part
from screens.theme import theme

COLUMN = 0.25  # of the breadth, for what stands beside the large picture
NARROW = 0.16  # of the breadth, when two are large: hands are to be read
MOST_COLUMN = 0.4
CARD = 0.44  # of the breadth, for the card below them
MOST_BELOW = 0.45  # of the height

Room = tuple[float, float, float, float]  # x, y, width, height


class Stage(Box):
    """The large pictures, with the small ones and a card beside or below them.

    Two large ones are equal: beside or below each other, whichever makes them larger. `over`
    lies on the first one: a sentence that must not move it.
    """

    large = ObjectProperty(None, allownone=True)
    beside = ObjectProperty(None, allownone=True)
    people = ObjectProperty(None, allownone=True)
    card = ObjectProperty(None, allownone=True)
    over = ObjectProperty(None, allownone=True)
    inset = NumericProperty(0)
    least_row = NumericProperty(0)  # height of the small pictures below
    least_face = NumericProperty(0)  # height of a small picture beside
    middle = BooleanProperty(True)  # where the room that is left goes: around, or below

    def measure(self, width: float) -> tuple[float, float]:
        return width, self.least_height

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        others = [part for part in (self.people, self.card) if part.shown]
        if not others:
            self._place_large(x, y, width, height)
            return
        row = self._row(width, height)
        column = max(width * (NARROW if self.beside.shown else COLUMN), theme.u * 200)
        below = self._size(width, height - row - self.gap)
        beside = self._size(width - column - self.gap, height)
        if below[0] >= beside[0] or self._least(others, column) > height:
            used = below[1] + self.gap + row
            top = y + height - self._above(height - used)
            self._place_large(x, top - below[1], width, below[1])
            self._place_row(others, x, top - used, width, row)
        else:
            column = self._column(width, height, column)
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
        """Return how high the row is: what the large pictures leave, but enough to see faces."""
        people, card = self._breadths(width)
        self.people.flat = True
        high = self.people.measure(people)[1] if people else 0
        least = self.card.measure(card)[1] if card else 0
        left = max(height - self._wanted(width, height) - self.gap, self.least_row)
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
    def _column(self, width: float, height: float, least: float) -> float:
        """Return how broad the column is: it takes what large pictures of this height leave."""
        rest, count = width - least - self.gap, len(self._fronts)
        flat, stacked = self._flat(rest, height)[0], self._stacked(rest, height)[0]
        used = stacked if stacked > flat else flat * count + self.gap * (count - 1)
        return max(least, min(width * MOST_COLUMN, width - self.gap - used))

    def _place_beside(self, others: list[Part], room: Room, column: float, large: float) -> None:
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
            self.people.flat = self._larger_flat(column, left)
            wanted = min(left, self.people.measure(column)[1])
            self.people.place(at, top - wanted, column, wanted)

    def _least(self, others: list[Part], column: float) -> float:
        """Return how high a column must be, so that faces can still be seen in it."""
        self.people.flat = False
        faces = [part.caption.measure(column)[1] + self.least_face for part in self.people.parts]
        card = [self.card.measure(column)[1]] if self.card.shown else []
        heights = [*faces, *card] if self.people.shown else card
        return sum(heights) + self.gap * (len(heights) - 1)

    def _larger_flat(self, width: float, height: float) -> bool:
        """Return whether small pictures become larger beside each other than below each other."""
        count = self._count
        words = max((part.caption.measure(width)[1] for part in self.people.parts), default=0)
        gaps = self.gap * (count - 1)
        below = min(width, ((height - gaps) / count - words) * USUAL)
        beside = min((width - gaps) / count, (height - words) * USUAL)
        return count > 1 and beside > below

    def _column_height(self, others: list[Part], column: float) -> float:
        self.people.flat = False
        return sum(part.measure(column)[1] for part in others) + self.gap * (len(others) - 1)

    # ------------------------------------------------------------ large
    @property
    def _fronts(self) -> list[NamedPicture]:
        return [part for part in (self.large, self.beside) if part.shown]

    def _wanted(self, width: float, height: float) -> float:
        """Return how high the large pictures are in all this breadth."""
        count = len(self._fronts)
        if width > height:
            return self._each(width) / USUAL + self._foot(self._each(width))
        return count * (width / USUAL + self._foot(width)) + self.gap * (count - 1)

    def _each(self, width: float) -> float:
        """Return how broad one of the large pictures may be when they stand beside each other."""
        count = len(self._fronts)
        return (width - self.gap * (count - 1)) / count

    def _foot(self, width: float) -> float:
        return max(part.foot(width) for part in self._fronts)

    def _flat(self, width: float, height: float) -> tuple[float, float]:
        """Return breadth and height of one picture when they stand beside each other."""
        each = self._each(width)
        return fitted(each, height - self._foot(each), USUAL)

    def _stacked(self, width: float, height: float) -> tuple[float, float]:
        """Return breadth and height of one picture when they stand below each other."""
        count = len(self._fronts)
        high = (height - self.gap * (count - 1)) / count - self._foot(width)
        return fitted(width, high, USUAL)

    def _size(self, width: float, height: float) -> tuple[float, float]:
        """Return how broad one large picture becomes, and how high all of them are."""
        flat, stacked = self._flat(width, height), self._stacked(width, height)
        if flat[0] >= stacked[0]:
            return flat[0], flat[1] + self._foot(self._each(width))
        count = len(self._fronts)
        return stacked[0], count * (stacked[1] + self._foot(width)) + self.gap * (count - 1)

    def _place_large(self, x: float, y: float, width: float, height: float) -> None:
        fronts = self._fronts
        if self._flat(width, height)[0] >= self._stacked(width, height)[0]:
            each = self._each(width)
            for at, part in enumerate(fronts[::-1] if theme.rtl else fronts):
                part.place(x + at * (each + self.gap), y, each, height)
        else:
            high = (height - self.gap * (len(fronts) - 1)) / len(fronts)
            for at, part in enumerate(fronts):
                part.place(x, y + height - high - at * (high + self.gap), width, high)
        self._place_over()

    def _place_over(self) -> None:
        if self.over.shown:
            left, low, broad, high = self.large.box
            room = broad - 2 * self.inset
            needed = self.over.measure(room)[1]
            self.over.place(left + self.inset, low + high - self.inset - needed, room, needed)
