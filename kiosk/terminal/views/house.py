"""The screens on which somebody looks around in the office."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.terminal.views.parts import (
    Chip,
    DepartmentRow,
    DocumentRow,
    Frame,
    Pages,
    Paper,
    ServiceRow,
    Tile,
)


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
    knock: Tile | None = None  # "Anklopfen": talk by video; None: not here, or not now


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
    print_list: Tile | None = None  # None: nothing to print, or no paper now
    list_paper: Paper = Paper.NONE  # what became of the list that was asked for
    list_sentence: str = ""
    knock: Tile | None = None  # "Anklopfen": talk by video; None: not here, or not now


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
class HoursView:
    frame: Frame
    title: str
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # department, (days, times)
    pages: Pages = Pages()
