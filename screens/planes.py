"""One frame size on the graphics card: three planes as textures, and the shader that mixes them.

A shader turns YUV into RGB, which costs a tenth of converting on the processor.
"""

from __future__ import annotations

from kivy.core.window import Window
from kivy.graphics import BindTexture, Rectangle, RenderContext
from kivy.graphics.texture import Texture

from kiosk.terminal.views import MovingFrame

assert Window is not None  # a RenderContext without a window ends the process

# ITU-R BT.601, limited range. The corners are rounded with a soft edge of one pixel.
_SHADER = """
$HEADER$
uniform sampler2D tex_u;
uniform sampler2D tex_v;
uniform vec2 box;
uniform float corner;
void main(void) {
    float y = 1.16438 * (texture2D(texture0, tex_coord0).r - 0.06275);
    float u = texture2D(tex_u, tex_coord0).r - 0.50196;
    float v = texture2D(tex_v, tex_coord0).r - 0.50196;
    vec2 at = abs(tex_coord0 - 0.5) * box - (box * 0.5 - corner);
    float beyond = length(max(at, 0.0)) - corner;
    gl_FragColor = vec4(y + 1.59603 * v, y - 0.39176 * u - 0.81297 * v, y + 2.01723 * u,
                        clamp(0.5 - beyond, 0.0, 1.0));
}
"""
# Lower left, lower right, upper right, upper left; the first row of a frame is its top.
_STRAIGHT = (0, 1, 1, 1, 1, 0, 0, 0)
_MIRRORED = (1, 1, 0, 1, 0, 0, 1, 0)


class Planes:
    """Frames of one size; `drawing` is what goes on a canvas."""

    def __init__(self, width: int, height: int, mirrored: bool) -> None:
        self.size = (width, height)
        half = (width // 2, height // 2)
        self._textures = tuple(
            Texture.create(size=size, colorfmt="luminance", bufferfmt="ubyte")
            for size in (self.size, half, half)
        )
        luminance, blue, red = self._textures
        self._picture = Rectangle(
            texture=luminance, tex_coords=_MIRRORED if mirrored else _STRAIGHT
        )
        self.drawing = RenderContext(use_parent_projection=True, use_parent_modelview=True)
        self.drawing.shader.fs = _SHADER
        self.drawing["tex_u"], self.drawing["tex_v"] = 1, 2
        self.drawing.add(BindTexture(texture=blue, index=1))
        self.drawing.add(BindTexture(texture=red, index=2))
        self.drawing.add(self._picture)

    def take(self, frame: MovingFrame) -> None:
        """Show a frame of this size from now on."""
        for texture, plane in zip(self._textures, (frame.y, frame.u, frame.v), strict=True):
            # Kivy takes no view that it could not write to.
            pixels = bytes(plane) if plane.readonly else plane
            texture.blit_buffer(pixels, colorfmt="luminance", bufferfmt="ubyte")

    def place(self, x: float, y: float, width: float, height: float, corner: float) -> None:
        """Stand there, with round corners."""
        self.drawing["box"] = (float(width), float(height))
        self.drawing["corner"] = float(min(corner, width / 2, height / 2))
        self._picture.pos, self._picture.size = (x, y), (width, height)

    def vanish(self) -> None:
        """Draw nothing."""
        self._picture.size = (0, 0)
