"""The blocks of a printed slip, from top to bottom; each begins and ends at a rule.

They know millimetres and words, but nothing of tickets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.terminal.paper import CAP_HEIGHT, LEAST_EM_MM, Align, Sheet, Words
from kiosk.terminal.paragraphs import compose, leading, paragraph

KEY_EM_MM = 5.0  # facts that are looked for are never smaller
NUMBER_CAP_MM = 18.0
_ABOVE_MM, _BELOW_MM = 2.6, 2.8  # from a rule to capitals, from a baseline to a rule
_WIDE_MM, _NARROW_MM = 72.0, 60.0


def scale(sheet: Sheet) -> float:
    """Return how much smaller captions are on narrow paper."""
    return float(min(1.0, (sheet.profile.width_mm / _WIDE_MM) ** 0.55))


def caption(sheet: Sheet, em_mm: float) -> float:
    return max(LEAST_EM_MM, em_mm * scale(sheet))


def _key(sheet: Sheet, words: Words, em_mm: float, width: float) -> float:
    return sheet.fit(words, em_mm, True, width, KEY_EM_MM)


def narrow(sheet: Sheet) -> bool:
    """Tell whether a QR code leaves too little room beside it for a key fact."""
    return sheet.profile.width_mm < _NARROW_MM


def _key_paragraph(sheet: Sheet, words: Words, em_mm: float, left: float, right: float) -> None:
    em_mm = _key(sheet, words, em_mm, right - left)
    paragraph(sheet, words, em_mm, True, left=left, right=right, least_mm=KEY_EM_MM)


def header(sheet: Sheet, office: Words, when: Sequence[Words], arms: Path | None) -> None:
    """The office with its arms, and when the slip was printed: the longest form that fits."""
    left, top = 0, sheet.y
    if arms is not None:
        left = sheet.art(arms, 9.5 * scale(sheet), 0, top) + sheet.mm(2.5 * scale(sheet))
    width = sheet.width - left
    sheet.down(0.7)
    paragraph(sheet, office, sheet.fit(office, 4.8, True, width), True, left=left)
    sheet.down(1.8)
    fitting = (w for w in when if sheet.text_width(w, LEAST_EM_MM, False) <= width)
    words = next(fitting, when[-1])
    paragraph(sheet, words, sheet.fit(words, 3.9, False, width), left=left)
    sheet.down(1.8)
    if arms is not None:
        sheet.y = max(sheet.y, top + sheet.mm(10.6 * scale(sheet)))
    sheet.rule()


def stamp(sheet: Sheet, words: Sequence[Words]) -> None:
    """A framed remark across the paper, in each language."""
    sheet.down(1.6)
    top = sheet.y
    sheet.down(1.7)
    for index, line in enumerate(words):
        if index:
            sheet.down(1.6)
        paragraph(sheet, line, caption(sheet, 4.4), True, align="centre")
    sheet.down(1.9)
    sheet.outline(0, top, sheet.width, sheet.y, max(2, sheet.mm(0.4)))


def number(sheet: Sheet, captions: Sequence[Words], text: str) -> None:
    """The number, large, under its caption in one or two languages."""
    sheet.down(_ABOVE_MM)
    room, sides = sheet.width - sheet.mm(3), caption(sheet, 4.6)
    if len(captions) > 1:
        needed = sum(sheet.text_width(words, sides, True) for words in captions)
        sides = max(LEAST_EM_MM, min(sides, sides * room / needed - 0.06))
        needed = sum(sheet.text_width(words, sides, True) for words in captions)
    if len(captions) == 1 or needed > room:
        for index, words in enumerate(captions):
            sheet.down(1.4 if index else 0)
            paragraph(
                sheet, words, sheet.fit(words, sides, True, sheet.width), True, align="centre"
            )
    else:
        sheet.y += sheet.mm(sides * CAP_HEIGHT)
        sheet.put(captions[0], sides, True, 0, sheet.y)
        sheet.put(captions[1], sides, True, sheet.width, sheet.y, "right")
    sheet.down(3.4)
    words = Words(text, "de")
    em_mm = sheet.fit(words, NUMBER_CAP_MM / CAP_HEIGHT, True, sheet.width - sheet.mm(1))
    paragraph(sheet, words, em_mm, True, align="centre")
    sheet.down(3.6)


def sign(sheet: Sheet, lines: Sequence[Words]) -> None:
    """White on black: whom the number belongs to. The first line is the larger one."""
    top, edge, height = sheet.y, sheet.mm(2), 2.7 * 2
    inner = sheet.width - 2 * edge
    sizes = [_key(sheet, words, 5.0 if i else 6.2, inner) for i, words in enumerate(lines)]
    for index, (words, em_mm) in enumerate(zip(lines, sizes, strict=True)):
        _, rows = compose(sheet, words, em_mm, True, inner, KEY_EM_MM, True)
        height += em_mm * (CAP_HEIGHT + (len(rows) - 1) * leading(words)) + (3.2 if index else 0)
    sheet.fill(0, top, sheet.width, top + sheet.mm(height))
    sheet.down(2.7)
    for index, (words, em_mm) in enumerate(zip(lines, sizes, strict=True)):
        sheet.down(3.2 if index else 0)
        paragraph(
            sheet,
            words,
            em_mm,
            True,
            left=edge,
            right=sheet.width - edge,
            align="centre",
            white=True,
            least_mm=KEY_EM_MM,
        )
    sheet.y = top + sheet.mm(height)


def facts(sheet: Sheet, cells: Sequence[tuple[Words, Words]]) -> None:
    """Figures side by side, each over its caption; the columns are even when that fits."""
    top, gap = sheet.y, sheet.mm(3 * scale(sheet))
    large, small = max(KEY_EM_MM, 10.5 * scale(sheet)), caption(sheet, 3.9)
    even = sheet.width / len(cells)
    small = min(sheet.fit(words, small, False, even - gap) for _, words in cells)
    large = min(sheet.fit(figure, large, True, even - gap, KEY_EM_MM) for figure, _ in cells)
    needs = [
        max(sheet.text_width(f, large, True), sheet.text_width(w, small, False)) + gap
        for f, w in cells
    ]
    spare = (sheet.width - sum(needs)) / len(cells)
    widths = [even] * len(cells) if max(needs) <= even else [need + spare for need in needs]
    sheet.down(2.8)
    first, lowest, left = sheet.y, sheet.y, 0.0
    edges = []
    for (figure, words), width in zip(cells, widths, strict=True):
        sheet.y = first + sheet.mm(large * CAP_HEIGHT)
        sheet.put(figure, large, True, left + width / 2, sheet.y, "centre")
        sheet.down(2.0)
        paragraph(sheet, words, small, left=left, right=left + width, align="centre")
        lowest, left = max(lowest, sheet.y), left + width
        edges.append(round(left))
    sheet.y = lowest + sheet.mm(2.4)
    for x in edges[:-1]:
        sheet.fill(x - 1, top + sheet.mm(2), x + 1, sheet.y - sheet.mm(1.2))
    sheet.rule()


def remark(sheet: Sheet, words: Words) -> None:
    """One sentence between rules."""
    sheet.down(_ABOVE_MM)
    paragraph(sheet, words, caption(sheet, 4.6), True, align="centre")
    sheet.down(_BELOW_MM)
    sheet.rule()


def place(
    sheet: Sheet, label: Words, where: Words, notes: Sequence[Words], plan: Path | None
) -> None:
    """Where to wait, with a small plan beside it, and what happens then."""
    top, left = sheet.y, 0
    plan = None if narrow(sheet) else plan
    if plan is not None:
        left = sheet.art(plan, 12, 0, top + sheet.mm(1.6)) + sheet.mm(3)
    sheet.down(_ABOVE_MM)
    paragraph(sheet, label, caption(sheet, 3.9), left=left)
    sheet.down(2.2)
    _key_paragraph(sheet, where, 5.4, left, sheet.width)
    if plan is not None:
        sheet.y = max(sheet.y, top + sheet.mm(13.6) - sheet.mm(1.2))
    for words in notes:
        sheet.down(2.6)
        paragraph(sheet, words, caption(sheet, 3.9))
    sheet.down(_BELOW_MM)
    sheet.rule()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a check-list."""

    words: Words
    most_lines: int | None = None


def checklist(sheet: Sheet, heading: Words, items: Sequence[Item], more: Words | None) -> None:
    """Things to tick off with a pen; the boxes stand where the language begins."""
    sheet.down(_ABOVE_MM)
    paragraph(sheet, heading, caption(sheet, 4.3), True)
    sheet.down(0.5)
    box_list(sheet, items)
    if more is not None:
        sheet.down(2.0)
        paragraph(sheet, more, caption(sheet, 3.5))
    sheet.down(_BELOW_MM)
    sheet.rule()


def box_list(sheet: Sheet, items: Sequence[Item]) -> None:
    """The boxes of a check-list without a frame of its own."""
    em_mm, indent = caption(sheet, 3.9), sheet.mm(4.8)
    side = sheet.mm(2.8)
    for item in items:
        sheet.down(2.0)
        rtl = item.words.right_to_left
        base = sheet.y + sheet.mm(em_mm * (0.85 if rtl else CAP_HEIGHT))
        left = sheet.width - side if rtl else 0
        sheet.outline(left, base - side, left + side, base)
        paragraph(
            sheet,
            item.words,
            em_mm,
            left=0 if rtl else indent,
            right=sheet.width - indent if rtl else sheet.width,
            most_lines=item.most_lines,
            least_mm=em_mm,  # the items of one list have one size
        )


def follow(
    sheet: Sheet,
    invitation: Words | None,
    where: Words | None,
    hint: Words,
    code: str,
    url: str | None,
) -> None:
    """The way back to this ticket: a QR code for the phone, a code to type for everybody.

    Everything stands beside the QR code; on narrow paper the code to type goes below it.

    Args:
        invitation: what the QR code is for; with `where`, the caption of that.
        where: the waiting room, when it has no block of its own.
    """
    right, bottom = float(sheet.width), sheet.y
    if url is not None:
        box = sheet.qr(url, 22, sheet.width, sheet.y + sheet.mm(2.8))
        right, bottom = box.left, round(box.bottom)
    sheet.down(_ABOVE_MM)
    if invitation is not None:
        em_mm = caption(sheet, 4.1 if where is None else 3.9)
        paragraph(sheet, invitation, em_mm, where is None, right=right)
    if where is not None:
        sheet.down(2.2)
        _key_paragraph(sheet, where, 5.4, 0, right)
    if narrow(sheet) and right < sheet.width:
        sheet.y, right = max(sheet.y, bottom), float(sheet.width)
    sheet.down(2.6 if invitation is not None else 0)
    paragraph(sheet, hint, caption(sheet, 3.4), right=right)
    sheet.down(2.4)
    _key_paragraph(sheet, Words(code, "de"), 5.8, 0, right)
    sheet.y = max(sheet.y, bottom)
    sheet.down(_BELOW_MM)
    sheet.rule()


def lines(
    sheet: Sheet,
    texts: Sequence[tuple[Words, bool]],
    align: Align | None = None,
    em_mm: float = 4.2,
) -> None:
    """Sentences one below the other; True makes one bold."""
    for index, (words, bold) in enumerate(texts):
        sheet.down(2.2 if index else 0)
        paragraph(sheet, words, caption(sheet, em_mm), bold, align=align)
