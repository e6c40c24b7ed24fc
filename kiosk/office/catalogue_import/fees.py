"""Fees out of prose: amounts where they are clear, the words always."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.domain.catalogue import Fee, Known
from kiosk.domain.phrases import Phrase

_AMOUNT = re.compile(
    r"(?<![\d,.])(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:,(\d{2}|-|–))?\s*(?:Euro\b|EUR\b|€)", re.IGNORECASE
)
_FREE = re.compile(
    r"\b(geb(ü|ue)hrenfrei|kostenfrei|kostenlos|keine (geb(ü|ue)hr(en)?|kosten))\b", re.I
)
_ABOUT = re.compile(r"\b(ab|mindestens|höchstens|etwa|circa|ca\.?)[:\s]*$", re.IGNORECASE)
_ON_TOP = re.compile(r"\b(plus|zuzüglich)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbis\b|\d\s*[-–]\s*\d|\bzwischen\b", re.IGNORECASE)
MOST_FEES = 30


def fees_of(prose: str) -> tuple[Known, tuple[Fee, ...]]:
    """Return what a plain text says about the cost.

    A line with one amount becomes a fee of that amount, with the rest of the line as its
    condition. Where a line names several amounts or a range, only the words are kept.
    """
    lines = list(_under_headings(prose))
    if not lines:
        return Known.UNKNOWN, ()
    if len(lines) == 1 and _says_only_free(lines[0]):
        return Known.NONE, ()
    return Known.STATED, tuple(_fee(line) for line in lines[:MOST_FEES])


def _under_headings(prose: str) -> Iterator[str]:
    """Yield the lines; what stands under "Reisepass:" begins with it."""
    heading, used = "", True
    for raw in filter(None, (line.strip() for line in prose.split("\n"))):
        line = raw.removeprefix("• ").strip()
        if line.endswith(":") and not _AMOUNT.search(line):
            if not used:
                yield heading
            heading, used = line, False
            continue
        if used and not raw.startswith("• "):
            heading = ""
        yield f"{heading} {line}".strip()
        used = True
    if not used:
        yield heading


def _says_only_free(line: str) -> bool:
    return bool(_FREE.search(line)) and not _AMOUNT.search(line) and len(line.split()) <= 4


def _fee(line: str) -> Fee:
    amounts = list(_AMOUNT.finditer(line))
    if len(amounts) != 1 or _BETWEEN.search(line):
        return Fee(Phrase(line))
    found = amounts[0]
    cents = int(found[1].replace(".", "")) * 100
    if found[2] and found[2].isdigit():
        cents += int(found[2])
    before, after = line[: found.start()], line[found.end() :]
    # "ab 30 Euro" must not read like a fixed price: only the words stay.
    if _ABOUT.search(before) or _ON_TOP.search(line):
        return Fee(Phrase(line))
    return Fee(Phrase(" ".join(f"{before}{after}".strip(" :,–-•").split())), cents)
