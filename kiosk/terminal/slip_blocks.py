"""The blocks of a printed slip, from top to bottom; each begins and ends at a rule.

They know millimetres and words, but nothing of tickets. What they draw they also say plainly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from devices.printer import Style
from kiosk.terminal.paper import CAP_HEIGHT, LEAST_EM_MM, Align, Sheet, Words
from kiosk.terminal.paragraphs import compose, first_line, leading, paragraph, set_lines, wrap

KEY_EM_MM = 5.0  # facts that are looked for are never smaller
HEADING_MM, BODY_MM, SMALL_MM = 4.4, 4.0, 3.5
ABOVE_MM, BELOW_MM = 2.6, 2.8  # from a rule to capitals, from a baseline to a rule
PART_MM, ITEM_MM, NEXT_MM = 3.4, 2.7, 2.0  # from a baseline to capitals: parts, items, lines
_WIDE_MM, _NARROW_MM = 72.0, 60.0
TOWN_MARK = " · "  # between an office and its town
_LABEL_PART = 0.4
_MOST_BESIDE = 3  # lines of a fact beside its label
_A_LITTLE_SMALLER = 0.9


def scale(sheet: Sheet) -> float:
    """Return how much smaller captions are on narrow paper."""
    return float(min(1.0, (sheet.profile.width_mm / _WIDE_MM) ** 0.55))


def caption(sheet: Sheet, em_mm: float) -> float:
    """Return a size for narrow paper."""
    return max(LEAST_EM_MM, em_mm * scale(sheet))


def narrow(sheet: Sheet) -> bool:
    """Tell whether a QR code leaves too little room beside it for a key fact."""
    return sheet.profile.width_mm < _NARROW_MM


def key(sheet: Sheet, words: Words, em_mm: float, width: float) -> float:
    """Return a size for a fact that is looked for."""
    return sheet.fit(words, em_mm, True, width, KEY_EM_MM)


def key_paragraph(
    sheet: Sheet,
    words: Words,
    em_mm: float,
    left: float,
    right: float,
    align: Align | None = None,
) -> None:
    """Set a fact that is looked for."""
    em_mm = key(sheet, words, em_mm, right - left)
    paragraph(
        sheet,
        words,
        em_mm,
        True,
        left=left,
        right=right,
        align=align,
        least_mm=KEY_EM_MM,
        even=True,
    )


def close(sheet: Sheet) -> None:
    """End a block."""
    sheet.down(BELOW_MM)
    sheet.rule()


def header(sheet: Sheet, office: Words, when: Sequence[Words], arms: Path | None) -> None:
    """The office with its arms, and when the slip was printed: the longest form that fits."""
    left, top = 0, sheet.y
    if arms is not None:
        left = sheet.art(arms, 9.5 * scale(sheet), 0, top) + sheet.mm(2.5 * scale(sheet))
    width = sheet.width - left
    sheet.down(0.7)
    for line in _office_lines(sheet, office, width):
        paragraph(sheet, line, sheet.fit(line, 4.8, True, width), True, left=left)
        sheet.down(NEXT_MM)
    fitting = (w for w in when if sheet.text_width(w, LEAST_EM_MM, False) <= width)
    words = next(fitting, when[-1])
    paragraph(sheet, words, sheet.fit(words, 3.9, False, width), left=left)
    sheet.down(1.9)
    if arms is not None:
        sheet.y = max(sheet.y, top + sheet.mm(10.6 * scale(sheet)))
    sheet.rule()


def _office_lines(sheet: Sheet, office: Words, width: float) -> list[Words]:
    """Return the office and its town on a line each where one is too short for both."""
    if sheet.text_width(office, LEAST_EM_MM * 1.15, True) <= width:
        return [office]
    return [replace(office, text=part) for part in office.text.split(TOWN_MARK)]


def stamp(sheet: Sheet, words: Sequence[Words]) -> None:
    """A framed remark across the paper, in each language."""
    sheet.down(1.6)
    top = sheet.y
    sheet.down(1.9)
    for index, line in enumerate(words):
        sheet.down(NEXT_MM if index else 0)
        paragraph(sheet, line, caption(sheet, HEADING_MM), True, align="centre")
    sheet.down(1.9)
    sheet.outline(0, top, sheet.width, sheet.y, max(2, sheet.mm(0.4)))


def captions(sheet: Sheet, texts: Sequence[Words]) -> None:
    """What the slip is, in one or two languages."""
    sheet.down(ABOVE_MM)
    side_by_side(sheet, texts, 4.6, "centre")


def side_by_side(
    sheet: Sheet, texts: Sequence[Words], em_mm: float, alone: Align | None = None
) -> None:
    """The same in one or two languages: side by side where there is room.

    Args:
        alone: where each stands that has a line to itself.
    """
    room, em_mm = sheet.width - sheet.mm(3), caption(sheet, em_mm)
    needed = sum(sheet.text_width(words, em_mm, True) for words in texts)
    if len(texts) > 1 and needed > room:
        em_mm = max(LEAST_EM_MM, em_mm * room / needed - 0.06)
        needed = sum(sheet.text_width(words, em_mm, True) for words in texts)
    if len(texts) == 1 or needed > room:
        for index, words in enumerate(texts):
            sheet.down(NEXT_MM if index else 0)
            size = sheet.fit(words, max(em_mm, 3.8), True, sheet.width)
            paragraph(sheet, words, size, True, align=alone)
        return
    sheet.y += sheet.mm(em_mm * CAP_HEIGHT)
    sheet.put(texts[0], em_mm, True, 0, sheet.y)
    sheet.put(texts[1], em_mm, True, sheet.width, sheet.y, "right")
    for words in texts:
        sheet.plain.say(words.text, Style.BOLD)


def sign(sheet: Sheet, lines: Sequence[Words]) -> None:
    """White on black: whom the slip belongs to. The first line is the larger one."""
    top, edge, height = sheet.y, sheet.mm(2), 2.7 * 2
    inner = sheet.width - 2 * edge
    sizes = [key(sheet, words, 5.0 if i else 6.2, inner) for i, words in enumerate(lines)]
    for index, (words, em_mm) in enumerate(zip(lines, sizes, strict=True)):
        em_mm, rows = compose(sheet, words, em_mm, True, inner, KEY_EM_MM, True)
        height += em_mm * (first_line(words) + (len(rows) - 1) * leading(words))
        height += (3.0 if index else 0) + (em_mm * 0.12 if words.right_to_left else 0)
    sheet.fill(0, top, sheet.width, top + sheet.mm(height))
    sheet.down(2.7)
    for index, (words, em_mm) in enumerate(zip(lines, sizes, strict=True)):
        sheet.down(3.0 if index else 0)
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


def remark(sheet: Sheet, words: Words) -> None:
    """One sentence between rules."""
    sheet.down(ABOVE_MM)
    paragraph(sheet, words, caption(sheet, 4.6), True, align="centre")
    close(sheet)


def heading(sheet: Sheet, words: Words, em_mm: float = HEADING_MM) -> None:
    """The first line of a block or of a part of it."""
    paragraph(sheet, words, caption(sheet, em_mm), True)


def lines(
    sheet: Sheet,
    texts: Sequence[tuple[Words, bool]],
    em_mm: float = BODY_MM,
    align: Align | None = None,
) -> None:
    """Sentences one below the other; True makes one bold."""
    for index, (words, bold) in enumerate(texts):
        sheet.down(NEXT_MM if index else 0)
        size = caption(sheet, em_mm)
        least = LEAST_EM_MM if bold or em_mm < BODY_MM else size  # running text has one size
        paragraph(sheet, words, size, bold, align=align, least_mm=least)


def rows(sheet: Sheet, facts: Sequence[tuple[Words, Words]], *, bold: bool = True) -> None:
    """Facts beside their labels; below them where the labels are long."""
    em_mm = caption(sheet, BODY_MM)
    label = max((sheet.text_width(words, em_mm, False) for words, _ in facts), default=0.0)
    beside = label <= sheet.width * _LABEL_PART
    indent = label + sheet.mm(3) if beside else 0.0
    sizes = [_size_of(sheet, fact, em_mm, bold, sheet.width - indent) for _, fact in facts]
    for index, ((words, fact), size) in enumerate(zip(facts, sizes, strict=True)):
        sheet.down(ITEM_MM if index else 0)
        sheet.plain.say(f"{words.text}: {fact.text}")
        top, rtl = sheet.y, words.right_to_left
        set_lines(sheet, words, em_mm)
        room = sheet.width - indent
        if beside and len(wrap(sheet, fact, size, bold, room)) <= _MOST_BESIDE:
            sheet.y = top + sheet.mm(em_mm * CAP_HEIGHT) - sheet.mm(size * CAP_HEIGHT)
        else:
            sheet.down(NEXT_MM)
            room = float(sheet.width)
        left = 0.0 if rtl else sheet.width - room
        align: Align = "right" if rtl else "left"
        right = left + room
        set_lines(sheet, fact, size, bold, left=left, right=right, align=align, least_mm=size)


def _size_of(sheet: Sheet, fact: Words, em_mm: float, bold: bool, width: float) -> float:
    """Return a little less than `em_mm` where that saves a line."""
    size = sheet.fit(fact, em_mm, bold, width, max(LEAST_EM_MM, em_mm * _A_LITTLE_SMALLER))
    return size if sheet.text_width(fact, size, bold) <= width else em_mm


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a check-list, with the same in another language below it."""

    words: Words
    most_lines: int | None = None
    below: Words | None = None


def checklist(sheet: Sheet, title: Words, items: Sequence[Item], more: Words | None) -> None:
    """Things to tick off with a pen; the boxes stand where the language begins."""
    sheet.down(ABOVE_MM)
    heading(sheet, title)
    box_list(sheet, items)
    if more is not None:
        sheet.down(ITEM_MM)
        paragraph(sheet, more, caption(sheet, SMALL_MM))
    close(sheet)


def box_list(sheet: Sheet, items: Sequence[Item]) -> None:
    """The boxes of a check-list without a frame of its own."""
    em_mm, side = caption(sheet, BODY_MM), sheet.mm(2.9)
    indent = side + sheet.mm(2.0)
    for index, item in enumerate(items):
        sheet.down(ITEM_MM if index else 2.9)
        rtl = item.words.right_to_left
        base = sheet.y + sheet.mm(em_mm * first_line(item.words))
        edge = sheet.width - side if rtl else 0
        sheet.outline(edge, base - side, edge + side, base)
        left, right = (0, sheet.width - indent) if rtl else (indent, sheet.width)
        paragraph(
            sheet,
            item.words,
            em_mm,
            mark="[ ] ",
            left=left,
            right=right,
            most_lines=item.most_lines,
            least_mm=em_mm,  # the items of one list have one size
        )
        if item.below is not None:
            sheet.down(NEXT_MM)
            small = max(LEAST_EM_MM, em_mm * 0.9)
            paragraph(sheet, item.below, small, mark="    ", left=left, right=right, least_mm=small)
