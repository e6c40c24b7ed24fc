"""Parts below each other, beside each other, or whichever suits."""

from __future__ import annotations

from kivy.properties import BooleanProperty, OptionProperty

from screens.parts import Box, Part, start_of
from screens.theme import theme


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
