"""Patterns that show what is wrong with a print head: dead dots, weak heat, slipping paper."""

from __future__ import annotations

from kiosk.terminal.paper import LEAST_EM_MM, Sheet, Words

_TEETH = 8  # dots between two that print at the same time
_TOOTH_MM = 1.25
_DOTS_A_NUMBER = 64
_STEP_MM = 7.0
_TICKS_MM = ((10, 3.0), (5, 2.2), (1, 1.4))
_FEED_MM = 50
# Thresholds of an ordered dither (Bayer, 4 × 4).
_ORDER = ((0, 8, 2, 10), (12, 4, 14, 6), (3, 11, 1, 9), (15, 7, 13, 5))
_SHADES = (1, 2, 4, 6, 8, 10, 12, 14, 16)  # sixteenths that are black


def comb(sheet: Sheet) -> None:
    """Every dot of the head alone, as a short line; a missing line is a dead dot."""
    for tooth in range(_TEETH):
        row = "".join("#" if dot == tooth else "." for dot in range(_TEETH))
        bottom = sheet.y + sheet.mm(_TOOTH_MM)
        sheet.pattern(0, sheet.y, sheet.width, bottom, (row,))
        sheet.y = bottom
    sheet.down(1.0)
    for dot in range(0, sheet.width, _DOTS_A_NUMBER):
        sheet.fill(dot, sheet.y, dot + 2, sheet.y + sheet.mm(1.4))
    sheet.down(1.4 + 0.8)
    baseline = sheet.y + sheet.mm(LEAST_EM_MM * 0.72)
    for dot in range(0, sheet.width - _DOTS_A_NUMBER // 2, _DOTS_A_NUMBER):
        sheet.put(Words(str(dot), "de"), LEAST_EM_MM, False, dot, baseline)
    sheet.y = baseline


def greys(sheet: Sheet) -> None:
    """Shades from light to black: two that look alike tell of too much heat."""
    bottom = sheet.y + sheet.mm(_STEP_MM)
    edges = [round(index * sheet.width / len(_SHADES)) for index in range(len(_SHADES) + 1)]
    for shade, left, right in zip(_SHADES, edges[:-1], edges[1:], strict=True):
        rows = ["".join("#" if place < shade else "." for place in row) for row in _ORDER]
        sheet.pattern(left, sheet.y, right, bottom, rows)
    sheet.y = bottom


def rulers(sheet: Sheet) -> None:
    """Millimetres across and along the paper: a drive that slips makes the second one short."""
    top = sheet.y
    for mm in range(int(sheet.profile.width_mm) + 1):
        x = min(sheet.mm(mm), sheet.width - 2)
        sheet.fill(x, top, x + 2, top + sheet.mm(_tick(mm)))
        if mm % 10 == 0 and 0 < mm < sheet.profile.width_mm - 3:
            sheet.put(Words(str(mm), "de"), LEAST_EM_MM, False, x, top + sheet.mm(6.4), "centre")
    for mm in range(_FEED_MM + 1):
        y = top + sheet.mm(mm)
        sheet.fill(0, y, sheet.mm(_tick(mm)), y + 2)
        if mm and mm % 10 == 0:
            baseline = y + sheet.mm(LEAST_EM_MM * 0.36)
            sheet.put(Words(str(mm), "de"), LEAST_EM_MM, False, sheet.mm(4.2), baseline)
    sheet.y = top + sheet.mm(_FEED_MM) + 2


def _tick(mm: int) -> float:
    return next(length for every, length in _TICKS_MM if mm % every == 0)
