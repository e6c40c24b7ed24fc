"""What pictograms are put together from: a number, a code, a slot, a phone. They say nothing."""

from __future__ import annotations

from screens.pen import Pen

# The tickets say 42: strokes in a square of 1.
_FOUR = ((0.7, 0.0), (0.7, 1.0), (0.0, 0.3), (1.0, 0.3))
_TWO = (
    *((0.0, 0.76), (0.1, 0.9), (0.28, 0.98), (0.5, 1.0), (0.73, 0.97), (0.9, 0.87)),
    *((0.97, 0.72), (0.93, 0.56), (0.8, 0.42), (0.0, 0.0), (1.0, 0.0)),
)


def number(pen: Pen, left: float, low: float, high: float) -> None:
    """Draw the number of a ticket."""
    wide = high * 0.62
    for at, digit in ((left, _FOUR), (left + wide * 1.5, _TWO)):
        points = [(at + x * wide, low + y * high) for x, y in digit]
        pen.stroke(*points, width=high * 0.19)


def code(pen: Pen, left: float, low: float, side: float) -> None:
    """Draw what everybody knows as a QR code; it cannot be read."""
    unit = side / 7
    for across, up in ((0, 4), (4, 4), (0, 0)):
        x, y = left + across * unit, low + up * unit
        pen.sheet_of_paper((x, y), 3 * unit, 3 * unit, 1, unit * 0.6)
        pen.box((x + unit, y + unit), unit, unit, 1)
    for across, up in ((4, 2), (6, 2), (5, 1), (4, 0), (6, 0), (3.2, 5.5), (1, 3.1)):
        pen.box((left + across * unit, low + up * unit), unit, unit, 1)


def slot(pen: Pen, left: float, low: float, width: float, height: float) -> None:
    """Draw the lower edge of the terminal with its slot."""
    pen.box((left, low), width, height, 12)
    pen.box((left + 16, low + height * 0.3), width - 32, height * 0.26, 4, pen.paper)


def phone(pen: Pen, left: float, low: float) -> None:
    """Draw a phone that has the code in its finder."""
    pen.sheet_of_paper((left, low), 78, 134, 9, 7)
    pen.stroke((left + 31, low + 123), (left + 47, low + 123), width=4)
    x, y, side, arm = left + 15, low + 42, 48, 11
    for corner_x, inward in ((x, x + arm), (x + side, x + side - arm)):
        for corner_y, upward in ((y, y + arm), (y + side, y + side - arm)):
            pen.stroke((inward, corner_y), (corner_x, corner_y), (corner_x, upward), width=4)
    code(pen, x + 9, y + 9, side - 18)
    pen.dot((left + 39, low + 22), 8)
