"""What every screen is: it is given a view, and a touch makes it answer with an intent."""

from __future__ import annotations

from kivy.properties import ObjectProperty

from kiosk.terminal.views import Ask, Intent, View
from screens.boxes import Stack
from screens.control import above
from screens.leaves import Leaves
from screens.moving import MovingPicture


class ViewScreen(Stack):
    """One situation. It is built with a sample, because kv needs something to bind to."""

    view = ObjectProperty(rebind=True)

    def __init__(self, view: View) -> None:
        super().__init__(view=view)
        self._content = self.content_of(view)
        self.fbind("view", self._turn_back)

    def asks(self, intent: Intent) -> None:
        """Hand a finished intent to the glass."""
        glass = above(self, "answered")
        if glass is not None:
            glass.answered(intent)

    def intend(self, ask: Ask | str, value: str = "") -> None:
        """Ask for something."""
        self.asks(Intent(Ask(ask), value))

    def opened(self) -> None:
        """Stand at the first page, as for somebody who comes new."""
        for leaves in self.leaves:
            leaves.page = 0

    def left(self) -> None:
        """Keep nothing of a moving picture while another screen is shown."""
        for part in self.walk(restrict=True):
            if isinstance(part, MovingPicture):
                part.let_go()

    def content_of(self, view: View) -> tuple[object, ...]:
        """Return what makes it another content: then the first page is shown again."""
        names = ("name", "query", "details_open", "number", "pages")
        frame = view.frame
        facts = tuple(getattr(view, name, None) for name in names)
        return (frame.language, frame.text_percent, *facts)

    def _turn_back(self, *_: object) -> None:
        content = self.content_of(self.view)
        if content != self._content:
            self._content = content
            self.opened()

    @property
    def leaves(self) -> list[Leaves]:
        return [part for part in self.walk(restrict=True) if isinstance(part, Leaves)]
