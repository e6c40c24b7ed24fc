"""Which screen belongs to which view. Each loads its kv file when it is first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kivy.lang import Builder

from kiosk.terminal import views
from screens import (
    buttons,
    call_buttons,
    calls,
    cells,
    chrome,
    guests,
    keyboard,
    moving,
    pictogram,
    qr,
    stage,
    surfaces,
)
from screens.base import ViewScreen
from screens.call_screens import CallOverScreen, CallScreen, KnockScreen, WaitingScreen

# Their classes are used by name in the kv files.
__all__ = [
    "buttons",
    "call_buttons",
    "calls",
    "cells",
    "chrome",
    "guests",
    "keyboard",
    "moving",
    "pictogram",
    "qr",
    "stage",
    "surfaces",
]

# How many letters of a long text stay together on one page, at 100 %.
LETTERS_TOGETHER = 360
PIECES = ("surfaces", "buttons", "cells", "chrome", "call_buttons", "calls", "guests")
KV = Path(__file__).parent / "kv"


class StandbyScreen(ViewScreen):
    """Nobody is there: one touch anywhere begins."""

    def on_touch_down(self, touch) -> bool:  # type: ignore[no-untyped-def]
        if not super().on_touch_down(touch):
            touch.grab(self)
        return True

    def on_touch_up(self, touch) -> bool:  # type: ignore[no-untyped-def]
        if touch.grab_current is not self:
            return super().on_touch_up(touch)
        touch.ungrab(self)
        self.intend(views.Ask.BEGIN)
        return True


class ClosedScreen(ViewScreen):
    """The office is closed: when it opens."""


class HomeScreen(ViewScreen):
    """What would you like to do?"""


class ChooseScreen(ViewScreen):
    """A number, but what for?"""


class DepartmentScreen(ViewScreen):
    """One department: wait, way, services."""


class ServiceScreen(ViewScreen):
    """One service: what to bring, what it costs, how long it takes."""

    def content_of(self, view: views.ServiceView) -> tuple[object, ...]:
        """Return to the first page for a sentence that is too large to stand on every page."""
        content = super().content_of(view)
        return (*content, view.list_sentence) if view.frame.text_percent >= 150 else content

    def chapters(self, text: str, percent: int) -> list[str]:
        """Return a long text in pieces that may stand on different pages."""
        letters = LETTERS_TOGETHER / (percent / 100) ** 2
        parts = (part for part in text.split("\n") if part.strip())
        return [piece for part in parts for piece in _pieces(part, letters)]


class SearchScreen(ViewScreen):
    """What do I have to bring?"""


class DrawingScreen(ViewScreen):
    """The number is being drawn."""


class TicketScreen(ViewScreen):
    """The number."""


class FollowScreen(ViewScreen):
    """Type the code of a number."""


class FollowedScreen(ViewScreen):
    """How far the line is."""


class LanguageScreen(ViewScreen):
    """All languages."""


class AidsScreen(ViewScreen):
    """Text size and colours."""


class HoursScreen(ViewScreen):
    """When who is there."""


class HelpScreen(ViewScreen):
    """Somebody is coming, or where to find somebody."""


class StillThereScreen(ViewScreen):
    """Are you still there?"""


class TroubleScreen(ViewScreen):
    """Something does not work."""


SCREENS: dict[type, tuple[type[ViewScreen], str]] = {
    views.StandbyView: (StandbyScreen, "standby"),
    views.ClosedView: (ClosedScreen, "closed"),
    views.HomeView: (HomeScreen, "home"),
    views.ChooseView: (ChooseScreen, "choose"),
    views.DepartmentView: (DepartmentScreen, "department"),
    views.ServiceView: (ServiceScreen, "service"),
    views.SearchView: (SearchScreen, "search"),
    views.DrawingView: (DrawingScreen, "drawing"),
    views.TicketView: (TicketScreen, "ticket"),
    views.FollowView: (FollowScreen, "follow"),
    views.FollowedView: (FollowedScreen, "followed"),
    views.LanguageView: (LanguageScreen, "language"),
    views.AidsView: (AidsScreen, "aids"),
    views.HoursView: (HoursScreen, "hours"),
    views.HelpView: (HelpScreen, "help"),
    views.StillThereView: (StillThereScreen, "still_there"),
    views.TroubleView: (TroubleScreen, "trouble"),
    views.KnockView: (KnockScreen, "knock"),
    views.WaitingView: (WaitingScreen, "waiting"),
    views.CallView: (CallScreen, "call"),
    views.CallOverView: (CallOverScreen, "call_over"),
}


def screen_for(view: views.View) -> ViewScreen:
    """Build the screen of a view."""
    kind, name = SCREENS[type(view)]
    for file in (*PIECES, name):
        _load(file)
    return kind(view)


@cache
def _load(name: str) -> None:
    Builder.load_file(str(KV / f"{name}.kv"))


def _pieces(paragraph: str, about: float) -> list[str]:
    """Divide a paragraph at the ends of sentences."""
    pieces = [""]
    for sentence in paragraph.replace(". ", ".\u0000").split("\u0000"):
        if pieces[-1] and len(pieces[-1]) + len(sentence) > about:
            pieces.append(sentence)
        else:
            pieces[-1] = f"{pieces[-1]} {sentence}".strip()
    return pieces
