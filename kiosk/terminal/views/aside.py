"""The screens that are looked at in between."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.terminal.views.calls import Moving
from kiosk.terminal.views.parts import SIZES, Frame, Theme, Tile


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes on meanwhile: a talk with its picture, or the waiting at a door without one."""

    picture: Moving | None
    title: str
    sentence: str
    back: Tile


@dataclass(frozen=True, slots=True)
class LanguageView:
    frame: Frame
    title: str
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class AidsView:
    """Text size and colours; the rest of the accessibility work joins here."""

    frame: Frame
    title: str
    sizes: tuple[int, ...] = SIZES
    themes: tuple[tuple[Theme, str], ...] = ()
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class HelpView:
    frame: Frame
    title: str
    sentence: str
    icon: str
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class StillThereView:
    frame: Frame
    title: str
    sentence: str
    seconds_left: int
    stay: str
    leave: str


@dataclass(frozen=True, slots=True)
class TroubleView:
    frame: Frame
    icon: str
    title: str
    sentence: str
    code: str  # for the technician, small
    back: bool = field(default=True)
