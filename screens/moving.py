"""A moving picture on the glass: the newest frame, or an icon while there is none.

While no picture is shown, nothing is asked for and nothing is drawn.
"""

from __future__ import annotations

from kivy.clock import Clock, ClockEvent
from kivy.graphics import (
    Color,
    InstructionGroup,
    Rectangle,
    SmoothEllipse,
    SmoothLine,
    SmoothRoundedRectangle,
)
from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    ObjectProperty,
    StringProperty,
)

from kiosk.terminal.views import Moving, MovingPictures
from screens import fonts
from screens.control import above
from screens.icons import icon
from screens.parts import Part
from screens.planes import Planes
from screens.theme import theme

USUAL = 16 / 9
# At 30 or 60 frames a second this takes a frame every 33 ms, whatever the clock's jitter.
LEAST_S = 1 / 40
EMPTY_ICON = 0.42  # of the lesser side
RING_FAR, RING = 46, 10  # of the pointer: its radius and its breadth, in units


def fitted(width: float, height: float, aspect: float) -> tuple[float, float]:
    """Return the largest size of that shape in a room."""
    return min(width, height * aspect), min(height, width / aspect)


class MovingPicture(Part):
    """The newest frame of `source`, never distorted.

    The self view is mirrored, as everybody knows themselves; not where somebody points in it,
    because a paper is to be read there. `pointer` is in parts of the picture as others see it,
    from its upper left corner.
    """

    source = ObjectProperty(None, allownone=True)
    icon = StringProperty("person")
    wide = NumericProperty(0)  # its breadth, if not all there is
    corner = NumericProperty(0)
    pointer = ObjectProperty(None, allownone=True)
    mirrored = BooleanProperty(True)  # the self view, as in a mirror; False: as others see it
    ink = ColorProperty((1, 1, 1, 1))
    dot = ColorProperty((1, 1, 0, 1))

    def __init__(self, **properties: object) -> None:
        self.planes: Planes | None = None
        self._tick: ClockEvent | None = None
        self._number = 0
        self._settle = Clock.create_trigger(lambda _: self.away and self.let_go())
        self._empty, self._full, self._pointed = (InstructionGroup() for _ in range(3))
        super().__init__(**properties)
        for group in (self._empty, self._full, self._pointed):
            self.canvas.add(group)
        self.fbind("source", self._another)
        self.fbind("mirrored", self._another)
        for name in ("icon", "corner", "pointer", "ink", "dot", "ground"):
            self.fbind(name, lambda *_: self.away or self._draw())
        self.fbind("wide", self.changed)

    @property
    def aspect(self) -> float:
        """Breadth by height of its frames."""
        return self.planes.size[0] / self.planes.size[1] if self.planes else USUAL

    @property
    def box(self) -> tuple[int, int, int, int]:
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
        """Vanish now, and let go unless the same walk through the layout places it again."""
        super().hide()
        if self.planes is not None:
            self.planes.vanish()
        self._settle()

    # ------------------------------------------------------------ frames
    def let_go(self) -> None:
        """Ask for nothing any more, and keep nothing of what was seen."""
        if self._tick is not None:
            self._tick.cancel()
        self._tick, self.planes, self._number = None, None, 0
        self._full.clear()

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
        if self.planes is None or self.planes.size != (frame.width, frame.height):
            # A browser changes the size of its pictures in the middle of a call.
            mirrored = self.mirrored and self.source is Moving.SELF
            self.planes = Planes(frame.width, frame.height, mirrored)
            self._full.clear()
            self._full.add(self.planes.drawing)
            self._draw()
        self.planes.take(frame)
        self.canvas.ask_update()

    # ------------------------------------------------------------ drawing
    def _draw(self) -> None:
        self._empty.clear()
        if self.planes is None:
            self._draw_empty(*self.box)
        else:
            self.planes.place(*self.box, self.corner)
        self._draw_pointer(*self.box)

    def _draw_empty(self, x: int, y: int, width: int, height: int) -> None:
        self._empty.add(Color(*self.ground))
        radius = [max(1, self.corner)]
        self._empty.add(SmoothRoundedRectangle(pos=(x, y), size=(width, height), radius=radius))
        side = int(min(width, height) * EMPTY_ICON)
        if side < 8:
            return
        texture, rise = fonts.icon_texture(icon(self.icon), side)
        left = round(x + (width - texture.width) / 2)
        top = round(y + (height + side) / 2) + rise
        self._empty.add(Color(*self.ink))
        self._empty.add(
            Rectangle(texture=texture, pos=(left, top - texture.height), size=texture.size)
        )

    def _draw_pointer(self, x: int, y: int, width: int, height: int) -> None:
        self._pointed.clear()
        if self.pointer is None:
            return
        across, down = self.pointer
        middle = x + across * width, y + (1 - down) * height
        # A ring around what is meant, black and bright on any ground, and a dot in it.
        for line, tone in ((RING + 10, (0, 0, 0, 1)), (RING + 4, (1, 1, 1, 1)), (RING, self.dot)):
            self._pointed.add(Color(*tone))
            self._pointed.add(
                SmoothLine(circle=(*middle, RING_FAR * theme.v), width=line * theme.u / 2)
            )
        for radius, tone in ((11, (0, 0, 0, 1)), (8, self.dot)):
            far = radius * theme.v
            self._pointed.add(Color(*tone))
            self._pointed.add(
                SmoothEllipse(pos=(middle[0] - far, middle[1] - far), size=(2 * far, 2 * far))
            )
