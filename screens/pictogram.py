"""What became of the paper, as a picture that needs no words: slot, ticket, hand and phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kivy.graphics import InstructionGroup
from kivy.properties import ColorProperty, NumericProperty, StringProperty

from kiosk.terminal.views import Paper
from screens.parts import Part
from screens.pen import Pen
from screens.symbols import code, number, phone, slot

WIDE, HIGH = 216, 150  # units of a picture


def _printing(pen: Pen) -> None:
    slot(pen, 32, 98, 152, 48)
    pen.sheet_of_paper((68, 40), 80, 70)
    pen.box((74, 90), 68, 28, 0, pen.paper)
    number(pen, 86, 58, 28)
    for left, length in ((52, 40), (34, 24), (164, 40), (182, 24)):
        pen.stroke((left, 86), (left, 86 - length))


def _take(pen: Pen) -> None:
    slot(pen, 24, 112, 152, 36)
    for low in (26, 42):
        pen.stroke((170, low), (138, low), width=17)
    pen.sheet_of_paper((56, 14), 84, 88)
    number(pen, 74, 58, 28)
    pen.box((150, 18), 44, 48, 14)
    pen.stroke((166, 56), (118, 40), width=25, tone=pen.paper)
    pen.stroke((166, 56), (118, 40), width=16)
    pen.box((192, 8), 22, 68, 6)
    pen.stroke((28, 92), (28, 36), width=9)
    pen.stroke((10, 54), (28, 34), (46, 54), width=9)


def _ask(pen: Pen) -> None:
    slot(pen, 4, 98, 132, 48)
    for start, end, count in (
        ((36, 92), (36, 22), 4),
        ((104, 92), (104, 22), 4),
        ((36, 16), (104, 16), 4),
    ):
        pen.dashes(start, end, count)
    number(pen, 51, 42, 28)
    pen.dot((174, 50), 42)
    pen.arc((174, 62), 13, -85, 120, 9)
    pen.stroke((184.5, 55.5), (174, 46), (174, 42), width=9, tone=pen.paper)
    pen.dot((174, 26), 6, pen.paper)


def _blocked(pen: Pen) -> None:
    """It will fall out later: half in the slot, with a clock, and an arrow down."""
    slot(pen, 4, 98, 132, 48)
    pen.sheet_of_paper((30, 46), 80, 64)
    pen.box((36, 90), 68, 28, 0, pen.paper)
    number(pen, 48, 62, 24)
    for left in (52, 88):
        pen.dashes((left, 36), (left, 4), 3)
    pen.dot((176, 56), 38)
    pen.dot((176, 56), 29, pen.paper)
    pen.stroke((176, 76), (176, 56), (190, 48), width=8)


def _failed(pen: Pen) -> None:
    slot(pen, 4, 104, 112, 42)
    pen.sheet_of_paper((16, 10), 76, 86)
    number(pen, 31, 56, 26)
    pen.dot((88, 34), 34, pen.paper)
    pen.dot((88, 34), 28)
    for up in (-11, 11):
        pen.stroke((77, 34 - up), (99, 34 + up), width=9, tone=pen.paper)
    phone(pen, 136, 8)


def _none(pen: Pen) -> None:
    pen.sheet_of_paper((2, 27), 96, 96, 9, 6)
    code(pen, 18, 43, 64)
    pen.stroke((107, 75), (125, 75), width=7)
    pen.stroke((116, 85), (126, 75), (116, 65), width=7)
    phone(pen, 136, 8)


PICTURES: Mapping[str, Callable[[Pen], None]] = {
    Paper.PRINTING: _printing,
    Paper.TAKE: _take,
    Paper.BLOCKED: _blocked,
    Paper.FAILED: _failed,
    Paper.ASK: _ask,
    Paper.NONE: _none,
}


class Pictogram(Part):
    """The picture of that name, `high` pixels high; the same in every language."""

    name = StringProperty("")
    high = NumericProperty(HIGH)
    ink = ColorProperty((0, 0, 0, 1))
    inside = ColorProperty((1, 1, 1, 1))

    def __init__(self, **properties: object) -> None:
        self._drawn = InstructionGroup()
        super().__init__(**properties)
        self.canvas.add(self._drawn)
        for name in ("name", "high", "ink", "inside"):
            self.fbind(name, self.changed)

    def measure(self, width: float) -> tuple[float, float]:
        return self.high * WIDE / HIGH, self.high

    def narrowest(self) -> float:
        return self.high * WIDE / HIGH

    def arrange(self) -> None:
        self._drawn.clear()
        draw = PICTURES.get(self.name)
        if draw is not None:
            scale = self.height / HIGH
            draw(Pen(self._drawn, (self.x, self.y), scale, self.ink, self.inside))
