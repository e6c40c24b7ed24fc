"""The screens of a video call."""

from __future__ import annotations

from collections.abc import Callable

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty

from kiosk.terminal.views import Ask, CallView, Moving, View
from screens.base import ViewScreen
from screens.call_buttons import LOUDNESS, Pressable
from screens.guests import seen, sign_of
from screens.leaves import Leaves
from screens.pagination import atoms_of, height_of

Say = Callable[[str], str]
LETTERS_TOGETHER = 160  # of a line in writing, at 100 %
LETTERS_TYPED = 56  # the end of what is being typed
MOST_BESIDE_CARD = 2  # small pictures
LAST = 10_000


class KnockScreen(ViewScreen):
    """Before the knock: how somebody wants to talk."""


class WaitingScreen(ViewScreen):
    """At the door."""


class CallOverScreen(ViewScreen):
    """How it ended."""


class Aside(Leaves):
    """What stands beside the pictures: a question, a page, the conversation in writing."""

    most = NumericProperty(0)  # as high as its content, but not higher than this

    def measure(self, width: float) -> tuple[float, float]:
        if not self.most:
            return super().measure(width)
        blocks = [block for block in self.blocks if block.shown]
        return width, min(self.most, height_of(atoms_of(blocks, width, self.gap)) + 2)


class CallScreen(ViewScreen):
    """Talking."""

    aside = ObjectProperty(None, allownone=True)
    writing = BooleanProperty(False)  # the keyboard is there
    large = BooleanProperty(False)  # the words are: what is beside each other stands below

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._before = view
        self.fbind("view", self._turn)

    def opened(self) -> None:
        """Stand at the newest line of the conversation."""
        super().opened()
        self._turn_to_newest(self.view)

    def _turn(self, *_: object) -> None:
        before, self._before = self._before, self.view
        if (before.question, before.page_title) != (self.view.question, self.view.page_title):
            self.aside.page = 0
        elif before.texts != self.view.texts:
            self._turn_to_newest(self.view)

    def _turn_to_newest(self, view: CallView) -> None:
        if view.texts and not view.question:
            self.aside.page = LAST

    # ------------------------------------------------------------ what is shown
    def writes(self, view: CallView) -> bool:
        """Return whether the keyboard is there; a question comes first."""
        return view.writing and not view.question

    def has_aside(self, view: CallView) -> bool:
        """Return whether something stands beside the pictures."""
        return bool(view.question or view.page_title or view.texts)

    def state(self, view: CallView) -> tuple[str, str, str]:
        """Return kind, icon and sentence about the connection; the worst one counts."""
        if view.connecting:
            return "info", "hourglass_top", view.connecting
        if view.held:
            return "paused", "pause_circle", view.held
        if view.weak:
            return "warning", "warning", view.weak
        return "info", "groups", view.news

    def is_seen(self, view: CallView) -> bool:
        """Return whether the other side sees the citizen."""
        there = Moving.SELF in (view.large, *view.small) and not view.hidden
        return there and not view.connecting and not view.held

    def is_heard(self, view: CallView) -> bool:
        """Return whether the other side hears the citizen."""
        return not (view.muted or view.connecting or view.held)

    def name(self, view: CallView, moving: Moving | None, tr: Say) -> str:
        """Return what a voice calls a picture."""
        match moving:
            case None:
                return tr("Noch kein Bild")
            case Moving.SELF:
                return tr("Ihr eigenes Bild")
            case Moving.SHARE:
                return tr("Gezeigter Bildschirm")
            case Moving.GUEST:
                return view.third.picture if view.third else ""
        return tr("Bild der Sachbearbeitung")

    def people(self, view: CallView, tr: Say) -> list[tuple[Moving | None, str, str]]:
        """Return the small pictures with their names and captions."""
        own = tr("So sieht man Sie") if self.is_seen(view) else tr("Ihr Bild")
        words = {
            Moving.SELF: own,
            Moving.STAFF: sign_of(view, Moving.STAFF, tr) or view.frame.office,
            Moving.GUEST: sign_of(view, Moving.GUEST, tr),
            Moving.SHARE: tr("Bildschirm"),
        }
        comes = {moving: moving for moving in view.small} | {Moving.GUEST: seen(view)}
        return [(comes[each], self.name(view, each, tr), words[each]) for each in view.small]

    def carded(self, view: CallView, large: bool) -> bool:
        """Return whether there is room for the card about being seen and heard."""
        crowded = len(view.small) > MOST_BESIDE_CARD or view.third is not None
        return not (large or self.writes(view) or crowded or self.has_aside(view))

    def staged(self, view: CallView, large: bool) -> bool:
        """Return whether there are pictures, or room for their place."""
        return bool(view.large or view.beside) or not (large and self.has_aside(view))

    def share(self, view: CallView, large: bool, landscape: bool) -> float:
        """Return how much room the aside takes, when the pictures take 1; 0: what it needs."""
        page = bool(view.page_title) and not view.question
        if self.writes(view):
            return 4 if not landscape and (page or large) else 1.3
        if large:
            return 8 if view.question else 2.2 if page else 1.5 if landscape else 0.9
        return 0.8 if landscape else 0

    def buttons(self, view: CallView, large: bool, tr: Say) -> list[Pressable]:
        """Return the buttons: to be heard and seen, to write, then the loudness.

        The keyboard needs the room of some; they are back when it is closed.
        """
        left_out = self._left_out(view, large)
        below = not self.carded(view, large)
        made = [
            _pressable(tile, view, below, tr)
            for tile in view.buttons
            if tile.intent.ask not in left_out
        ]
        return sorted(made, key=lambda each: each.tile.intent.ask in LOUDNESS)

    def _left_out(self, view: CallView, large: bool) -> tuple[Ask, ...]:
        if self.writes(view):
            return (*LOUDNESS, Ask.MUTE, Ask.HIDE) if large else LOUDNESS
        if large and view.question:
            return (*LOUDNESS, Ask.HIDE, Ask.WRITE)
        return LOUDNESS if large and self.has_aside(view) else ()

    def said(self, view: CallView, percent: int, tr: Say) -> list[tuple[str, bool, str]]:
        """Return the conversation in pieces that fit on a page."""
        letters = int(LETTERS_TOGETHER / (percent / 100) ** 2)
        who = {True: tr("Sie"), False: tr("Sachbearbeitung")}
        lines = () if view.question else view.texts
        return [(piece, own, who[own]) for text, own in lines for piece in _pieces(text, letters)]

    def typed_end(self, view: CallView, percent: int) -> str:
        """Return the end of what is being typed."""
        most = int(LETTERS_TYPED / (percent / 100))
        return view.typed if len(view.typed) <= most else "…" + view.typed[1 - most :]


def _pressable(tile, view: CallView, below: bool, tr: Say) -> Pressable:  # type: ignore[no-untyped-def]
    volume = f"{view.volume_percent}\u00a0%"
    match tile.intent.ask:
        case Ask.MUTE:
            return Pressable(tile, view.muted, value=_on(not view.muted, tr))
        case Ask.HIDE:
            return Pressable(tile, view.hidden, value=_on(not view.hidden, tr))
        case Ask.QUIETER | Ask.LOUDER:
            return Pressable(tile, value=volume, below=volume if below else "")
        case Ask.WRITE:
            return Pressable(tile, chosen=view.writing, value=_on(view.writing, tr))
    return Pressable(tile)


def _on(is_on: bool, tr: Say) -> str:
    return tr("eingeschaltet") if is_on else tr("ausgeschaltet")


def _pieces(text: str, letters: int) -> list[str]:
    """Divide a line between words, or where it must be."""
    pieces = [""]
    for word in text.split():
        for part in (word[at : at + letters] for at in range(0, len(word), letters)):
            if pieces[-1] and len(pieces[-1]) + len(part) >= letters:
                pieces.append(part)
            else:
                pieces[-1] = f"{pieces[-1]} {part}".strip()
    return pieces
