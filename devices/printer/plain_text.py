"""A ticket in the printer's own letters, for lines that are too slow for pictures.

What a printer has letters for, its code pages say. A line with a letter that is in none of them
is left out whole, however long it is, and so is a line that is read from the right: a printer
neither turns nor joins letters. Better no line than question marks; the German lines are always
there.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any, Protocol

from devices.printer import PlainLine, Style
from devices.printer.models import Model

_LETTER_DOTS = 12  # font A: 12 × 24 dots
_LARGEST, _LARGE = 4, 2
_QR_DOTS, _QR_LEVEL_M = 6, 1
_MOST_LETTERS = 1_000  # that are remembered
_US_LETTERS = b"\x1bR\0"  # so that a bracket is a bracket and not an Ä
_SINGLE_BYTES = b"\x1c."  # a Chinese printer reads letters in pairs until it is told not to
_SET_IN = ("[ ] ", "    ")  # a box, or what stands below its text: so the next line is, too
_FROM_THE_RIGHT = frozenset(("R", "AL", "AN"))
_PLAINER = str.maketrans(
    {
        **dict.fromkeys("–—‑−", "-"),
        **dict.fromkeys("„“”", '"'),
        **dict.fromkeys("‚‘’ʼ", "'"),
        **dict.fromkeys("\u00a0\u2009\u202f\t\n\r", " "),
        **dict.fromkeys("\u00ad\u200b\u200e\u200f\u2066\u2067\u2068\u2069\ufeff", None),
        "…": "...", "•": "-", "☐": "[ ]", "→": "->", "×": "x",
    }
)  # fmt: skip


class Paper(Protocol):
    """A fresh Dummy of the library for every piece of text."""

    def __call__(self) -> Any: ...


class PlainText:
    """Writes plain lines for one model."""

    def __init__(self, model: Model, paper: Paper) -> None:
        self._model = model
        self._paper = paper
        fresh = paper()
        self._has_codes = bool(fresh.profile.supports("qrCode"))
        # Its tables of letters are shared by all papers: they are made once for each code page.
        self._letters = fresh.magic.encoder
        self._letters.codepages = _pages(fresh.profile.codePages, model.code_pages)
        self._known: dict[str, bool] = {}
        self._columns = model.profile.width_dots // _LETTER_DOTS

    def can_print(self, lines: Sequence[PlainLine]) -> bool:
        """Say whether anything at all would be readable."""
        words = (self._written(line) for line in self._wanted(lines) if line.style is not Style.QR)
        return any(text and not text.isspace() for text in words)

    def pieces(self, lines: Sequence[PlainLine]) -> list[bytes]:
        """Return one piece for each line that can be printed, and one at either end.

        Nothing here resets the printer: that would end the status that it pushes.
        """
        start = _US_LETTERS + (_SINGLE_BYTES if self._model.double_byte else b"")
        pieces = [self._piece(line) for line in self._wanted(lines)]
        end = self._new_paper()
        end.set(align="left", bold=False, custom_size=True, width=1, height=1)
        return [start, *filter(None, pieces), bytes(end.output)]

    def _wanted(self, lines: Sequence[PlainLine]) -> Iterable[PlainLine]:
        drawn = any(line.style is Style.QR and self._draws(line.text) for line in lines)
        return (line for line in lines if drawn or not line.only_with_qr)

    def _draws(self, code: str) -> bool:
        return self._has_codes and code.isascii()

    def _piece(self, line: PlainLine) -> bytes:
        paper = self._new_paper()
        if line.style is Style.QR:
            return self._code(line.text, paper)
        text = self._written(line)
        if text is None:
            return b""
        large = line.style is Style.LARGE
        times = _times(text, self._columns) if large else 1
        paper.set(
            align="center" if large else "left", bold=line.style is Style.BOLD,
            custom_size=True, width=times, height=times,
        )  # fmt: skip
        indent = _SET_IN[1] if text.startswith(_SET_IN) else ""
        columns = self._columns // times
        for part in textwrap.wrap(text, columns, subsequent_indent=indent) or [""]:
            paper.textln(part)
        return bytes(paper.output)

    def _code(self, text: str, paper: Any) -> bytes:
        if not self._draws(text):
            return b""
        paper.set(align="center", custom_size=True, width=1, height=1)
        paper.ln()  # an empty line on either side is the quiet zone of 4 modules
        paper.qr(text, native=True, size=_QR_DOTS, ec=_QR_LEVEL_M)
        paper.ln()
        return bytes(paper.output)

    def _written(self, line: PlainLine) -> str | None:
        """Return the text with plain marks; None when a letter is missing."""
        text = unicodedata.normalize("NFC", line.text).translate(_PLAINER)
        return text if all(self._knows(letter) for letter in text) else None

    def _knows(self, letter: str) -> bool:
        if letter not in self._known:
            if len(self._known) >= _MOST_LETTERS:
                self._known.clear()
            self._known[letter] = (
                letter.isprintable()
                and unicodedata.bidirectional(letter) not in _FROM_THE_RIGHT
                and any(self._letters.can_encode(page, letter) for page in self._letters.codepages)
            )
        return self._known[letter]

    def _new_paper(self) -> Any:
        paper = self._paper()
        paper.magic.encoder = copy(self._letters)
        # Page 0 is in every printer, and 858 has the rest of German and the euro.
        paper.magic.encoder.used_encodings = {"CP437", "CP858"} & self._letters.codepages.keys()
        return paper


def _pages(slots: dict[str, str], sure: frozenset[str] | None) -> dict[str, int]:
    """Return where each code page is; the lowest place, where it has several."""
    pages: dict[str, int] = {}
    for slot, name in sorted(slots.items(), key=lambda item: -int(item[0])):
        if name != "Unknown" and (sure is None or name in sure):
            pages[name] = int(slot)
    return pages


def _times(text: str, columns: int) -> int:
    """Return how many times its size a large line is printed: as large as fits."""
    return max(_LARGE, min(_LARGEST, columns // max(1, len(text))))
