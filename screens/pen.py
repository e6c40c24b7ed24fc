"""A pen for pictograms: thick strokes with round ends, in two tones, smooth at every size."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kivy.graphics import (
    Color,
    InstructionGroup,
    SmoothEllipse,
    SmoothLine,
    SmoothRoundedRectangle,
)

Tone = Sequence[float]
Point = tuple[float, float]


class Pen:
    """Draws in the units of a pictogram, from its lower left corner.

    Args:
        sheet: where the strokes are collected.
        at: the lower left corner in pixels.
        scale: pixels per unit.
        ink: what is drawn with.
        paper: what is inside of what is drawn.
    """

    def __init__(
        self, sheet: InstructionGroup, at: Point, scale: float, ink: Tone, paper: Tone
    ) -> None:
        self.sheet, self.at, self.scale = sheet, at, scale
        self.ink, self.paper = ink, paper

    def stroke(self, *points: Point, width: float = 6, tone: Tone | None = None) -> None:
        """Draw a line through the points; `SmoothLine` has neither round ends nor round joints."""
        self.sheet.add(Color(*(tone or self.ink)))
        for start, end in pairwise(points):
            flat = (*self._pixels(start), *self._pixels(end))
            self.sheet.add(SmoothLine(points=flat, width=width * self.scale / 2))
        for point in points:
            self._dot(point, width / 2)

    def dashes(self, start: Point, end: Point, count: int, width: float = 5) -> None:
        """Draw so many short strokes from one point to another."""
        (left, low), (right, high) = start, end
        step = 1 / (2 * count - 1)
        for at in range(count):
            near, far = 2 * at * step, (2 * at + 1) * step
            self.stroke(
                (left + (right - left) * near, low + (high - low) * near),
                (left + (right - left) * far, low + (high - low) * far),
                width=width,
            )

    def dot(self, middle: Point, radius: float, tone: Tone | None = None) -> None:
        """Fill a circle."""
        self.sheet.add(Color(*(tone or self.ink)))
        self._dot(middle, radius)

    def arc(self, middle: Point, radius: float, start: float, end: float, width: float) -> None:
        """Draw a part of a circle on paper tone; degrees clockwise from the top."""
        self.sheet.add(Color(*self.paper))
        circle = (*self._pixels(middle), radius * self.scale, start, end)
        self.sheet.add(SmoothLine(circle=circle, width=width * self.scale / 2))

    def box(
        self, corner: Point, width: float, height: float, round_: float, tone: Tone | None = None
    ) -> None:
        """Fill a rectangle with round corners."""
        self.sheet.add(Color(*(tone or self.ink)))
        self.sheet.add(
            SmoothRoundedRectangle(
                pos=self._pixels(corner),
                size=(width * self.scale, height * self.scale),
                radius=[round_ * self.scale],
            )
        )

    def sheet_of_paper(
        self, corner: Point, width: float, height: float, round_: float = 5, edge: float = 6
    ) -> None:
        """Draw a rectangle of paper with an edge of ink."""
        left, low = corner
        self.box(corner, width, height, round_ + edge / 2)
        inner = (left + edge, low + edge)
        self.box(inner, width - 2 * edge, height - 2 * edge, round_, self.paper)

    def _pixels(self, point: Point) -> Point:
        return (self.at[0] + point[0] * self.scale, self.at[1] + point[1] * self.scale)

    def _dot(self, middle: Point, radius: float) -> None:
        x, y = self._pixels(middle)
        far = radius * self.scale
        self.sheet.add(SmoothEllipse(pos=(x - far, y - far), size=(2 * far, 2 * far)))
