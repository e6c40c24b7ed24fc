"""A slip in the printer's own letters, for lines that are too slow for pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from devices.printer import PlainLine, Profile, Style

_WIDE_COLUMNS, _NARROW_COLUMNS = 42, 32  # the least that printers of a width have
_NARROW_PAPER_MM = 60
_UNSEEN = str.maketrans({"\u00a0": " ", "\u00ad": None, "\u2066": None, "\u2069": None})


class PlainSlip:
    """The lines of a slip in the making; it grows along with the drawn one.

    A text stays one line, however long: whoever prints it judges it whole, and wraps it.
    """

    def __init__(self, profile: Profile) -> None:
        narrow = profile.paper_width_mm < _NARROW_PAPER_MM
        self.columns = _NARROW_COLUMNS if narrow else _WIDE_COLUMNS
        self.lines: list[PlainLine] = []
        self._only_with_qr = False

    @contextmanager
    def only_with_qr(self) -> Iterator[None]:
        """What is said within is left out by printers that do not draw the QR code."""
        self._only_with_qr = True
        try:
            yield
        finally:
            self._only_with_qr = False

    def say(self, text: str, style: Style = Style.NORMAL, mark: str = "") -> None:
        """Add a text, with a `mark` before it; nothing for an empty one."""
        words = " ".join(text.translate(_UNSEEN).split())
        if words:
            self.lines.append(PlainLine(mark + words, style, self._only_with_qr))

    def code(self, text: str) -> None:
        """Add a QR code."""
        self.lines.append(PlainLine(text, Style.QR))

    def rule(self) -> None:
        """Add a line across the paper, never two in a row."""
        line = PlainLine("-" * self.columns)
        if self.lines and self.lines[-1] != line:
            self.lines.append(line)
