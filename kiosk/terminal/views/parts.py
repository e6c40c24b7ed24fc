"""What several screens show: frame, notices, tiles, rows and the words for colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.terminal.views.asks import Intent


class Chip(StrEnum):
    """The kind of a status chip: icon, word and colour belong together."""

    OPEN = "open"
    BUSY = "busy"
    CALL = "call"
    PAUSED = "paused"
    CLOSED = "closed"


class Theme(StrEnum):
    LIGHT = "light"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"
    LOW_GLARE = "low-glare"


SIZES = (100, 125, 150, 200)


class Paper(StrEnum):
    PRINTING = "printing"
    TAKE = "take"  # confirmed: it is in the tray
    BLOCKED = "blocked"  # it sits in the printer, and falls out by itself after the repair
    FAILED = "failed"  # nothing was printed, and nothing will fall out
    ASK = "ask"  # nobody knows whether it came out
    NONE = "none"  # no printer here


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner above the content: honest, calm, with an icon. `kind` is info or warning."""

    icon: str
    text: str
    kind: str = "info"


@dataclass(frozen=True, slots=True)
class Frame:
    """What every screen shows around its content."""

    language: str = "de"
    right_to_left: bool = False
    town: str = "Stadt Musterstadt"
    office: str = "Bürgerbüro"
    date: str = "Mo., 23. November"
    time: str = "10:42 Uhr"
    theme: Theme = Theme.LIGHT
    text_percent: int = 100
    notice: Notice | None = None
    trial: str = ""  # "Testbetrieb": some device here is only simulated
    languages: tuple[tuple[str, str], ...] = (
        ("de", "Deutsch"),
        ("en", "English"),
        ("tr", "Türkçe"),
        ("uk", "Українська"),
        ("ar", "العربية"),
    )


@dataclass(frozen=True, slots=True)
class Tile:
    """A large button of the home screen."""

    intent: Intent
    icon: str
    title: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One line of the list: name, wait in medium weight, place muted, status chip."""

    key: str
    icon: str
    name: str
    wait: str
    place: str
    chip: Chip
    status: str


@dataclass(frozen=True, slots=True)
class ServiceRow:
    key: str
    name: str
    note: str = ""  # department, or that it is in German only
    icon: str = "description"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    text: str
    note: str = ""  # whom it concerns, or "falls vorhanden"


@dataclass(frozen=True, slots=True)
class Pages:
    """Lists are paged, never scrolled: everybody sees that there is more."""

    number: int = 1
    count: int = 1
