"""A sample of every view, with the worst cases: what pictures, lint and previews are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.terminal.views import Notice, Paper, Theme, View
from screens.samples import call_states, calls, guests, lists, pages
from screens.samples.sayings import LANGUAGES, said

__all__ = ["LANGUAGES", "samples", "variants", "wearing"]


def samples(language: str) -> tuple[View, ...]:
    """Return one sample of every view."""
    return (
        pages.standby(language),
        pages.closed(language, "after_hours"),
        lists.home(language),
        lists.choose(language),
        lists.department(language),
        pages.service(language),
        lists.search(language),
        pages.drawing(language),
        pages.ticket(language, Paper.TAKE),
        pages.follow(language),
        pages.followed(language),
        pages.language(language),
        pages.aids(language),
        pages.hours(language),
        pages.help_(language),
        pages.still_there(language),
        pages.trouble(language),
        calls.knock(language),
        calls.waiting(language),
        calls.talking(language),
        calls.over(language),
    )


def variants(language: str) -> Mapping[str, View]:
    """Return what else may stand there: other states of the same views, by name."""
    service = pages.service(language)
    ticket = {f"ticket-{p.value}": pages.ticket(language, p) for p in Paper if p is not Paper.TAKE}
    lists_on_paper = (Paper.PRINTING, Paper.TAKE, Paper.BLOCKED, Paper.FAILED, Paper.ASK)
    listed = {f"service-list-{p.value}": pages.listed(language, p) for p in lists_on_paper}
    return {
        **ticket,
        **listed,
        "service-without-printer": replace(service, print_list=None),
        "home-many": _notified(lists.home(language, many=True), language),
        "department-closed": lists.department(language, shut=True),
        "closed-holiday": pages.closed(language, "holiday"),
        "service-unknown": replace(
            service,
            documents=(),
            documents_note=said("no_documents", language),
            language_note="",
            details="",
            take=None,
            take_note=said("no_take", language),
            print_list=None,
        ),
        "service-details": replace(service, details_open=True),
        "search-empty": lists.search(language, query="", results=()),
        "search-nothing": replace(
            lists.search(language, query="xyz", results=()),
            none_found=said("none_found", language),
        ),
        "follow-problem": pages.follow(language, problem=True),
        "followed-missed": pages.followed(language, missed=True),
        "followed-cancel": replace(pages.followed(language), confirm_cancel=True),
        **call_states.states(language),
        **guests.states(language),
    }


def wearing(
    view: View, theme: Theme = Theme.LIGHT, percent: int = 100, trial: bool = False
) -> View:
    """Return the same view in other colours and another text size, perhaps with the banner."""
    banner = said("trial", view.frame.language) if trial else ""
    frame = replace(view.frame, theme=theme, text_percent=percent, trial=banner)
    return replace(view, frame=frame)


def _notified(view: View, language: str) -> View:
    notice = Notice("info", said("notice", language), "warning")
    return replace(view, frame=replace(view.frame, notice=notice))
