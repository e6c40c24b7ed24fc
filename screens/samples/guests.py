"""Samples of a talk of three: the question, the third person small and pinned, and the farewell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.terminal.views import Ask, CallView, Intent, Moving, Third, Tile, View
from screens.samples import calls
from screens.samples.call_sayings import told
from screens.samples.sayings import LANGUAGES, said

# Key → German, English, Turkish, Ukrainian, Arabic.
_SAYINGS: dict[str, tuple[str, str, str, str, str]] = {
    "interpreter_asks": (
        "Eine Dolmetscherin oder ein Dolmetscher möchte dazukommen.",
        "An interpreter would like to join.",
        "Bir tercüman görüşmeye katılmak istiyor.",
        "Перекладач хоче приєднатися до розмови.",
        "يريد مترجم الانضمام إلى المكالمة.",
    ),
    "colleague_asks": (
        "Eine Kollegin oder ein Kollege möchte dazukommen.",
        "A colleague would like to join.",
        "Bir çalışma arkadaşımız görüşmeye katılmak istiyor.",
        "Ще один працівник хоче приєднатися до розмови.",
        "يريد موظف آخر الانضمام إلى المكالمة.",
    ),
    "agreed": (
        "Sind Sie einverstanden?",
        "Do you agree?",
        "Kabul ediyor musunuz?",
        "Ви згодні?",
        "هل توافق؟",
    ),
    "yes": ("Ja", "Yes", "Evet", "Так", "نعم"),
    "interpreter_here": (
        "Dolmetscher:in ist dabei",
        "Interpreter is in the call",
        "Tercüman görüşmede",
        "Перекладач бере участь",
        "المترجم معكم في المكالمة",
    ),
    "interpreter": ("Dolmetscher:in", "Interpreter", "Tercüman", "Перекладач", "المترجم"),
    "interpreter_picture": (
        "Bild der Dolmetscherin oder des Dolmetschers",
        "Picture of the interpreter",
        "Tercümanın görüntüsü",
        "Зображення перекладача",
        "صورة المترجم",
    ),
    "interpreter_gone": (
        "Die Dolmetscherin oder der Dolmetscher ist nicht mehr dabei.",
        "The interpreter has left the call.",
        "Tercüman görüşmeden ayrıldı.",
        "Перекладач більше не бере участі.",
        "غادر المترجم المكالمة.",
    ),
}


def _told(key: str, language: str) -> str:
    return _SAYINGS[key][LANGUAGES.index(language)]


def third(language: str, *, seen: bool = True, pinned: bool = False) -> Third:
    """Return an interpreter who takes part."""
    words = ("interpreter_here", "interpreter", "interpreter_picture")
    return Third(*(_told(key, language) for key in words), seen, pinned)


def three(language: str, *, pinned: bool = False, shared: bool = False) -> CallView:
    """Return a talk of three."""
    small = [] if pinned else [Moving.GUEST]
    small += [Moving.STAFF] if shared else []
    return replace(
        calls.talking(language),
        large=Moving.SHARE if shared else Moving.STAFF,
        beside=Moving.GUEST if pinned else None,
        small=(*small, Moving.SELF),
        third=third(language, pinned=pinned),
    )


def asked(view: CallView, language: str, who: str) -> CallView:
    """Return the question whether somebody may take part."""
    return replace(
        view,
        question=f"{_told(who, language)} {_told('agreed', language)}",
        answers=(
            Tile(Intent(Ask.WELCOME, "yes"), "check", _told("yes", language)),
            Tile(Intent(Ask.WELCOME, "no"), "close", told("no", language)),
        ),
    )


def states(language: str) -> Mapping[str, View]:
    """Return every state of a talk of three, by name."""
    talk, small, pinned = calls.talking(language), three(language), three(language, pinned=True)
    texts, typed = calls.lines(language), told("typed", language)
    unseen = third(language, seen=False)
    page = {"page_title": said("move", language), "page_lines": calls.page(language)}
    return {
        "three-asked": asked(talk, language, "interpreter_asks"),
        "three-asked-colleague": asked(talk, language, "colleague_asks"),
        "three-asked-writing": asked(
            replace(talk, writing=True, texts=texts, typed=typed), language, "interpreter_asks"
        ),
        "three": small,
        "three-unseen": replace(small, third=unseen),
        "three-pinned": pinned,
        "three-pinned-unseen": replace(pinned, third=replace(unseen, pinned=True)),
        "three-voice": replace(small, small=(Moving.GUEST,), hidden=True),
        "three-share": three(language, shared=True),
        "three-share-pinned": three(language, shared=True, pinned=True),
        "three-weak": replace(pinned, weak=told("weak", language)),
        "three-held": replace(
            small, large=None, third=unseen, held=told("held", language), level_percent=0
        ),
        "three-texts": replace(small, texts=texts[:2]),
        "three-writing": replace(small, writing=True, texts=texts, typed=typed),
        "three-pinned-writing": replace(pinned, writing=True, texts=texts, typed=typed),
        "three-pinned-question": replace(
            pinned, question=told("still", language), answers=calls.answers(language)
        ),
        "three-pinned-page": replace(pinned, **page),
        "three-gone": replace(talk, news=_told("interpreter_gone", language)),
    }
