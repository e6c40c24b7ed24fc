"""Parts in equal columns, or on as many lines as they need."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty

from screens.parts import Box, Part
from screens.theme import theme


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
            least = [[part.narrowest() for part, _, _ in line] for line in lines]
            if all(sum(few) + self.gap * (len(few) - 1) <= width for few in least):
                return [
                    line if self._breadth(line) <= width else self._squeezed(line, few, width)
                    for line, few in zip(lines, least, strict=True)
                ]
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
