"""What stands around the content of every screen, and the frame of the content itself."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.terminal.views import Frame
from screens.boxes import Flip, Row, Stack
from screens.grids import Wrap
from screens.leaves import Leaves
from screens.lists import Strip
from screens.surfaces import Painted


class Body(Leaves):
    """The content between header and footer, with its own pager."""

    halves = BooleanProperty(True)  # two columns in landscape


class Pager(Wrap):
    """Previous page, which page, next page."""

    turns_leaves = True
    leaves = ObjectProperty(None, allownone=True)
    number = NumericProperty(1)
    count = NumericProperty(1)
    narrow = BooleanProperty(False)  # chevrons without words
    before = BooleanProperty(False)
    after = BooleanProperty(False)


class Crest(Stack):
    """The shield of the town."""

    scale = NumericProperty(1)
    paper = StringProperty("brand")
    ink = StringProperty("on_brand")


class Header(Row):
    """Town, office, date and time; in landscape also the languages."""

    frame = ObjectProperty(Frame(), rebind=True)
    offers_languages = BooleanProperty(True)


class TrialBanner(Painted, Row):
    """Says on every screen that something here is only simulated."""

    text = StringProperty("")


class BesideBar(Painted, Flip):
    """What goes on meanwhile, a talk or the waiting at a door, and the way back to it."""

    beside = ObjectProperty(None, allownone=True, rebind=True)


class Languages(Strip):
    """The languages in their own names; with large text one button that leads to them."""

    frame = ObjectProperty(Frame(), rebind=True)
    within = StringProperty("footer")
    offered = BooleanProperty(True)
    here = BooleanProperty(True)

    def all_of(self, frame: Frame, large: bool, landscape: bool) -> list[tuple[str, str, bool]]:
        """Return the items of the pills."""
        pills = [(code, name, code == frame.language) for code, name in frame.languages]
        current = next((name for _, name, chosen in pills if chosen), "")
        everything = [] if landscape else [("", "", False)]
        return [("", current, False)] if large else [*pills, *everything]


class Footer(Painted, Stack):
    """Languages and aids, within everybody's reach. `kind` is home, visit, closed, door
    or meanwhile: a talk goes on, and the header is hidden from large text.
    """

    frame = ObjectProperty(Frame(), rebind=True)
    kind = StringProperty("visit")
    back = BooleanProperty(True)
