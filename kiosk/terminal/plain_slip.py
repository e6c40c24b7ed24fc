"""A slip in the printer's own letters, for lines that are too slow for pictures."""

from __future__ import annotations

import textwrap

from devices.printer import PlainLine, Profile, Style

_WIDE_COLUMNS, _NARROW_COLUMNS = 42, 32  # the least that printers of a width have
_NARROW_PAPER_MM = 60
_UNSEEN = str.maketrans({"\u00a0": " ", "\u00ad": None, "\u2066": None, "\u2069": None})


class PlainSlip:
    """The lines of a slip in the making, wrapped; it grows along with the drawn one."""

    def __init__(self, profile: Profile) -> None:
        narrow = profile.paper_width_mm < _NARROW_PAPER_MM
        self.columns = _NARROW_COLUMNS if narrow else _WIDE_COLUMNS
        self.lines: list[PlainLine] = []

    def say(self, text: str, style: Style = Style.NORMAL, mark: str = "") -> None:
        """Add a text; a `mark` stands before its first line, the others are indented."""
        text = text.translate(_UNSEEN)
        columns = self.columns // 2 if style is Style.LARGE else self.columns
        wrapped = textwrap.wrap(
            text, columns, initial_indent=mark, subsequent_indent=" " * len(mark)
        )
        self.lines += (PlainLine(line, style) for line in wrapped)

    def code(self, text: str) -> None:
        """Add a QR code."""
        self.lines.append(PlainLine(text, Style.QR))

    def rule(self) -> None:
        """Add a line across the paper, never two in a row."""
        line = PlainLine("-" * self.columns)
        if self.lines and self.lines[-1] != line:
            self.lines.append(line)
