"""What is touched, apart from the rows of a list."""

from __future__ import annotations

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty

from kiosk.terminal.views import Intent, Tile
from screens.boxes import Flip
from screens.control import RowButton, StackButton, Touchable
from screens.surfaces import Lifted, Painted


class Hero(Lifted, Painted, StackButton):
    """One of the large buttons of the home screen; the second one is ink."""

    item = ObjectProperty(Tile(Intent("begin"), "", ""), rebind=True)
    last = BooleanProperty(False)


class FlatHero(Lifted, Painted, RowButton):
    """The same, lying: for landscape and for large text."""

    item = ObjectProperty(Tile(Intent("begin"), "", ""), rebind=True)
    last = BooleanProperty(False)
    bare = BooleanProperty(False)  # without its icon, to leave room for the words


class TileButton(Lifted, Painted, RowButton):
    """A white tile with an icon."""

    item = ObjectProperty(Tile(Intent("begin"), "", ""), rebind=True)
    last = BooleanProperty(False)


class SideTile(Painted, RowButton):
    """What can be done as well, beside the one large button."""

    item = ObjectProperty(Tile(Intent("begin"), "", ""), rebind=True)


class HeroAndKnock(Flip):
    """The large button of a card, with the knock beside it; alone the knock is the large one."""

    hero = ObjectProperty(None, allownone=True)
    knock = ObjectProperty(None, allownone=True)


class PushButton(Painted, RowButton):
    """Verb and noun. The primary one is filled and stands once per screen."""

    item = ObjectProperty(Tile(Intent("begin"), "", ""), rebind=True)
    text = StringProperty("")
    said = StringProperty("")  # when a voice says it differently
    icon = StringProperty("")
    after = StringProperty("")  # an icon behind the words
    primary = BooleanProperty(False)
    danger = BooleanProperty(False)
    small = BooleanProperty(False)  # does not grow beyond 150 %
    ink = StringProperty("text")


class OptionButton(Painted, RowButton):
    """One of several; the chosen one is marked with a tick and a thick edge."""

    text = StringProperty("")
    icon = StringProperty("")
    item = ObjectProperty(None, allownone=True)
    last = BooleanProperty(False)
    style = StringProperty("lead")


class LanguageOption(OptionButton):
    """A language; `item` is (code, name, chosen)."""


class SizeOption(OptionButton):
    """A text size; `item` is (percent, chosen)."""


class ThemeOption(OptionButton):
    """A choice of colours; `item` is (theme, name, chosen)."""


class AidButton(Painted, Touchable, Flip):
    """A button of the footer: icon and word."""

    icon = StringProperty("")
    text = StringProperty("")
    accent = BooleanProperty(False)


class Pill(Painted, RowButton):
    """A language in its own name; `item` is (code, name, chosen). Without code: all languages."""

    item = ObjectProperty(("de", "", False))
    last = BooleanProperty(False)


class Key(Painted, RowButton):
    """A key of the keyboard on the glass; a `word` key carries a word."""

    text = StringProperty("")
    icon = StringProperty("")
    word = BooleanProperty(False)
    primary = BooleanProperty(False)
