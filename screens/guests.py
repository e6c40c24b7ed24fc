"""A third person on the glass: who stands where in a talk of three, and under which name."""

from __future__ import annotations

from collections.abc import Callable

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.terminal.views import CallView, Moving
from screens.boxes import Row
from screens.moving import USUAL, fitted
from screens.parts import Box

Say = Callable[[str], str]


class NamedPicture(Box):
    """A moving picture, and below it a word about whose it is; no word takes no room."""

    source = ObjectProperty(None, allownone=True)
    called = StringProperty("")  # for a voice
    sign = StringProperty("")
    icon = StringProperty("person")
    corner = NumericProperty(0)
    pointer = ObjectProperty(None, allownone=True)
    mirrored = BooleanProperty(True)
    picture = ObjectProperty(None, allownone=True)
    caption = ObjectProperty(None, allownone=True)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Where the picture itself stands: x, y, width, height."""
        return self.picture.box

    def foot(self, width: float) -> float:
        """Return how much room the word takes."""
        return self.caption.measure(width)[1] + self.gap if self.caption.shown else 0

    def measure(self, width: float) -> tuple[float, float]:
        return width, self.picture.measure(width)[1] + self.foot(width)

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        foot = self.foot(width)
        self.picture.place(x, y + foot, width, max(0, height - foot))
        if self.caption.shown:
            spare = height - foot - fitted(width, height - foot, USUAL)[1]
            self.caption.place(x, y + spare / 2, width, foot - self.gap)

    def hide(self) -> None:
        super().hide()
        self.picture.hide()  # its shader knows nothing of the opacity of others


class HereSign(Row):
    """The small sign that somebody takes part; it stays all the while."""

    text = StringProperty("")


def seen(view: CallView) -> Moving | None:
    """Return the picture of the third person, if one comes."""
    return Moving.GUEST if view.third is not None and view.third.seen else None


def sign_of(view: CallView, moving: Moving | None, tr: Say) -> str:
    """Return the name below a picture in a talk of three; of two everybody knows who they are."""
    if view.third is None:
        return ""
    match moving:
        case Moving.GUEST:
            return view.third.name
        case Moving.SHARE:
            return tr("Bildschirm")
        case Moving.SELF:
            return tr("Ihr Bild")
    return tr("Sachbearbeitung")
