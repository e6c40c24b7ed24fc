"""Every state of a video call, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.terminal.views import Ask, Intent, Moving, Paper, Tile, View
from screens.samples import calls, lists, pages
from screens.samples.call_sayings import told
from screens.samples.sayings import said


def states(language: str) -> Mapping[str, View]:
    """Return what may stand on the glass besides the first sample of each view."""
    return {
        **_doors(language),
        **_before(language),
        **_talks(language),
        **_asides(language),
        **_meanwhile(language),
        "followed-parked": _parked(language),
        **{
            f"over-{ended.replace('_', '-')}": calls.over(language, ended)
            for ended in ("declined", "unanswered", "broke_off")
        },
    }


def _meanwhile(language: str) -> Mapping[str, View]:
    pages_aside = {
        "language": pages.language(language),
        "aids": pages.aids(language),
        "help": pages.help_(language),
    }
    return {
        f"{name}-{where}": replace(page, beside=calls.beside(language, where == "talk"))
        for name, page in pages_aside.items()
        for where in ("talk", "door")
    }


def _parked(language: str) -> View:
    sub = told("place_stays", language)
    again = Tile(Intent(Ask.CALL_AGAIN), "back_hand", told("knock_anew", language), sub)
    return replace(
        pages.followed(language), state=told("parked_state", language), facts=(), knock=again
    )


def _doors(language: str) -> Mapping[str, View]:
    knock = calls.knock_tile(language)
    home, department = lists.home(language), lists.department(language)
    service = pages.service(language)
    by_video, sub = told("by_video", language), told("by_video_sub", language)
    tile = replace(home.tiles[0], icon="videocam", title=by_video, sub=sub)
    return {
        "home-video": replace(home, tiles=(tile,)),
        "home-plain": replace(home, tiles=()),
        "department-knock": replace(department, knock=knock),
        "department-only-video": replace(department, other=None, knock=knock),
        "service-knock": replace(service, knock=knock),
        "service-only-video": replace(service, take=None, knock=knock),
    }


def _before(language: str) -> Mapping[str, View]:
    waiting = calls.waiting(language)
    return {
        "knock-picture": calls.knock(language, camera=True),
        "knock-voice": calls.knock(language, camera=False),
        "knock-broken": calls.knock(language, camera=True, broken=True),
        "knock-interpreter": calls.knock(language, camera=True, interpreter="uk"),
        "waiting-first": calls.waiting(language, first=True),
        "waiting-away": calls.waiting(language, calls.office_away(language)),
        "waiting-asked": calls.waiting(language, calls.asked_to_wait(language)),
        "waiting-voice": replace(waiting, mirror=None),
        "waiting-paper": replace(
            waiting, paper=Paper.PRINTING, paper_sentence=said("printing", language)
        ),
    }


def _talks(language: str) -> Mapping[str, View]:
    talk = calls.talking(language)
    return {
        "call-connecting": replace(
            talk, large=None, connecting=told("connecting", language), level_percent=0, state=""
        ),
        "call-lost": replace(talk, connecting=told("reconnecting", language), state=""),
        "call-weak": replace(talk, weak=told("weak", language)),
        "call-held": replace(
            talk, large=None, held=told("held", language), level_percent=0, state=""
        ),
        "call-muted-hidden": calls.talking(language, muted=True, hidden=True),
        "call-voice": replace(
            talk,
            small=(),
            hidden=True,
            buttons=tuple(b for b in talk.buttons if b.intent.ask != "hide"),
        ),
        "call-share": replace(
            talk,
            large=Moving.SHARE,
            small=(Moving.STAFF, Moving.SELF),
            pointer=(0.62, 0.34),
            state=told("points", language),
        ),
        "call-pointed": replace(
            talk,
            large=Moving.SELF,
            small=(Moving.STAFF,),
            pointer=(0.42, 0.55),
            state=told("points_own", language),
        ),
    }


def _asides(language: str) -> Mapping[str, View]:
    talk = calls.talking(language)
    question, answers = told("still", language), calls.answers(language)
    title, lines = said("move", language), calls.page(language)
    texts = calls.lines(language)
    shown = replace(talk, page_title=title, page_lines=lines)
    writing = replace(talk, writing=True, texts=texts, typed=told("typed", language))
    return {
        "call-texts": replace(talk, texts=texts[:2]),
        "call-writing": writing,
        "call-writing-first": replace(talk, writing=True),
        "call-writing-long": replace(writing, texts=texts * 3, typed=writing.typed * 9),
        "call-question": replace(
            talk,
            large=Moving.SELF,
            small=(Moving.STAFF,),
            question=question,
            answers=answers,
        ),
        "call-question-share": replace(
            writing,
            large=Moving.SHARE,
            small=(Moving.STAFF, Moving.SELF),
            question=question,
            answers=answers,
        ),
        "call-page": shown,
        "call-page-writing": replace(writing, page_title=title, page_lines=lines),
        "call-page-held": replace(shown, large=None, held=told("held", language)),
    }
