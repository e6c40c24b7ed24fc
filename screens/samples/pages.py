"""Samples without lists: service, ticket, and everything small."""

from __future__ import annotations

from dataclasses import replace

from kiosk.terminal.views import (
    AidsView,
    Ask,
    Chip,
    ClosedView,
    DocumentRow,
    DrawingView,
    FollowedView,
    FollowView,
    HelpView,
    HoursView,
    Intent,
    LanguageView,
    Paper,
    ServiceView,
    StandbyView,
    StillThereView,
    Theme,
    TicketView,
    Tile,
    TroubleView,
)
from screens.samples.lists import frame
from screens.samples.sayings import CODE_KEYS, LANGUAGES, said

_PAPER = {
    Paper.PRINTING: "printing",
    Paper.TAKE: "taken",
    Paper.BLOCKED: "blocked",
    Paper.FAILED: "failed",
    Paper.ASK: "ask",
    Paper.NONE: "no_printer",
}
_LIST = {
    Paper.PRINTING: "list_printing",
    Paper.TAKE: "list_taken",
    Paper.BLOCKED: "list_blocked",
    Paper.FAILED: "list_failed",
    Paper.ASK: "list_ask",
}
_THEMES = (
    (Theme.LIGHT, "theme_light"),
    (Theme.CONTRAST_LIGHT, "theme_contrast_light"),
    (Theme.CONTRAST_DARK, "theme_contrast_dark"),
    (Theme.LOW_GLARE, "theme_low_glare"),
)


def standby(language: str) -> StandbyView:
    """Return the invitation."""
    return StandbyView(
        frame=frame(language),
        greetings=tuple(said("welcome", each) for each in LANGUAGES),
        invitation=said("touch", language),
        status=said("status", language),
    )


def closed(language: str, reason: str) -> ClosedView:
    """Return the closed office."""
    return ClosedView(
        frame=frame(language),
        title=said("closed_title", language),
        reason=said(reason, language),
        opens=said("opens_tomorrow", language),
        hours=_days(language),
    )


def _days(language: str) -> tuple[tuple[str, str], ...]:
    return (
        (said("mon_wed", language), "08:00 – 16:00"),
        (said("thu", language), "08:00 – 12:00, 14:00 – 18:00"),
        (said("fri", language), said("by_appointment", language)),
    )


def service(language: str) -> ServiceView:
    """Return the card of one service."""
    return ServiceView(
        frame=frame(language),
        name=said("move", language),
        summary=said("summary", language),
        language_note="",
        documents_title=said("bring_title", language),
        documents=(
            DocumentRow(said("doc_id", language)),
            DocumentRow(said("doc_landlord", language), said("doc_landlord_note", language)),
            DocumentRow(said("doc_marriage", language), said("if_any", language)),
        ),
        documents_note="",
        facts=(
            ("euro", said("costs", language), said("free", language)),
            ("timer", said("duration", language), said("ten_minutes", language)),
        ),
        department=said("registration", language),
        chip=Chip.OPEN,
        status=said("open", language),
        wait=said("min_12", language),
        take=Tile(
            Intent(Ask.TAKE_NUMBER, "move"),
            "confirmation_number",
            said("take", language),
            said("take_sub", language),
        ),
        take_note="",
        details=said("details", language),
        print_list=Tile(Intent(Ask.PRINT_LIST, "move"), "print", said("print_list", language)),
    )


def listed(language: str, paper: Paper) -> ServiceView:
    """Return the same card, whatever became of the list on paper."""
    card = service(language)
    again = paper in (Paper.TAKE, Paper.ASK)  # it may be printed once more
    return replace(
        card,
        print_list=card.print_list if again else None,
        list_paper=paper,
        list_sentence=said(_LIST[paper], language),
    )


def drawing(language: str) -> DrawingView:
    """Return the moment before the number."""
    return DrawingView(frame(language), said("drawing", language))


def ticket(language: str, paper: Paper) -> TicketView:
    """Return a number, whatever became of its paper."""
    return TicketView(
        frame=frame(language),
        title=said("your_number", language),
        number="B042",
        department=said("registration", language),
        service=said("move", language),
        ahead=said("ahead", language),
        wait=said("wait", language),
        where=said("where", language),
        way=said("way", language),
        url="HTTPS://WARTEN.MUSTERSTADT.EXAMPLE/T/K7Q2MX4WPABCDEFGHKMNPQRSTV",
        follow=said("follow", language),
        code="K7Q2-MX4W",
        paper=paper,
        paper_sentence=said(_PAPER[paper], language),
        done=said("done", language),
        seconds_left=None,
    )


def follow(language: str, problem: bool = False) -> FollowView:
    """Return the entry of a code, half typed or wrong."""
    typed = "K7Q2MX4W" if problem else "K7Q2M"
    return FollowView(
        frame=frame(language),
        title=said("follow_title", language),
        typed=typed,
        length=8,
        hint=said("follow_hint", language),
        problem=said("follow_problem", language) if problem else "",
        keys=CODE_KEYS,
        ready=problem,
    )


def followed(language: str, missed: bool = False) -> FollowedView:
    """Return a number that was looked up, waiting or missed."""
    return FollowedView(
        frame=frame(language),
        number="B042",
        department=said("registration", language),
        icon="badge",
        state=said("missed_state" if missed else "waiting_state", language),
        facts=(
            ("groups", said("ahead", language)),
            ("hourglass_top", said("wait", language)),
            ("meeting_room", said("where", language)),
        ),
        may_return=missed,
        may_cancel=True,
    )


def language(language: str) -> LanguageView:
    """Return the choice of languages."""
    return LanguageView(frame(language), said("language_title", language))


def aids(language: str) -> AidsView:
    """Return text sizes and colours."""
    themes = tuple((theme, said(key, language)) for theme, key in _THEMES)
    return AidsView(frame(language), said("aids_title", language), themes=themes)


def hours(language: str) -> HoursView:
    """Return the hours of eight departments: more than one page."""
    keys = ("registration", "vehicles", "housing", "parents", "citizenship", "disability")
    rows = tuple((said(key, language), _days(language)) for key in (*keys, "civil", "trade"))
    return HoursView(frame(language), said("hours_title", language), rows)


def help_(language: str) -> HelpView:
    """Return that somebody is coming."""
    title, sentence = said("help_title", language), said("help_sentence", language)
    return HelpView(frame(language), title, sentence, "support_agent")


def still_there(language: str) -> StillThereView:
    """Return the question before a visit ends."""
    return StillThereView(
        frame=frame(language),
        title=said("still_title", language),
        sentence=said("still_sentence", language),
        seconds_left=24,
        stay=said("stay", language),
        leave=said("leave", language),
    )


def trouble(language: str) -> TroubleView:
    """Return the calm sentence when something is broken."""
    title, sentence = said("trouble_title", language), said("trouble_sentence", language)
    return TroubleView(frame(language), "cloud_off", title, sentence, "OFFICE-UNREACHABLE")
