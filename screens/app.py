"""The window with the glass in it, and the holes of a desktop program closed.

`prepare()` of `screens.window` must have been called before this is imported.
"""

from __future__ import annotations

from collections.abc import Callable

from kivy.app import App
from kivy.clock import Clock

from kiosk.terminal.views import ClosedView, Intent, MovingPictures, StandbyView, View
from screens.glass import Glass, nothing
from screens.theme import Panel
from screens.window import Pane, opened

# Frames per second while nobody is there, and while somebody is.
IDLE_FPS = 10
VISIT_FPS = 30


class GlassApp(App):
    """Run it with `await app.async_run(async_lib="asyncio")`; `stop()` ends it.

    `first` is shown as soon as the window stands. `paced=False` leaves Kivy's clock
    alone. `moving` is where the pictures of a video call come from.
    """

    use_kivy_settings = False

    def __init__(
        self,
        first: View,
        on_intent: Callable[[Intent], None],
        on_presence: Callable[[], None] = nothing,
        pane: Pane | None = None,
        panel: Panel | None = None,
        paced: bool = True,
        moving: MovingPictures | None = None,
    ) -> None:
        super().__init__(kv_directory="")
        self.first, self.paced = first, paced
        self.window = opened(pane or Pane())
        self.glass = Glass(on_intent, on_presence, panel, moving)

    def build(self) -> Glass:
        self.window.bind(on_keyboard=self._on_key, on_request_close=self._refuse)
        self.window.bind(on_drop_file=self._refuse)
        self.glass.size = self.window.size
        self.show(self.first)
        return self.glass

    def show(self, view: View) -> None:
        """Put a view on the glass. When it comes to rest, the visit is forgotten."""
        resting = isinstance(view, StandbyView | ClosedView)
        if resting and not isinstance(self.glass.view, StandbyView | ClosedView):
            self.glass.forget()
        if self.paced:
            Clock._max_fps = IDLE_FPS if resting else VISIT_FPS
        self.glass.show(view)

    def on_stop(self) -> None:
        self.window.unbind(on_keyboard=self._on_key, on_request_close=self._refuse)
        self.window.unbind(on_drop_file=self._refuse)
        self.glass.forget()

    def open_settings(self, *_: object) -> bool:
        """Do not open Kivy's settings when somebody presses F1."""
        return False

    def load_kv(self, filename: str | None = None) -> bool:
        """Load nothing by name: every screen loads its own file."""
        return False

    def _on_key(self, _window: object, key: int, *_: object) -> bool:
        self.glass.press(key)
        return True  # swallowed: neither Esc nor F1 reach Kivy

    def _refuse(self, *_: object, **__: object) -> bool:
        return True
