"""The glass: shows one view at a time, and says what was touched."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.graphics import Color, SmoothLine
from kivy.uix.widget import Widget

from kiosk.terminal.views import Intent, MovingPictures, View
from screens import fonts
from screens.base import ViewScreen
from screens.chrome import TrialBanner
from screens.control import DoubleTouch, Touchable
from screens.keypad import KEYS, Press, moved
from screens.lists import Rows
from screens.parts import Part
from screens.semantics import Node, meaning
from screens.situations import screen_for
from screens.theme import Panel, theme
from screens.words import words


def nothing() -> None:
    """Nobody listens."""


class Glass(Widget):
    """The whole picture.

    Args:
        on_intent: hears what a touch or the keypad asks for.
        on_presence: hears that somebody is there: any touch, any key, also one that misses.
        panel: the millimetres of the glass.
        moving: where moving pictures come from; without it icons stand in their places.
    """

    def __init__(
        self,
        on_intent: Callable[[Intent], None],
        on_presence: Callable[[], None] = nothing,
        panel: Panel | None = None,
        moving: MovingPictures | None = None,
    ) -> None:
        super().__init__()
        self.moving_pictures = moving
        self.on_intent, self.on_presence = on_intent, on_presence
        self.panel = panel or Panel()
        self.double_touch = DoubleTouch()
        self.screen: ViewScreen | None = None
        self.trial: TrialBanner | None = None
        self.focused: Part | None = None
        self._read: list[Part] = []  # what stood on the glass when the focus moved
        self._screens: dict[type, ViewScreen] = {}
        self._laying_out = False
        self._again = Clock.create_trigger(lambda _: self.lay_out(), -1)
        with self.canvas.after:
            self._glow_ink = Color(0, 0, 0, 0)
            self._glow = SmoothLine(width=1)
            self._ring_ink = Color(0, 0, 0, 0)
            self._ring = SmoothLine(width=1)
        self.bind(size=self._resized)

    # ------------------------------------------------------------ showing
    def show(self, view: View) -> None:
        """Put a view on the glass; it replaces what stood there."""
        frame = view.frame
        words.speak(frame.language)
        theme.rtl = frame.right_to_left
        theme.wear(frame.theme, frame.text_percent)
        Window.clearcolor = theme.tones["canvas"]
        screen = self._screens.get(type(view))
        if screen is None:
            screen = self._screens[type(view)] = screen_for(view)
        else:
            screen.view = view
        if screen is not self.screen:
            self._enter(screen)
        self._tell_of_trial(frame.trial)
        self.changed()

    @property
    def view(self) -> View | None:
        """What is shown."""
        return self.screen.view if self.screen else None

    def _tell_of_trial(self, text: str) -> None:
        if not text and self.trial is None:
            return
        if self.trial is None:
            self.trial = TrialBanner()
        if self.trial.parent is None:
            self.add_widget(self.trial)
        self.trial.text, self.trial.shown = text, bool(text)

    def _enter(self, screen: ViewScreen) -> None:
        if self.screen is not None:
            self.screen.left()
        self.clear_widgets()
        self.screen, self.focused, self._read = screen, None, []
        screen.opened()
        self.add_widget(screen)

    def forget(self) -> None:
        """Drop every screen and every drawn text: nothing of a visit stays in memory."""
        for screen in self._screens.values():
            screen.left()
        self.clear_widgets()
        self.screen = self.focused = self.trial = None
        self._read = []
        self._screens.clear()
        self.double_touch.last = None
        fonts.forget()

    def answered(self, intent: Intent) -> None:
        """Pass on what somebody asks for."""
        self.on_intent(intent)

    # ------------------------------------------------------------ layout
    def changed(self, *_: object) -> None:
        """Lay the screen out before the next frame."""
        if not self._laying_out:
            self._again()

    def _resized(self, *_: object) -> None:
        theme.stand_on(self.panel, int(self.width), int(self.height))
        self.changed()

    def lay_out(self) -> None:
        """Place everything now; one walk, whatever changed."""
        if self.screen is None:
            return
        self._laying_out = True
        try:
            high = self._place_trial()
            self.screen.place(self.x, self.y, self.width, self.height - high)
        finally:
            self._laying_out = False
        self._draw_ring()

    def _place_trial(self) -> float:
        """Place the banner above every screen, where it covers nothing; return its height."""
        if self.trial is None or not self.trial.shown:
            if self.trial is not None:
                self.trial.hide()
            return 0
        high = round(self.trial.measure(self.width)[1])
        self.trial.place(self.x, self.top - high, self.width, high)
        return high

    # ------------------------------------------------------------ touch, keypad, voice
    def on_touch_down(self, touch) -> bool:  # type: ignore[no-untyped-def]
        self.on_presence()
        self.focus(None)
        return super().on_touch_down(touch)

    def semantics(self) -> tuple[Node, ...]:
        """Return what is on the glass, in the order of reading."""
        return tuple(node for node, _ in self.nodes())

    def nodes(self) -> list[tuple[Node, Part]]:
        """Return the nodes with the parts that they tell about."""
        if self.screen is None:
            return []
        language = self.screen.view.frame.language
        banner = meaning(self.trial, language) if self.trial is not None else []
        return [*meaning(self.screen, language), *banner]

    def press(self, keycode: int) -> None:
        """Do what a key of the keypad asks; unknown keys do nothing."""
        press = KEYS.get(keycode)
        if press is None:
            return
        self.on_presence()
        nodes = self.nodes()
        parts = [part for _, part in nodes]
        if press is Press.ACTIVATE:
            if self.focused in parts and isinstance(self.focused, Touchable):
                self.focused.activate()
            return
        there = moved([node for node, _ in nodes], self._at(parts), press)
        self._read = parts
        self.focus(None if there is None else parts[there])

    def _at(self, parts: list[Part]) -> int | None:
        """Return where the focus is; where it was, when a button is gone after its work."""
        if self.focused is None or self.focused not in self._read:
            return None
        passed = self._read[: self._read.index(self.focused) + 1]
        return next((parts.index(part) for part in reversed(passed) if part in parts), None)

    def focus(self, part: Part | None) -> None:
        """Draw the ring around a part, or around nothing."""
        self.focused = part
        self._draw_ring()

    def _draw_ring(self) -> None:
        part = self.focused
        seen = part is not None and part in [each for _, each in self.nodes()]
        self._glow_ink.rgba = theme.tones["focus_glow" if seen else "clear"]
        self._ring_ink.rgba = theme.tones["focus" if seen else "clear"]
        if part is None or not seen:
            return
        # In a list it stands closer, so as not to cover the words of the neighbours.
        nearer = 7 if isinstance(part.parent, Rows) else 0
        for line, far, width in ((self._glow, 6, 5), (self._ring, 10, 3)):
            far = (far - nearer) * theme.u
            corner = getattr(part, "corner", theme.radius_s) + far
            across, upright = part.width + 2 * far, part.height + 2 * far
            line.width = width * theme.u / 2 + 0.5
            line.rounded_rectangle = (part.x - far, part.y - far, across, upright, corner)
