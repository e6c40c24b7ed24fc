"""The one soft shadow of the design: a picture of nine patches, drawn once and stretched.

Kivy's own shadow compiles a shader for each widget, which costs memory and time without a
graphics card.
"""

from __future__ import annotations

import math
from functools import cache

from kivy.graphics.texture import Texture

SIDE = 128  # pixels of the picture
BORDER = 56  # of them are not stretched
REACH = 24  # how far the shadow reaches beyond its box, in the units of the design
FALL = 6  # how far it lies lower
_SOFTNESS = 11.0


@cache
def shadow() -> Texture:
    """Return a white box with blurred edges, to be coloured when drawn."""
    edge = [_blurred(at) for at in range(SIDE)]
    pixels = bytearray()
    for upright in edge:
        for across in edge:
            pixels += bytes((255, 255, 255, round(255 * upright * across)))
    texture = Texture.create(size=(SIDE, SIDE), colorfmt="rgba")
    texture.blit_buffer(bytes(pixels), colorfmt="rgba", bufferfmt="ubyte")
    return texture


def _blurred(at: int) -> float:
    """Return how much of a blurred box from REACH to SIDE - REACH covers a pixel."""
    near, far = (at + 0.5 - REACH), (SIDE - REACH - at - 0.5)
    spread = _SOFTNESS * math.sqrt(2)
    return (math.erf(near / spread) + math.erf(far / spread)) / 2
