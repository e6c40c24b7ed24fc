"""What each screen is given, and what a touch may ask for. Facts only, ready to be shown.

Every view is replaced whole. All sentences are in the visit's language already; screens add
only their fixed labels. The samples are what the pictures and the layout lint are drawn from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Ask(StrEnum):
    """What a touch can ask for; `Intent.value` says which one."""

    BEGIN = "begin"  # somebody touched the standby screen
    HOME = "home"
    BACK = "back"
    CHOOSE = "choose"  # "Nummer ziehen": choose what for
    OPEN_DEPARTMENT = "open-department"
    OPEN_SERVICE = "open-service"
    TAKE_NUMBER = "take-number"  # value: service key, or "" for "something else"
    SEARCH = "search"
    FOLLOW = "follow"  # look at a number that was drawn before
    TYPE = "type"  # one character of the on-screen keyboard
    ERASE = "erase"
    CLEAR = "clear"
    CHECK_CODE = "check-code"
    REACTIVATE = "reactivate"
    CANCEL_TICKET = "cancel-ticket"
    CONFIRM = "confirm"
    LANGUAGES = "languages"
    SPEAK = "speak"  # value: language code
    AIDS = "aids"
    THEME = "theme"
    SIZE = "size"
    HOURS = "hours"
    HELP = "help"
    PAGE = "page"  # value: "next" or "previous"
    MORE = "more"
    PAPER_YES = "paper-yes"
    PAPER_NO = "paper-no"
    STAY = "stay"
    LEAVE = "leave"  # "Fertig": the visit ends


@dataclass(frozen=True, slots=True)
class Intent:
    ask: Ask
    value: str = ""


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
class Pages:
    """Lists are paged, never scrolled: everybody sees that there is more."""

    number: int = 1
    count: int = 1


@dataclass(frozen=True, slots=True)
class StandbyView:
    frame: Frame
    greetings: tuple[str, ...]  # "Willkommen" in each language
    invitation: str  # "Zum Beginnen berühren"
    status: str  # one sentence: open until …, short waits


@dataclass(frozen=True, slots=True)
class ClosedView:
    frame: Frame
    title: str
    reason: str
    opens: str
    hours: tuple[tuple[str, str], ...]  # department, when it opens
    tiles: tuple[Tile, ...] = ()  # what can be done all the same


@dataclass(frozen=True, slots=True)
class HomeView:
    frame: Frame
    question: str
    heroes: tuple[Tile, ...]
    tiles: tuple[Tile, ...]
    departments_title: str
    as_of: str
    departments: tuple[DepartmentRow, ...]
    pages: Pages = Pages()


@dataclass(frozen=True, slots=True)
class ChooseView:
    """What for? The services most people come for, then the departments."""

    frame: Frame
    title: str
    frequent: tuple[ServiceRow, ...]
    departments: tuple[DepartmentRow, ...]
    pages: Pages = Pages()


@dataclass(frozen=True, slots=True)
class DepartmentView:
    frame: Frame
    name: str
    icon: str
    about: str
    chip: Chip
    status: str
    facts: tuple[tuple[str, str], ...]  # icon, sentence: wait, place and way, today's hours
    services: tuple[ServiceRow, ...]
    other: Tile | None  # "Etwas anderes": a number without a chosen service
    pages: Pages = Pages()


@dataclass(frozen=True, slots=True)
class DocumentRow:
    text: str
    note: str = ""  # whom it concerns, or "wenn vorhanden"


@dataclass(frozen=True, slots=True)
class ServiceView:
    """The card: what it is, what to bring, what it costs, how long, how full."""

    frame: Frame
    name: str
    summary: str
    language_note: str  # "nur auf Deutsch" or ""
    documents_title: str
    documents: tuple[DocumentRow, ...]
    documents_note: str  # when the list is empty or unknown
    facts: tuple[tuple[str, str, str], ...]  # icon, label, sentence
    department: str
    chip: Chip
    status: str
    wait: str
    take: Tile | None  # None: no number can be drawn now
    take_note: str  # why not, and when
    details: str  # full text behind "Mehr"; "" when there is none
    details_open: bool = False
    pages: Pages = Pages()


@dataclass(frozen=True, slots=True)
class SearchView:
    frame: Frame
    title: str
    query: str
    hint: str
    results: tuple[ServiceRow, ...]
    none_found: str  # "" while there is nothing to say
    keys: tuple[str, ...]  # rows of the on-screen keyboard, in the visit's language


@dataclass(frozen=True, slots=True)
class DrawingView:
    """Between the touch and the number; rarely seen."""

    frame: Frame
    sentence: str


class Paper(StrEnum):
    PRINTING = "printing"
    TAKE = "take"  # confirmed: it is in the tray
    BLOCKED = "blocked"  # no paper comes now; number and QR stay
    ASK = "ask"  # nobody knows whether it came out
    NONE = "none"  # no printer here


@dataclass(frozen=True, slots=True)
class TicketView:
    frame: Frame
    title: str
    number: str
    department: str
    service: str
    ahead: str
    wait: str
    where: str
    way: str
    url: str  # what the QR code says
    follow: str
    code: str
    paper: Paper
    paper_sentence: str
    done: str
    seconds_left: int | None = None


@dataclass(frozen=True, slots=True)
class FollowView:
    """Type the 8 characters from the ticket."""

    frame: Frame
    title: str
    typed: str
    length: int
    hint: str
    problem: str
    keys: tuple[str, ...]
    ready: bool


@dataclass(frozen=True, slots=True)
class FollowedView:
    """A ticket found by its code."""

    frame: Frame
    number: str
    department: str
    icon: str
    state: str
    facts: tuple[tuple[str, str], ...]
    may_return: bool
    may_cancel: bool
    confirm_cancel: bool = False


@dataclass(frozen=True, slots=True)
class LanguageView:
    frame: Frame
    title: str


@dataclass(frozen=True, slots=True)
class AidsView:
    """Text size and colours; the rest of the accessibility work joins here."""

    frame: Frame
    title: str
    sizes: tuple[int, ...] = SIZES
    themes: tuple[tuple[Theme, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HoursView:
    frame: Frame
    title: str
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # department, (days, times)
    pages: Pages = Pages()


@dataclass(frozen=True, slots=True)
class HelpView:
    frame: Frame
    title: str
    sentence: str
    icon: str


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


View = (
    StandbyView
    | ClosedView
    | HomeView
    | ChooseView
    | DepartmentView
    | ServiceView
    | SearchView
    | DrawingView
    | TicketView
    | FollowView
    | FollowedView
    | LanguageView
    | AidsView
    | HoursView
    | HelpView
    | StillThereView
    | TroubleView
)
