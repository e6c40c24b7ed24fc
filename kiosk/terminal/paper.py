"""Paper: a sheet of dots with text in every script, rules and QR codes.

The door to Pillow and segno. Everything is measured in millimetres of the real paper. A text
that has no glyph, overlaps another or leaves the paper stops the ticket instead of spoiling it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import segno
from PIL import Image, ImageDraw, ImageFont, features

from devices.printer import MM_PER_INCH, PaperPicture, Profile
from kiosk.domain.phrases import RIGHT_TO_LEFT
from kiosk.resources import assets
from kiosk.terminal.plain_slip import PlainSlip

CAP_HEIGHT = 0.714  # of the em, in Ticket Sans
LEAST_EM_MM = 3.3
_TALLEST_MM = 900
_QUIET_MODULES = 4  # ISO/IEC 18004
_TOUCHING_DOTS = 1
_OVERHANG_MM = 0.5

Align = Literal["left", "centre", "right"]
_ANCHOR: dict[Align, str] = {"left": "ls", "centre": "ms", "right": "rs"}


class MissingGlyph(ValueError):
    """The ticket font has no glyph for a character of a text."""


class SlipLayout(ValueError):
    """A text overlaps another or leaves the paper."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its language, which decides direction and letter forms."""

    text: str
    language: str

    @property
    def right_to_left(self) -> bool:
        return self.language in RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True)
class Box:
    """Where something was put, in dots."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def overlaps(self, other: Box) -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > _TOUCHING_DOTS and high > _TOUCHING_DOTS


def check_paper_text() -> None:
    """Stop when this machine cannot set Arabic; raises RuntimeError with the remedy."""
    if not features.check("raqm") or features.version("fribidi") is None:
        raise RuntimeError(
            "Tickets in Arabic need text shaping: install the system package libfribidi0."
        )


@cache
def _covered() -> frozenset[int]:
    lines = (assets() / "fonts" / "TicketSans-coverage.txt").read_text("ascii").split()
    ranges = (line.split("-") for line in lines)
    return frozenset(
        code for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1)
    )


def missing_glyphs(text: str) -> list[str]:
    """Return the characters of a text that no ticket can show."""
    return sorted({character for character in text if ord(character) not in _covered()})


@lru_cache(maxsize=256)
def _face(bold: bool, size_px: int) -> ImageFont.FreeTypeFont:
    path = assets() / "fonts" / f"TicketSans-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(path, size_px, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=16)
def _line_art(path: Path, height_px: int) -> Image.Image:
    """Return a picture as black on nothing: what is dark and opaque becomes a dot."""
    with Image.open(path) as source:
        seen = Image.new("RGBA", source.size, "white")
        seen.alpha_composite(source.convert("RGBA"))
    width_px = max(1, round(seen.width * height_px / seen.height))
    grey = seen.convert("L").resize((width_px, height_px), Image.Resampling.LANCZOS)
    return grey.point(lambda value: 255 if value < 150 else 0).convert("1")


class Sheet:
    """One ticket in the making. `y` is where the next thing goes, in dots from the top."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.width = profile.width_dots
        self.y = 0
        self.boxes: list[Box] = []
        self.plain = PlainSlip(profile)
        self._widths: dict[tuple[Words, int, bool], float] = {}  # lines are measured many times
        self._image = Image.new("1", (self.width, self.mm(_TALLEST_MM)), 0)
        self._draw = ImageDraw.Draw(self._image)

    def mm(self, length_mm: float) -> int:
        return round(length_mm * self.profile.dpi / MM_PER_INCH)

    def down(self, length_mm: float) -> None:
        self.y += self.mm(length_mm)

    def text_width(self, words: Words, em_mm: float, bold: bool) -> float:
        size_px = self.mm(em_mm)
        measured = (words, size_px, bold)
        if measured not in self._widths:
            direction = "rtl" if words.right_to_left else "ltr"
            self._widths[measured] = _face(bold, size_px).getlength(
                words.text, direction=direction, language=words.language
            )
        return self._widths[measured]

    def fit(
        self, words: Words, em_mm: float, bold: bool, width: float, least_mm: float = LEAST_EM_MM
    ) -> float:
        """Return the largest size up to `em_mm` in which the words fit on one line.

        Never below `least_mm`: a text that is still too wide has to be wrapped.
        """
        while em_mm > least_mm and (needed := self.text_width(words, em_mm, bold)) > width:
            em_mm = max(least_mm, min(em_mm * width / needed, em_mm - 0.05))
        return em_mm

    def put(
        self,
        words: Words,
        em_mm: float,
        bold: bool,
        x: float,
        baseline: float,
        align: Align = "left",
        *,
        white: bool = False,
    ) -> None:
        """Set one line; raises `MissingGlyph`."""
        for character in missing_glyphs(words.text):
            name = unicodedata.name(character, "?")
            raise MissingGlyph(f"U+{ord(character):04X} {name} in {words.text!r}")
        face, anchor = _face(bold, self.mm(em_mm)), _ANCHOR[align]
        direction = "rtl" if words.right_to_left else "ltr"
        box = face.getbbox(words.text, direction=direction, language=words.language, anchor=anchor)
        x += self._overhang(x + box[0], x + box[2])
        self.boxes.append(
            Box(x + box[0], baseline + box[1], x + box[2], baseline + box[3], words.text)
        )
        self._draw.text(
            (round(x), round(baseline)),
            words.text,
            fill=0 if white else 1,
            font=face,
            anchor=anchor,
            direction=direction,
            language=words.language,
        )

    def _overhang(self, left: float, right: float) -> float:
        """Return how far to move a line whose first or last letter, a J, hangs over the edge."""
        over = max(0.0, -left) or min(0.0, self.width - right)
        return over if abs(over) <= self.mm(_OVERHANG_MM) else 0.0

    def rule(self, thickness_mm: float = 0.3) -> None:
        thickness = max(2, self.mm(thickness_mm))
        self.fill(0, self.y, self.width, self.y + thickness)
        self.y += thickness
        self.plain.rule()

    def fill(self, left: float, top: float, right: float, bottom: float) -> None:
        self._draw.rectangle((left, top, right - 1, bottom - 1), fill=1)

    def pattern(self, left: int, top: int, right: int, bottom: int, rows: Sequence[str]) -> None:
        """Fill with a pattern of dots, repeated: `("#.", ".#")` is every second one."""
        tile = Image.new("1", (len(rows[0]), len(rows)), 0)
        tile.putdata([int(dot == "#") for row in rows for dot in row])
        area = Image.new("1", (right - left, bottom - top), 0)
        for y in range(0, area.height, tile.height):
            for x in range(0, area.width, tile.width):
                area.paste(tile, (x, y))
        self._image.paste(area, (left, top))

    def outline(
        self, left: float, top: float, right: float, bottom: float, thickness: int = 2
    ) -> None:
        self._draw.rectangle((left, top, right - 1, bottom - 1), outline=1, width=thickness)

    def art(self, path: Path, height_mm: float, left: int, top: int) -> int:
        """Put line art and return its width in dots."""
        art = _line_art(path, self.mm(height_mm))
        self._draw.bitmap((left, top), art, fill=1)
        self.boxes.append(Box(left, top, left + art.width, top + art.height, path.name))
        return art.width

    def qr(self, text: str, size_mm: float, right: int, top: int) -> tuple[Box, int]:
        """Put a QR code, as large as whole dots allow, and return it with its quiet zone.

        The quiet zone begins at `top`; on the right the paper's own margin counts. Its width
        in dots is returned as well.
        """
        matrix = segno.make(text, error="m", micro=False).matrix
        module = max(4, self.mm(size_mm) // len(matrix))
        quiet, size = _QUIET_MODULES * module, module * len(matrix)
        margin = self.mm(max(0.0, self.profile.margin_mm - 1))
        left = right - size - max(0, quiet - margin)
        for row, line in enumerate(matrix):
            for column, dark in enumerate(line):
                if dark:
                    x, y = left + column * module, top + quiet + row * module
                    self.fill(x, y, x + module, y + module)
        box = Box(left - quiet, top, left + size, top + size + 2 * quiet, text)
        self.boxes.append(box)
        return box, quiet

    def picture(self) -> PaperPicture:
        """Return what is on the sheet so far; raises `SlipLayout`."""
        self._check_layout()
        dots = self._image.crop((0, 0, self.width, self.y))
        plain = tuple(self.plain.lines)
        return PaperPicture(self.width, dots.tobytes(), self.profile.dpi, plain)

    def _check_layout(self) -> None:
        if self.y > self._image.height:
            raise SlipLayout(f"longer than {_TALLEST_MM} mm")
        for index, box in enumerate(self.boxes):
            if box.left < -_TOUCHING_DOTS or box.right > self.width + _TOUCHING_DOTS:
                raise SlipLayout(
                    f"{box.text!r} leaves the paper: {box.left:.0f}–{box.right:.0f}"
                    f" of {self.width} dots"
                )
            if box.top < 0 or box.bottom > self.y:
                raise SlipLayout(f"{box.text!r} leaves the paper at the top or the end")
            for other in self.boxes[:index]:
                if box.overlaps(other):
                    raise SlipLayout(f"{box.text!r} overlaps {other.text!r}")
