"""Samples with lists: home, choice, department, search."""

from __future__ import annotations

from kiosk.terminal.views import (
    Ask,
    Chip,
    ChooseView,
    DepartmentRow,
    DepartmentView,
    Frame,
    HomeView,
    Intent,
    SearchView,
    ServiceRow,
    Tile,
)
from screens.samples.sayings import KEYBOARDS, QUERIES, said

# key, icon, wait, place, chip
_DEPARTMENTS = (
    ("registration", "badge", "min_12", "room_4", Chip.OPEN),
    ("vehicles", "directions_car", "min_45", "room_9", Chip.BUSY),
    ("housing", "home", "min_12", "video", Chip.CALL),
    ("parents", "child_care", "no_wait", "video", Chip.OPEN),
    ("citizenship", "language", "opens_13", "", Chip.CLOSED),
    ("disability", "accessible", "min_12", "room_9", Chip.PAUSED),
    ("foreigners", "public", "min_45", "room_4", Chip.BUSY),
    ("civil", "favorite", "no_wait", "room_9", Chip.OPEN),
    ("trade", "work", "min_12", "room_4", Chip.OPEN),
    ("lost", "search", "opens_13", "", Chip.CLOSED),
)
_SERVICES = (
    ("move", "home"),
    ("card", "badge"),
    ("passport", "menu_book"),
    ("certificate", "description"),
    ("collect", "id_card"),
    ("resident_id", "directions_car"),
)


def frame(language: str) -> Frame:
    """Return the frame of a visit in that language."""
    return Frame(
        language=language,
        right_to_left=language == "ar",
        date=said("date", language),
        time=said("time", language),
    )


def departments(language: str, count: int) -> tuple[DepartmentRow, ...]:
    """Return the first departments of the list; the sixth has the longest name."""
    return tuple(
        DepartmentRow(
            key=key,
            icon=icon if icon != "public" else "language",
            name=said(key, language),
            wait=said(wait, language),
            place=said(place, language) if place else "",
            chip=chip,
            status=said(chip.value, language),
        )
        for key, icon, wait, place, chip in _DEPARTMENTS[:count]
    )


def services(language: str, count: int) -> tuple[ServiceRow, ...]:
    """Return the first services; the last one is in German only."""
    rows = [
        ServiceRow(key, said(key, language), said("registration", language), icon)
        for key, icon in _SERVICES[:count]
    ]
    if language != "de" and count == len(_SERVICES):
        name, note = said("resident_id", "de"), said("german_only", language)
        rows[-1] = ServiceRow("resident_id", name, note, "directions_car")
    return tuple(rows)


def home(language: str, many: bool = False) -> HomeView:
    """Return the home screen, with five departments or with ten."""
    draw, bring = said("draw", language), said("bring", language)
    return HomeView(
        frame=frame(language),
        question=said("question", language),
        heroes=(
            Tile(Intent(Ask.CHOOSE), "confirmation_number", draw, said("draw_sub", language)),
            Tile(Intent(Ask.SEARCH), "fact_check", bring, said("bring_sub", language)),
        ),
        tiles=(
            Tile(Intent(Ask.FOLLOW), "timer", said("follow_tile", language)),
            Tile(Intent(Ask.HOURS), "schedule", said("hours_tile", language)),
        ),
        departments_title=said("departments", language),
        as_of=said("as_of", language),
        departments=departments(language, 10 if many else 5),
    )


def choose(language: str) -> ChooseView:
    """Return the choice of what the number is for."""
    return ChooseView(
        frame=frame(language),
        title=said("what_for", language),
        frequent=services(language, 4),
        departments=departments(language, 6),
    )


def department(language: str, shut: bool = False) -> DepartmentView:
    """Return one department, open or closed."""
    chip = Chip.CLOSED if shut else Chip.OPEN
    other = Tile(
        Intent(Ask.TAKE_NUMBER),
        "confirmation_number",
        said("other", language),
        said("other_sub", language),
    )
    return DepartmentView(
        frame=frame(language),
        name=said("disability" if shut else "registration", language),
        icon="accessible" if shut else "badge",
        about=said("about_registration", language),
        chip=chip,
        status=said(chip.value, language),
        facts=(
            ("hourglass_top", said("opens_13" if shut else "wait_fact", language)),
            ("directions_walk", said("way", language)),
            ("schedule", said("today", language)),
        ),
        services=services(language, 6),
        other=None if shut else other,
    )


def search(
    language: str, query: str | None = None, results: tuple[ServiceRow, ...] | None = None
) -> SearchView:
    """Return the search with something typed, or with nothing."""
    return SearchView(
        frame=frame(language),
        title=said("bring", language),
        query=QUERIES[language] if query is None else query,
        hint=said("search_hint", language),
        results=services(language, 6) if results is None else results,
        none_found="",
        keys=KEYBOARDS[language],
    )
