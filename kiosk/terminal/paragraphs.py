"""Lines out of long texts: words wrapped, long ones hyphenated, Arabic kept in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from devices.printer import Style
from kiosk.terminal.hyphens import SOFT, hyphenate
from kiosk.terminal.paper import CAP_HEIGHT, LEAST_EM_MM, Align, Sheet, Words

LEFT_TO_RIGHT, END = "\u2066", "\u2069"
NO_BREAK = "\u00a0"
_SNUG = 0.88  # so much smaller is not noticed, and often saves a line
_LONELY = 0.35
_ELLIPSIS = "…"
_NO_ARABIC = r"[^\u0600-\u06ff\u2066-\u2069]*"
_GROUPS = re.compile(rf"{LEFT_TO_RIGHT}[^{END}]*{END}|\+?\d+(?:[ \u00a0/–-]+\d+)+")
_SENTENCE = re.compile(r"(?<=[^\W\d_][.!?؟]) ")
_LATIN = re.compile(r"[A-Za-zÀ-ſ]")
_LATIN_RUN = re.compile(rf"{_NO_ARABIC}[A-Za-zÀ-ſ]{_NO_ARABIC}")


def isolated(text: str) -> str:
    """Return a German name or number so that it stays whole inside Arabic (UAX #9)."""
    return f"{LEFT_TO_RIGHT}{text}{END}"


def in_order(words: Words) -> Words:
    """Return the words with what is read from the left inside Arabic isolated.

    That is every German name, "(1. OG)" for example, and figures that belong together: the
    groups of "0123 45 67" would change places.
    """
    if not words.right_to_left:
        return words
    named = _LATIN_RUN.sub(_isolate_run, words.text)
    return replace(words, text=_GROUPS.sub(_isolate_groups, named))


def _isolate_groups(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith(LEFT_TO_RIGHT) else isolated(found[0])


def _isolate_run(found: re.Match[str]) -> str:
    return "".join(map(_isolate_name, _apart(found[0])))


def _apart(run: str) -> Iterator[str]:
    """Yield what stands between brackets whose partners are Arabic's, and those brackets."""
    opened: list[int] = []
    lonely: list[int] = []
    for place, letter in enumerate(run):
        if letter == "(":
            opened.append(place)
        elif letter == ")":
            if opened:
                opened.pop()
            else:
                lonely.append(place)
    begin = 0
    for place in sorted((*opened, *lonely)):
        yield from (run[begin:place], run[place])
        begin = place + 1
    yield run[begin:]


def _isolate_name(part: str) -> str:
    name = part.strip(" ,;:–-")
    return part.replace(name, isolated(name), 1) if _LATIN.search(name) else part


def wrap(sheet: Sheet, words: Words, em_mm: float, bold: bool, width: float) -> list[Words]:
    """Return the lines of a text for this width in dots."""

    def fits(text: str) -> bool:
        return sheet.text_width(replace(words, text=text), em_mm, bold) <= width

    lines: list[str] = []
    current = ""
    for word in words.text.split(" "):
        wider = f"{current} {word}" if current else word
        if fits(wider.replace(SOFT, "")):
            current = wider
            continue
        if current:
            lines.append(current)
        while len(word) > 1 and not fits(word.replace(SOFT, "")):
            head, word = hyphenate(word, fits)
            lines.append(head)
        current = word
    lines.append(current)
    return [
        replace(words, text=text) for text in _whole_isolates([s.replace(SOFT, "") for s in lines])
    ]


def _whole_isolates(lines: list[str]) -> list[str]:
    """Close an isolate at the end of a line and open it again on the next one."""
    whole, is_open = [], False
    for line in lines:
        line = LEFT_TO_RIGHT + line if is_open else line
        is_open = line.count(LEFT_TO_RIGHT) > line.count(END)
        whole.append(line + END if is_open else line)
    return whole


def leading(words: Words) -> float:
    """Return the distance of two baselines, in em."""
    return 1.4 if words.right_to_left else 1.2


def paragraph(
    sheet: Sheet,
    words: Words,
    em_mm: float,
    bold: bool = False,
    *,
    style: Style | None = None,
    mark: str = "",
    left: float = 0,
    right: float | None = None,
    align: Align | None = None,
    white: bool = False,
    most_lines: int | None = None,
    least_mm: float = LEAST_EM_MM,
    even: bool = False,
) -> None:
    """Set a text as lines, and say it plainly as well.

    `sheet.y` is the top of its capitals before, its last baseline after.

    Args:
        style: of the plain lines, by default as bold as the text.
        mark: what stands before the first plain line.
        align: by default left, for Arabic right.
        most_lines: longer texts end in an ellipsis.
        even: lines of about one length, as in what is centred.
    """
    sheet.plain.say(words.text, style or (Style.BOLD if bold else Style.NORMAL), mark)
    set_lines(
        sheet,
        words,
        em_mm,
        bold,
        left=left,
        right=right,
        align=align,
        white=white,
        most_lines=most_lines,
        least_mm=least_mm,
        even=even,
    )


def set_lines(
    sheet: Sheet,
    words: Words,
    em_mm: float,
    bold: bool = False,
    *,
    left: float = 0,
    right: float | None = None,
    align: Align | None = None,
    white: bool = False,
    most_lines: int | None = None,
    least_mm: float = LEAST_EM_MM,
    even: bool = False,
) -> None:
    """Set a text as lines where the plain slip says it in another way; see `paragraph`."""
    right = sheet.width if right is None else right
    align = align or ("right" if words.right_to_left else "left")
    x = {"left": left, "centre": (left + right) / 2, "right": right}[align]
    even = even or align == "centre"
    em_mm, lines = compose(sheet, words, em_mm, bold, right - left, least_mm, even)
    if most_lines is not None and len(lines) > most_lines:
        lines = lines[:most_lines]
        lines[-1] = _shortened(sheet, lines[-1], em_mm, bold, right - left)
    for index, line in enumerate(lines):
        sheet.down(em_mm * (leading(line) if index else first_line(line)))
        sheet.put(line, em_mm, bold, x, sheet.y, align, white=white)
    if words.right_to_left:
        sheet.down(em_mm * 0.12)  # Arabic hangs lower below its baseline


def compose(
    sheet: Sheet,
    words: Words,
    em_mm: float,
    bold: bool,
    width: float,
    least_mm: float = LEAST_EM_MM,
    even: bool = False,
) -> tuple[float, list[Words]]:
    """Return the size and the lines: a little smaller if that saves a line, no lonely last word."""
    lines = wrap(sheet, words, em_mm, bold, width)
    if len(lines) == 1:
        return em_mm, lines
    smaller_mm = min(em_mm, max(least_mm, em_mm * _SNUG))
    fewer = wrap(sheet, words, smaller_mm, bold, width)
    if len(fewer) == 1:
        return sheet.fit(words, em_mm, bold, width, smaller_mm), fewer
    if len(fewer) < len(lines):
        em_mm, lines = smaller_mm, fewer
    sentences = _SENTENCE.split(words.text)
    if len(sentences) == len(lines):
        by_sentence = [replace(words, text=text) for text in _whole_isolates(sentences)]
        if all(sheet.text_width(line, em_mm, bold) <= width for line in by_sentence):
            return em_mm, by_sentence
    lonely = sheet.text_width(lines[-1], em_mm, bold) < width * _LONELY
    if even or lonely:
        lines = _balanced(sheet, words, em_mm, bold, width, lines)
    return em_mm, lines


def _balanced(
    sheet: Sheet, words: Words, em_mm: float, bold: bool, width: float, lines: list[Words]
) -> list[Words]:
    if any(_is_cut(line) for line in lines):
        return lines
    for part in (0.52, 0.6, 0.68, 0.76, 0.84, 0.92):
        narrow = wrap(sheet, words, em_mm, bold, width * part)
        if len(narrow) == len(lines) and not any(_is_cut(line) for line in narrow):
            return narrow
    return lines


def _is_cut(line: Words) -> bool:
    return line.text.rstrip(END).endswith("-")


def first_line(words: Words) -> float:
    """Return the height of a first line above its baseline, in em."""
    return 0.85 if words.right_to_left else CAP_HEIGHT


def _shortened(sheet: Sheet, line: Words, em_mm: float, bold: bool, width: float) -> Words:
    kept = line.text.replace(LEFT_TO_RIGHT, "").replace(END, "").rstrip(" ,;.-")
    while sheet.text_width(replace(line, text=kept + _ELLIPSIS), em_mm, bold) > width:
        kept = kept[:-1]
    return replace(line, text=kept + _ELLIPSIS)
