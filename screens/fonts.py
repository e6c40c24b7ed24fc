"""The fonts of the glass: Fira Sans, Noto Sans Arabic for Arabic letters, and the icons."""

from __future__ import annotations

import re
from functools import lru_cache

from kivy.core.text import Label as Drawn
from kivy.graphics.texture import Texture

from kiosk.resources import assets
from screens.lines import wrapped
from screens.theme import theme

WEIGHTS = {"regular": "Regular", "medium": "Medium", "semibold": "SemiBold"}
ICONS = "FoyerIcons"
RIGHT_TO_LEFT_MARK = "\u200f"

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufefc]")
# Height of a line, and how high its baseline lies, in em: Arabic needs more below the line.
_LINE = {False: (1.26, 0.32), True: (1.42, 0.42)}
_DISPLAY_LINE = (1.0, 0.16)
_ASCENT = {False: 0.935, True: 1.374}
_ICON_ASCENT = 1.1  # the squares of the icons stand on the baseline
# Pillow measures ink, not advance: without a rim the overhang of a letter would be cut off.
_RIM_EM = 0.12


def is_arabic(text: str) -> bool:
    """Return whether there are Arabic letters, so that the whole text is set in that font."""
    return _ARABIC.search(text) is not None


@lru_cache(maxsize=64)
def font_file(weight: str, arabic: bool) -> str:
    """Return the path of a font."""
    family = "NotoSansArabic" if arabic else "FiraSans"
    return str(assets() / "fonts" / f"{family}-{WEIGHTS[weight]}.ttf")


def line_height(size: float, arabic: bool) -> int:
    """Return the height of one line in pixels; the ticket number needs no room for descenders."""
    height, _ = _line(size, arabic)
    return round(height * size)


def top_of_line(size: float, arabic: bool) -> int:
    """Return how far the top of a line's texture lies above the foot of its line box."""
    _, baseline = _line(size, arabic)
    return round((baseline + _ASCENT[arabic]) * size)


def _line(size: float, arabic: bool) -> tuple[float, float]:
    return _LINE[arabic] if size < theme.sizes["display"] else _DISPLAY_LINE


@lru_cache(maxsize=4096)
def width_of(text: str, size: int, weight: str, arabic: bool) -> int:
    """Return the width of one line in pixels."""
    return _label("", size, font_file(weight, arabic)).get_extents(_marked(text, arabic))[0] + 1


@lru_cache(maxsize=4096)
def lines_of(text: str, room: int, size: int, weight: str) -> tuple[str, ...]:
    """Return the lines of a text in a breadth."""
    arabic = is_arabic(text)
    return tuple(wrapped(text, room, lambda line: width_of(line, size, weight, arabic)))


# Only what can be seen, and the screen before: a texture is some hundred kilobytes.
@lru_cache(maxsize=160)
def line_texture(text: str, size: int, weight: str, arabic: bool) -> tuple[Texture, int]:
    """Return one line in white on nothing, and the rim around it in pixels."""
    rim = round(_RIM_EM * size)
    label = _label(_marked(text, arabic), size, font_file(weight, arabic), padding=(rim, 0))
    label.refresh()
    return label.texture, rim


@lru_cache(maxsize=256)
def icon_texture(character: str, size: int) -> tuple[Texture, int]:
    """Return one icon in white on nothing, and how far it rises above its square in pixels."""
    label = _label(character, size, str(assets() / "fonts" / f"{ICONS}.ttf"))
    label.refresh()
    return label.texture, round((_ICON_ASCENT - 1) * size)


def forget() -> None:
    """Forget every text that was ever drawn."""
    for drawn in (width_of, lines_of, line_texture):
        drawn.cache_clear()


def _marked(text: str, arabic: bool) -> str:
    # The mark makes the line right-to-left even when it begins with a number or a bracket;
    # Kivy's own `font_direction` would turn A047 into 740A.
    return RIGHT_TO_LEFT_MARK + text if arabic else text


def _label(text: str, size: int, path: str, **options: object) -> Drawn:
    label = Drawn(text=text, font_size=size, font_name=path, color=(1, 1, 1, 1), **options)
    label.resolve_font_name()
    return label
