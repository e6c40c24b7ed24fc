"""The blocks that are looked for first: the number, figures, the place, the code."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from devices.printer import Style
from kiosk.terminal.paper import CAP_HEIGHT, Sheet, Words
from kiosk.terminal.paragraphs import compose, first_line, leading, paragraph, set_lines
from kiosk.terminal.slip_blocks import (
    ABOVE_MM,
    BELOW_MM,
    BODY_MM,
    HEADING_MM,
    KEY_EM_MM,
    NEXT_MM,
    PART_MM,
    SMALL_MM,
    caption,
    close,
    key_paragraph,
    narrow,
    scale,
)

NUMBER_CAP_MM = 18.0
_PLAN_MM, _QR_MM = 11.5, 22.0
_NEAR_MM = 2.5


def large(sheet: Sheet, text: str, cap_mm: float, above_mm: float, below_mm: float) -> None:
    """A number, as large as the paper is wide and at most as high as asked for."""
    sheet.down(above_mm)
    words = Words(text, "de")
    em_mm = sheet.fit(words, cap_mm / CAP_HEIGHT, True, sheet.width - sheet.mm(1))
    paragraph(sheet, words, em_mm, True, style=Style.LARGE, align="centre")
    sheet.down(below_mm)


def number(sheet: Sheet, text: str) -> None:
    """The number of the ticket."""
    large(sheet, text, NUMBER_CAP_MM, 3.4, 3.6)


def figures(sheet: Sheet, cells: Sequence[tuple[Words | None, Words]]) -> None:
    """Figures side by side, each over its caption; the columns are even when that fits.

    Words without a figure have their cell to themselves.
    """
    top, gap = sheet.y, sheet.mm(3 * scale(sheet))
    size, small = max(KEY_EM_MM, 10.5 * scale(sheet)), caption(sheet, 3.9)
    even = sheet.width / len(cells)
    for figure, words in cells:
        if figure is not None:
            small = sheet.fit(words, small, False, even - gap)
            size = min(size, sheet.fit(figure, size, True, even - gap, KEY_EM_MM))
    needs = [gap + _needed(sheet, figure, words, size, small) for figure, words in cells]
    spare = (sheet.width - sum(needs)) / len(cells)
    widths = [even] * len(cells) if max(needs) <= even else [need + spare for need in needs]
    sheet.down(2.8)
    first, lowest, left = sheet.y, sheet.y, 0.0
    tall = sheet.mm(size * CAP_HEIGHT) + sheet.mm(NEXT_MM) + sheet.mm(small * CAP_HEIGHT)
    edges = []
    for (figure, words), width in zip(cells, widths, strict=True):
        if figure is None:
            sheet.plain.say(words.text, Style.BOLD)
            _in_the_middle(sheet, words, first, tall, left, left + width - gap / 2)
        else:
            sheet.plain.say(f"{figure.text} {words.text}", Style.BOLD)
            sheet.y = first + sheet.mm(size * CAP_HEIGHT)
            sheet.put(figure, size, True, left + width / 2, sheet.y, "centre")
            sheet.down(NEXT_MM)
            set_lines(sheet, words, small, left=left, right=left + width, align="centre")
        lowest, left = max(lowest, sheet.y), left + width
        edges.append(round(left))
    sheet.y = lowest + sheet.mm(2.6)
    for x in edges[:-1]:
        sheet.fill(x - 1, top + sheet.mm(2.4), x + 1, sheet.y - sheet.mm(2.0))
    sheet.rule()


def _needed(sheet: Sheet, figure: Words | None, words: Words, size: float, small: float) -> float:
    if figure is None:
        return 0.0
    return max(sheet.text_width(figure, size, True), sheet.text_width(words, small, False))


def _in_the_middle(
    sheet: Sheet, words: Words, top: int, tall: int, left: float, right: float
) -> None:
    left += sheet.mm(2)
    em_mm, rows = compose(sheet, words, caption(sheet, HEADING_MM), True, right - left, even=True)
    height = sheet.mm(em_mm * (first_line(words) + (len(rows) - 1) * leading(words)))
    sheet.y = top + max(0, (tall - height) // 2)
    set_lines(sheet, words, em_mm, True, left=left, right=right, align="centre")


def place(
    sheet: Sheet, label: Words, where: Words, notes: Sequence[Words], plan: Path | None
) -> None:
    """Where to go, with a small plan beside it, and what happens then."""
    sheet.down(ABOVE_MM)
    left, bottom = 0, sheet.y
    if plan is not None and not narrow(sheet):
        left = sheet.art(plan, _PLAN_MM, 0, sheet.y) + sheet.mm(2.8)
        bottom += sheet.mm(_PLAN_MM)
    paragraph(sheet, label, caption(sheet, 3.9), left=left)
    sheet.down(2.3)
    key_paragraph(sheet, where, 5.4, left, sheet.width)
    sheet.y = max(sheet.y, bottom)
    for words in notes:
        sheet.down(PART_MM)
        paragraph(sheet, words, caption(sheet, BODY_MM))
    close(sheet)


def follow(
    sheet: Sheet,
    invitation: Words | None,
    where: Words | None,
    hint: Words,
    code: str,
    url: str | None,
    *,
    about_qr: bool = False,
) -> None:
    """The way back to this slip: a QR code for the phone, a code to type for everybody.

    Everything stands beside the QR code; on narrow paper the code to type goes below it.

    Args:
        invitation: what the QR code is for; with `where`, the caption of that.
        where: the waiting room, when it has no block of its own.
        about_qr: the invitation makes no sense without the QR code; in plain lines it comes and
            goes with it.
    """
    top, right, bottom = sheet.y, float(sheet.width), sheet.y
    sheet.down(ABOVE_MM)
    quiet = 0
    if url is not None:
        box, quiet = sheet.qr(url, _QR_MM, sheet.width, top)
        right, bottom = box.left, round(box.bottom)
        sheet.y = max(sheet.y, top + quiet)
    if invitation is not None:
        em_mm = caption(sheet, 4.1 if where is None else 3.9)
        tied = about_qr and where is None and url is not None
        with sheet.plain.only_with_qr() if tied else nullcontext():
            paragraph(sheet, invitation, em_mm, where is None, right=right)
    if where is not None:
        sheet.down(2.3)
        key_paragraph(sheet, where, 5.4, 0, right)
    if url is not None:
        sheet.plain.code(url)
    below = narrow(sheet) and url is not None
    if below:
        sheet.y, right = max(sheet.y + sheet.mm(PART_MM), bottom), float(sheet.width)
    elif invitation is not None:
        sheet.down(PART_MM)
    paragraph(sheet, hint, caption(sheet, SMALL_MM), right=right)
    sheet.down(2.3)
    spare = bottom - quiet - sheet.y - sheet.mm(5.8 * CAP_HEIGHT)
    if 0 < spare < sheet.mm(_NEAR_MM):
        sheet.y += spare  # the last line ends where the QR code ends
    key_paragraph(sheet, Words(code, "de"), 5.8, 0, right)
    sheet.y = max(sheet.y, bottom - sheet.mm(BELOW_MM))
    close(sheet)
