"""A moving picture on the glass: the newest frame, straight from its three planes.

A shader turns YUV into RGB, which costs a tenth of converting on the processor. While nothing is
shown, nothing is asked for and nothing is drawn.
"""

from __future__ import annotations

from kivy.clock import Clock, ClockEvent
from kivy.core.window import Window
from kivy.graphics import (
    BindTexture,
    Color,
    InstructionGroup,
    Rectangle,
    RenderContext,
    SmoothEllipse,
    SmoothRoundedRectangle,
)
from kivy.graphics.texture import Texture
from kivy.properties import ColorProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.terminal.views import Moving, MovingFrame, MovingPictures
from screens import fonts
from screens.control import above
from screens.icons import icon
from screens.parts import Part
from screens.theme import theme

assert Window is not None  # a RenderContext without a window ends the process

USUAL = 16 / 9
# At 30 or 60 frames a second this takes a frame every 33 ms, whatever the clock's jitter.
LEAST_S = 1 / 40

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


def fitted(width: float, height: float, aspect: float) -> tuple[float, float]:
    """Return the largest size of that shape in a room."""
    return min(width, height * aspect), min(height, width / aspect)


class MovingPicture(Part):
    """The newest frame of `source`, never distorted; an icon while there is none.

    The self view is mirrored, as everybody knows themselves. `pointer` is in parts of the
    picture, from its upper left corner.
    """

    source = ObjectProperty(None, allownone=True)
    icon = StringProperty("person")
    wide = NumericProperty(0)  # its breadth, if not all there is
    corner = NumericProperty(0)
    pointer = ObjectProperty(None, allownone=True)
    ink = ColorProperty((1, 1, 1, 1))
    dot = ColorProperty((1, 1, 0, 1))

    def __init__(self, **properties: object) -> None:
        self._tick: ClockEvent | None = None
        self._textures: tuple[Texture, ...] = ()
        self._number = 0
        self._empty, self._moving, self._pointed = (InstructionGroup() for _ in range(3))
        self._shaded: RenderContext | None = None
        super().__init__(**properties)
        for group in (self._empty, self._moving, self._pointed):
            self.canvas.add(group)
        self.fbind("source", self._another)
        for name in ("icon", "corner", "pointer", "ink", "dot", "ground"):
            self.fbind(name, lambda *_: self.away or self._draw())
        self.fbind("wide", self.changed)

    @property
    def aspect(self) -> float:
        """Breadth by height of its frames."""
        return self._textures[0].width / self._textures[0].height if self._textures else USUAL

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Where the picture itself stands: x, y, width, height."""
        width, height = map(round, fitted(self.width, self.height, self.aspect))
        return round(self.center_x - width / 2), round(self.center_y - height / 2), width, height

    @property
    def watching(self) -> bool:
        """Whether new frames are asked for."""
        return self._tick is not None

    # ------------------------------------------------------------ layout
    def measure(self, width: float) -> tuple[float, float]:
        wide = min(width, self.wide) if self.wide else width
        return wide, wide / USUAL

    def narrowest(self) -> float:
        return self.wide

    def arrange(self) -> None:
        self._watch()
        self._draw()

    def hide(self) -> None:
        super().hide()
        self.let_go()

    # ------------------------------------------------------------ frames
    def let_go(self) -> None:
        """Ask for nothing any more, and keep nothing of what was seen."""
        if self._tick is not None:
            self._tick.cancel()
            self._tick = None
        self._textures, self._number, self._shaded = (), 0, None
        self._moving.clear()

    def _another(self, *_: object) -> None:
        self.let_go()
        self.changed()

    def _watch(self) -> None:
        if self.source is None or self.pictures is None:
            self.let_go()
        elif self._tick is None:
            self._tick = Clock.schedule_interval(self._look, LEAST_S)
            self._look()

    @property
    def pictures(self) -> MovingPictures | None:
        """Where the frames come from; None when the glass has no moving pictures."""
        glass = above(self, "moving_pictures")
        return None if glass is None else glass.moving_pictures

    def _look(self, *_: object) -> None:
        pictures = self.pictures
        if pictures is None:  # no longer on the glass
            self.let_go()
            return
        frame = pictures.newest(self.source, self._number)
        if frame is None:
            return
        self._number = frame.number
        if not self._textures or self._textures[0].size != (frame.width, frame.height):
            self._begin(frame)
        for texture, plane in zip(self._textures, (frame.y, frame.u, frame.v), strict=True):
            texture.blit_buffer(plane, colorfmt="luminance", bufferfmt="ubyte")
        self.canvas.ask_update()

    def _begin(self, frame: MovingFrame) -> None:
        """Make textures of the frame's size; a browser changes it in the middle of a call."""
        half = (frame.width // 2, frame.height // 2)
        self._textures = tuple(
            Texture.create(size=size, colorfmt="luminance", bufferfmt="ubyte")
            for size in ((frame.width, frame.height), half, half)
        )
        shaded = RenderContext(use_parent_projection=True, use_parent_modelview=True)
        shaded.shader.fs = _SHADER
        shaded["tex_u"], shaded["tex_v"] = 1, 2
        luminance, blue, red = self._textures
        self._picture = Rectangle(
            texture=luminance,
            tex_coords=_MIRRORED if self.source is Moving.SELF else _STRAIGHT,
        )
        for instruction in (
            BindTexture(texture=blue, index=1),
            BindTexture(texture=red, index=2),
            self._picture,
        ):
            shaded.add(instruction)
        self._shaded = shaded
        self._moving.clear()
        self._moving.add(shaded)
        self._draw()

    # ------------------------------------------------------------ drawing
    def _draw(self) -> None:
        x, y, width, height = self.box
        self._empty.clear()
        if self._shaded is None:
            self._draw_empty(x, y, width, height)
        else:
            self._shaded["box"] = (float(width), float(height))
            self._shaded["corner"] = float(min(self.corner, width / 2, height / 2))
            self._picture.pos, self._picture.size = (x, y), (width, height)
        self._draw_pointer(x, y, width, height)

    def _draw_empty(self, x: float, y: float, width: float, height: float) -> None:
        side = int(min(width, height) * 0.42)
        self._empty.add(Color(*self.ground))
        self._empty.add(
            SmoothRoundedRectangle(
                pos=(x, y), size=(width, height), radius=[max(1, self.corner)]
            )
        )
        if side < 8 or not self.icon:
            return
        texture, rise = fonts.icon_texture(icon(self.icon), side)
        left = round(x + (width - texture.width) / 2)
        top = round(y + (height + side) / 2) + rise
        self._empty.add(Color(*self.ink))
        self._empty.add(
            Rectangle(texture=texture, pos=(left, top - texture.height), size=texture.size)
        )

    def _draw_pointer(self, x: float, y: float, width: float, height: float) -> None:
        self._pointed.clear()
        if self.pointer is None:
            return
        across, down = self.pointer
        for radius, tone in ((20, (0, 0, 0, 1)), (17, (1, 1, 1, 1)), (12, self.dot)):
            far = radius * theme.u
            self._pointed.add(Color(*tone))
            self._pointed.add(
                SmoothEllipse(
                    pos=(x + across * width - far, y + (1 - down) * height - far),
                    size=(2 * far, 2 * far),
                )
            )
