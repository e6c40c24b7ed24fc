"""Lines out of long texts: words wrapped, long ones hyphenated, Arabic kept in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kiosk.terminal.paper import CAP_HEIGHT, LEAST_EM_MM, Align, Sheet, Words

LEFT_TO_RIGHT, END = "\u2066", "\u2069"
NO_BREAK = "\u00a0"
_SOFT = "\u00ad"
_VOWELS = frozenset("aeiouäöüyAEIOUÄÖÜYаеиіїоуюяєАЕИІЇОУЮЯЄıİ")
_TOGETHER = ("ch", "ck", "ph", "sch", "th", "qu", "st")
_LEAST_BEFORE, _LEAST_AFTER = 3, 5  # letters of a word on either side of a hyphen
_SNUG = 0.88  # so much smaller is not noticed, and often saves a line
_LONELY = 0.35
_ELLIPSIS = "…"
_NO_ARABIC = r"[^\u0600-\u06ff\u2066-\u2069]*"
_LATIN_RUN = re.compile(rf"{_NO_ARABIC}[A-Za-zÀ-ſ]{_NO_ARABIC}")

Fits = Callable[[str], bool]


def isolated(text: str) -> str:
    """Return a German name or number so that it stays whole inside Arabic (UAX #9)."""
    return f"{LEFT_TO_RIGHT}{text}{END}"


def in_order(words: Words) -> Words:
    """Return the words with every German name inside Arabic isolated, "(1. OG)" for example."""
    if not words.right_to_left:
        return words
    return replace(words, text=_LATIN_RUN.sub(_isolate_run, words.text))


def _isolate_run(found: re.Match[str]) -> str:
    run = found[0]
    name = run.strip(" ,;:–-")
    if ")" in name and "(" not in name:
        name = name[: name.index(")")]
    if "(" in name and ")" not in name:
        name = name[name.index("(") + 1 :]
    return run.replace(name, isolated(name), 1)


def wrap(sheet: Sheet, words: Words, em_mm: float, bold: bool, width: float) -> list[Words]:
    """Return the lines of a text for this width in dots."""

    def fits(text: str) -> bool:
        return sheet.text_width(replace(words, text=text), em_mm, bold) <= width

    lines: list[str] = []
    current = ""
    for word in words.text.split(" "):
        wider = f"{current} {word}" if current else word
        if fits(wider.replace(_SOFT, "")):
            current = wider
            continue
        if current:
            lines.append(current)
        while len(word) > 1 and not fits(word.replace(_SOFT, "")):
            head, word = hyphenate(word, fits)
            lines.append(head)
        current = word
    lines.append(current)
    return [
        replace(words, text=text) for text in _whole_isolates([s.replace(_SOFT, "") for s in lines])
    ]


def hyphenate(word: str, fits: Fits) -> tuple[str, str]:
    """Cut a word that is wider than the line, at the last good place that fits.

    Good places, in this order: soft hyphens of the text, its own hyphens and slashes,
    between syllables, anywhere.
    """
    inside = range(_LEAST_BEFORE, len(word) - _LEAST_AFTER + 1)
    choices = (
        [(word[:i], "-", word[i + 1 :]) for i, c in enumerate(word) if c == _SOFT],
        [(word[: i + 1], "", word[i + 1 :]) for i, c in enumerate(word[:-1]) if c in "-/"],
        [(word[:i], "-", word[i:]) for i in inside if _between_syllables(word, i)],
        [(word[:i], "", word[i:]) for i in range(1, len(word))],
    )
    for places in choices:
        for head, mark, rest in reversed(places):
            if fits(head.replace(_SOFT, "") + mark):
                return head + mark, rest
    return word[:1], word[1:]


def _between_syllables(word: str, i: int) -> bool:
    """Tell whether a syllable begins at `i`: one consonant, or two that stay together."""
    before, rest = word[:i].lower(), word[i:].lower()
    if not any(c in _VOWELS for c in before):
        return False
    if any(
        before.endswith(pair[:n]) and rest.startswith(pair[n:])
        for pair in _TOGETHER
        for n in range(1, len(pair))
    ):
        return False
    onset = next((len(pair) for pair in _TOGETHER if rest.startswith(pair)), 1)
    return rest[0] not in _VOWELS and rest[onset : onset + 1] in _VOWELS


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
    return 1.42 if words.right_to_left else 1.25


def paragraph(
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
) -> None:
    """Set a text as lines. `sheet.y` is the top of its capitals before, its last baseline after.

    Args:
        align: by default left, for Arabic right.
        most_lines: longer texts end in an ellipsis.
    """
    right = sheet.width if right is None else right
    align = align or ("right" if words.right_to_left else "left")
    x = {"left": left, "centre": (left + right) / 2, "right": right}[align]
    em_mm, lines = compose(sheet, words, em_mm, bold, right - left, least_mm, align == "centre")
    if most_lines is not None and len(lines) > most_lines:
        lines = lines[:most_lines]
        lines[-1] = _shortened(sheet, lines[-1], em_mm, bold, right - left)
    for index, line in enumerate(lines):
        sheet.down(em_mm * (leading(line) if index else _first_line(line)))
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
    centred: bool = False,
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
    lonely = sheet.text_width(lines[-1], em_mm, bold) < width * _LONELY
    if centred or lonely:
        lines = _balanced(sheet, words, em_mm, bold, width, lines)
    return em_mm, lines


def _balanced(
    sheet: Sheet, words: Words, em_mm: float, bold: bool, width: float, lines: list[Words]
) -> list[Words]:
    if any(line.text.endswith("-") for line in lines):
        return lines
    for part in (0.55, 0.65, 0.75, 0.85, 0.92):
        narrow = wrap(sheet, words, em_mm, bold, width * part)
        if len(narrow) == len(lines) and not any(line.text.endswith("-") for line in narrow):
            return narrow
    return lines


def _first_line(words: Words) -> float:
    return 0.85 if words.right_to_left else CAP_HEIGHT


def _shortened(sheet: Sheet, line: Words, em_mm: float, bold: bool, width: float) -> Words:
    kept = line.text.replace(LEFT_TO_RIGHT, "").replace(END, "").rstrip(" ,;.-")
    while sheet.text_width(replace(line, text=kept + _ELLIPSIS), em_mm, bold) > width:
        kept = kept[:-1]
    return replace(line, text=kept + _ELLIPSIS)
