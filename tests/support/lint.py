"""What may be wrong with a layout: clipped, overlapping, too small, too pale, a missing letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fontTools.ttLib import TTFont

from screens import fonts, palette
from screens.control import Touchable
from screens.glass import Glass
from screens.lists import Rows
from screens.parts import Part
from screens.text import Text
from screens.theme import GAP_MM, TOUCH_MM, theme

TOLERANCE = 2.0  # pixels
LEAST_CONTRAST = 4.5  # EN 301 549, 11.1.4.3


def findings(glass: Glass) -> list[str]:
    """Lay the glass out and return everything that is wrong with it."""
    glass.lay_out()
    parts = [part for part, _ in _on_glass(glass.screen, ())]
    found = [*_outside(glass), *_targets(parts), *_gaps(parts), *_silent(glass)]
    for part, chain in _on_glass(glass.screen, ()):
        if isinstance(part, Text) and part.text:
            found += [*_clipped(part), *_pale(part, chain), *_missing(part)]
    return found


def _on_glass(part: Part, chain: tuple[Part, ...]) -> Iterator[tuple[Part, tuple[Part, ...]]]:
    if part.away or not part.shown:
        return
    yield part, chain
    for child in reversed(part.children):
        yield from _on_glass(child, (*chain, part))


def _outside(glass: Glass) -> Iterator[str]:
    for part, chain in _on_glass(glass.screen, ()):
        outer = chain[-1] if chain else glass
        over = max(
            outer.x - part.x, outer.y - part.y, part.right - outer.right, part.top - outer.top
        )
        if over > TOLERANCE:
            yield f"{_name(part)} sticks {over:.0f} px out of {_name(outer)}"


def _clipped(part: Text) -> Iterator[str]:
    broad = max((part._width_of(line) for line in part.lines), default=0)
    high = len(part.lines) * fonts.line_height(part.font_size, part.arabic)
    if broad > part.width + TOLERANCE or high > part.height + TOLERANCE:
        yield f"{_name(part)} needs {broad}×{high} px and has {part.width}×{part.height}"
    if _letters("".join(part.lines)) != _letters(part.text):
        yield f"{_name(part)} lost letters: {part.lines}"


def _targets(parts: list[Part]) -> Iterator[str]:
    least = TOUCH_MM * theme.pixels_per_mm - TOLERANCE
    for part in parts:
        if isinstance(part, Touchable) and min(part.size) < least:
            yield f"{_name(part)} is only {part.width}×{part.height} px to touch"


def _gaps(parts: list[Part]) -> Iterator[str]:
    least = GAP_MM * theme.pixels_per_mm - TOLERANCE
    touchable = [part for part in parts if isinstance(part, Touchable)]
    for index, one in enumerate(touchable):
        for other in touchable[index + 1 :]:
            if one.parent is other.parent and isinstance(one.parent, Rows):
                continue  # rows of one list: full width, a line between them
            across = max(one.x, other.x) - min(one.right, other.right)
            upright = max(one.y, other.y) - min(one.top, other.top)
            if max(across, upright) < least:
                gap = max(across, upright)
                yield f"{_name(one)} and {_name(other)} are {gap:.0f} px apart"


def _silent(glass: Glass) -> Iterator[str]:
    for node, part in glass.nodes():
        if not node.label.strip():
            yield f"a voice has nothing to say about {_name(part)}"


def _pale(part: Text, chain: tuple[Part, ...]) -> Iterator[str]:
    ground = ground_under(chain)
    ratio = palette.contrast(tuple(part.color), ground)
    if ratio < LEAST_CONTRAST:
        yield f"{_name(part)} has contrast {ratio:.1f} in {theme.name}"


def ground_under(chain: tuple[Part, ...]) -> palette.Colour:
    """Return the colour behind something, translucent grounds laid over each other."""
    red, green, blue, _ = theme.tones["canvas"]
    for part in chain:
        over_red, over_green, over_blue, alpha = part.ground
        red = over_red * alpha + red * (1 - alpha)
        green = over_green * alpha + green * (1 - alpha)
        blue = over_blue * alpha + blue * (1 - alpha)
    return (red, green, blue, 1.0)


def _letters(text: str) -> str:
    """Return a text without hyphens and blanks, also those that do not break."""
    return "".join(text.replace("-", "").split())


# A line feed, a soft hyphen, and the isolates (Unicode, UAX 9), which have no picture.
_UNSEEN = "\n\u00ad\u2066\u2067\u2068\u2069"


def _missing(part: Text) -> Iterator[str]:
    known = letters_of(fonts.font_file(part.weight, part.arabic))
    missing = {letter for letter in part.text if letter not in known and letter not in _UNSEEN}
    if missing:
        yield f"{_name(part)} has letters without a picture: {sorted(missing)}"


@cache
def letters_of(file: str) -> frozenset[str]:
    """Return every letter a font can draw."""
    with TTFont(file) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _name(part: object) -> str:
    said = getattr(part, "text", "") or getattr(part, "label", "")
    return f"{type(part).__name__}({said[:40]!r})"
