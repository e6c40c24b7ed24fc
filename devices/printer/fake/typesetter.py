"""Letters become lines: what a fake printer does with text until there is a line of dots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from devices.printer import PlainLine, Style
from devices.printer.fake.code_pages import letter
from devices.printer.fake.typeface import CELL_HEIGHT, CELL_WIDTH, dots

LINE_GAP = 6
_LEFT, _CENTRE = 0, 1
_CODE_MODULES, _EYE = 29, (0x7F, 0x41, 0x5D, 0x5D, 0x5D, 0x41, 0x7F)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line that is on the paper: what it says, and its rows of dots."""

    line: PlainLine
    rows: tuple[bytes, ...]


class TypeSetter:
    """Keeps the style and the letters of the line that is not on paper yet.

    Nobody can scan a code of this printer: it draws the corners of one, and tells its text.
    """

    def __init__(self, width_dots: int) -> None:
        self._width = width_dots
        self.reset()

    def reset(self) -> None:
        """Forget all, as after ESC @."""
        self._letters = ""
        self._page, self._times, self._bold, self._align = 0, 1, False, _LEFT
        self._code, self._code_dots = "", 3

    @property
    def pending(self) -> bool:
        return bool(self._letters)

    def escape(self, command: int, value: int) -> None:
        """Obey ESC t, ESC E or ESC a; leave the others."""
        match command:
            case 0x74:
                self._page = value
            case 0x45:
                self._bold = bool(value & 1)
            case 0x61:
                self._align = value & 3

    def size(self, value: int) -> None:
        """Obey GS !; wide and high are the same here."""
        self._times = (value & 7) + 1

    def put(self, byte: int) -> Printed | None:
        """Take a letter; return a line when it had no more room."""
        full = (len(self._letters) + 1) * CELL_WIDTH * self._times > self._width
        line = self.line() if full else None
        self._letters += letter(byte, self._page)
        return line

    def line(self) -> Printed:
        """Print what there is."""
        text, self._letters = self._letters, ""
        style = Style.LARGE if self._times > 1 else Style.BOLD if self._bold else Style.NORMAL
        shapes = [dots(each) for each in text]
        width = len(text) * CELL_WIDTH * self._times
        rows = (self._placed(self._row(shapes, row), width) for row in range(CELL_HEIGHT))
        blank = bytes(self._width // 8)
        drawn = [row for row in rows for _ in range(self._times)] + [blank] * LINE_GAP
        return Printed(PlainLine(text, style), tuple(drawn))

    def _row(self, shapes: list[list[int]], row: int) -> int:
        bits = 0
        for shape in shapes:
            ink = shape[row] | (shape[row] >> 1 if self._bold else 0)
            bits = bits << CELL_WIDTH * self._times | _stretched(ink, CELL_WIDTH, self._times)
        return bits

    def _placed(self, bits: int, width: int) -> bytes:
        room = self._width - width
        right = room - room // 2 if self._align == _CENTRE else 0 if self._align else room
        return (bits << right).to_bytes(self._width // 8, "big")

    def code(self, data: bytes) -> Printed | None:
        """Obey GS ( k for a QR code; return it when it is printed."""
        match data[1:2], data[2:]:
            case b"C", size:  # function 67
                self._code_dots = max(1, size[0]) if size else 3
            case b"P", text:  # function 80
                self._code = text[1:].decode("utf-8", "replace")
            case b"Q", _:  # function 81
                line = PlainLine(self._code, Style.QR)
                return Printed(line, tuple(self._corners())) if self._code else None
        return None

    def _corners(self) -> Iterator[bytes]:
        dots_wide = _CODE_MODULES * self._code_dots
        gap = _CODE_MODULES - 7
        for row in range(_CODE_MODULES):
            bits = 0
            if row < 7:
                bits = _EYE[row] << gap | _EYE[row]
            elif row >= gap:
                bits = _EYE[row - gap] << gap
            ink = _stretched(bits, _CODE_MODULES, self._code_dots)
            yield from [self._placed(ink, dots_wide)] * self._code_dots


def _stretched(bits: int, count: int, times: int) -> int:
    """Make every dot so many times as wide."""
    if times == 1:
        return bits
    dot = (1 << times) - 1
    return sum(dot << place * times for place in range(count) if bits >> place & 1)
