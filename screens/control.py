"""What can be touched: real controls, and the patience with trembling hands."""

from __future__ import annotations

from dataclasses import dataclass

from kivy.properties import (
    BooleanProperty,
    NumericProperty,
    ObjectProperty,
    StringProperty,
)

from kiosk.terminal.views import Ask
from screens.boxes import Row, Stack
from screens.parts import Part
from screens.theme import theme


@dataclass(slots=True)
class DoubleTouch:
    """Remembers the last accepted touch (EN 301 549, 5.8: a double strike counts once).

    A second touch at the same place within `patience_s` is a double strike, even when another
    screen stands there by now.
    """

    patience_s: float = 0.5
    typing_patience_s: float = 0.12  # a trembling finger, not somebody who writes "Pass"
    last: tuple[float, float, float] | None = None

    def accepts(self, now: float, x: float, y: float, reach: float, typing: bool = False) -> bool:
        """Return whether a touch at `now` counts; `reach` is a finger's breadth in pixels."""
        patience_s = self.typing_patience_s if typing else self.patience_s
        if self.last is not None:
            then, there_x, there_y = self.last
            near = abs(x - there_x) < reach and abs(y - there_y) < reach
            if near and 0 <= now - then < patience_s:
                return False
        self.last = (now, x, y)
        return True


class Touchable(Part):
    """Mixed into a box: it can be pressed, has a spoken label, and asks for something."""

    intent = ObjectProperty(None, allownone=True)
    enabled = BooleanProperty(True)
    pressed = BooleanProperty(False)
    chosen = BooleanProperty(False)  # of several options
    role = StringProperty("button")
    hint = StringProperty("")
    value = StringProperty("")
    private = BooleanProperty(False)
    order = NumericProperty(0)

    __events__ = ("on_act",)

    def on_touch_down(self, touch) -> bool:  # type: ignore[no-untyped-def]
        if self.away or not self.collide_point(*touch.pos):
            return False
        if super().on_touch_down(touch):
            return True
        if self.enabled:
            touch.grab(self)
            self.pressed = True
        return True

    def on_touch_move(self, touch) -> bool:  # type: ignore[no-untyped-def]
        if touch.grab_current is self:
            self.pressed = self.collide_point(*touch.pos)
            return True
        return super().on_touch_move(touch)

    def on_touch_up(self, touch) -> bool:  # type: ignore[no-untyped-def]
        if touch.grab_current is not self:
            return super().on_touch_up(touch)
        touch.ungrab(self)
        self.pressed = False
        if self.collide_point(*touch.pos) and self.accepts(touch):
            self.activate()
        return True

    def accepts(self, touch) -> bool:  # type: ignore[no-untyped-def]
        """Return whether this touch is not the second strike of a trembling hand."""
        glass = above(self, "double_touch")
        if glass is None:
            return True
        reach = theme.touch * 0.75
        typing = self.intent is not None and self.intent.ask in (Ask.TYPE, Ask.ERASE)
        return glass.double_touch.accepts(touch.time_start, *touch.pos, reach, typing)

    def activate(self) -> None:
        """Do what a touch does."""
        if self.enabled and not self.away:
            self.dispatch("on_act")

    def on_act(self) -> None:
        if self.intent is not None:
            screen = above(self, "asks")
            if screen is not None:
                screen.asks(self.intent)


def above(part: Part, name: str):  # type: ignore[no-untyped-def]
    """Return the nearest ancestor that has this attribute."""
    at = part.parent
    while at is not None and not hasattr(at, name):
        at = at.parent if at.parent is not at else None
    return at


class RowButton(Touchable, Row):
    """A control whose parts stand beside each other."""


class StackButton(Touchable, Stack):
    """A control whose parts stand below each other."""
