"""What can be wrong with one translation."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter

from PIL import ImageFont

from kiosk.ops.text_sources import Text
from kiosk.resources import assets
from kiosk.terminal.paper import missing_glyphs

_ENOUGH = 1000  # numbers after which every plural rule repeats itself
_NOT_A_CHARACTER = "\uffff"
# The isolates and marks of UAX 9 and the soft hyphen steer a line and are never drawn.
_UNSEEN = frozenset("\u00ad\u200e\u200f\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Said:
    """A text and its translation: one form, or one for each plural of the language."""

    text: Text
    language: str
    forms: tuple[str, ...]
    plurals: int = 2
    plural_rule: str = "n != 1"
    fuzzy: bool = False
    on_glass: bool = False
    on_paper: bool = False


def complaints(said: Said) -> Iterator[str]:
    """Yield a sentence for everything that is wrong."""
    wanted = said.plurals if said.text.plural else 1
    if not any(said.forms):
        yield f"{said.text.msgid!r} is not translated"
        return
    if said.fuzzy:
        yield f"{said.text.msgid!r} is marked fuzzy"
    if len(said.forms) != wanted or not all(said.forms):
        yield f"{said.text.msgid!r} needs {wanted} plural forms"
        return
    for index, form in enumerate(said.forms):
        if not _same_facts(said, index, form):
            yield f"{form!r} has other {{facts}} than {said.text.msgid!r}"
        if _rim(form) != _rim(said.text.msgid):
            yield f"{form!r} begins or ends with other spaces than {said.text.msgid!r}"
        if said.on_glass and (missing := missing_on_glass(form)):
            yield f"{form!r} has no glyph on the glass for {missing}"
        if said.on_paper and (missing := missing_glyphs(form)):
            yield f"{form!r} has no glyph on paper for {missing}"


def facts_of(text: str) -> frozenset[str]:
    """Return the names of the `{facts}` in a text; raises ValueError for a lonely bracket."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _same_facts(said: Said, index: int, form: str) -> bool:
    wanted = facts_of(said.text.plural or said.text.msgid)
    try:
        has = facts_of(form)
    except ValueError:
        return False
    if said.text.plural and _stands_for_one_number(said.plural_rule, index):
        return has | {"count"} == wanted  # "one person" may say its number as a word
    return has == wanted


@cache
def _stands_for_one_number(rule: str, index: int) -> bool:
    form_of = gettext.c2py(rule)
    return sum(form_of(number) == index for number in range(_ENOUGH)) == 1


def _rim(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def missing_on_glass(text: str) -> list[str]:
    """Return the characters of a text that the fonts of the glass cannot show.

    As on the glass, a text with Arabic letters is set in the Arabic font as a whole.
    """
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    family = "NotoSansArabic" if arabic else "FiraSans"
    return sorted({letter for letter in text if not _drawn(family, letter)} - _UNSEEN)


@cache
def _drawn(family: str, letter: str) -> bool:
    return all(
        letter.isspace() or _ink(family, weight, letter) != _ink(family, weight, _NOT_A_CHARACTER)
        for weight in ("Regular", "Medium", "SemiBold")
    )


@cache
def _ink(family: str, weight: str, letter: str) -> bytes:
    path = assets() / "fonts" / f"{family}-{weight}.ttf"
    face = ImageFont.truetype(path, 48, layout_engine=ImageFont.Layout.BASIC)
    return bytes(face.getmask(letter))
