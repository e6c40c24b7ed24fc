"""The texts of glass, paper and browser: gettext catalogues whose msgids are German sentences.

A missing translation therefore shows German, never a key. The catalogues are read from
`assets/texts/<language>.po` without a build step.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from kiosk.domain.phrases import GERMAN, LANGUAGES, RIGHT_TO_LEFT, Phrase
from kiosk.resources import assets

OWN_NAMES: Mapping[str, str] = {
    "de": "Deutsch",
    "en": "English",
    "tr": "Türkçe",
    "uk": "Українська",
    "ar": "العربية",
}
_DAY = "EEE, d. MMMM"
_DAYS: Mapping[str, str] = {"de": _DAY, "ar": "EEE، d MMMM"}
# Western digits everywhere: the number on the ticket is compared with the display.
_LOCALES: Mapping[str, str] = {"ar": "ar_EG@numbers=latn"}


def catalogue_file(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return assets() / "texts" / f"{language}.po"


def _translations(language: str) -> gettext.NullTranslations:
    if language == GERMAN:
        return gettext.NullTranslations()
    with catalogue_file(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Texts:
    """Everything said in one language."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no texts in {language!r}")
        self.language = language
        self.right_to_left = language in RIGHT_TO_LEFT
        self._catalogue = _translations(language)

    def _(self, msgid: str, **facts: object) -> str:
        """Return the sentence, with `{facts}` filled in."""
        text = self._catalogue.gettext(msgid)
        return text.format(**facts) if facts else text

    def n(self, singular: str, plural: str, count: int, **facts: object) -> str:
        """Return the sentence for a count, by the plural rules of the language."""
        if self.language == GERMAN:
            text = singular if count == 1 else plural
        else:
            text = self._catalogue.ngettext(singular, plural, count)
        return text.format(count=count, **facts)

    def spoken(self, msgid: str, **facts: object) -> str:
        """Return the sentence as it is spoken; falls back to the written one."""
        text = self._catalogue.pgettext("speech", msgid)
        if text == msgid:
            text = self._catalogue.gettext(msgid)
        return text.format(**facts) if facts else text

    def of(self, phrase: Phrase) -> str:
        """Return a text of the town in this language, or in German."""
        return phrase.said_in(self.language)

    def money(self, cents: int) -> str:
        """Return an amount in euros as it is written in this language: `37,00 €`."""
        amount = format_decimal(cents / 100, "#,##0.00", locale=_locale(self.language))
        return f"€{amount}" if self.language == "en" else f"{amount}\u00a0€"

    def day(self, day: date, pattern: str = _DAY) -> str:
        """Return a date in words: `Mo., 23. November`."""
        if pattern == _DAY:
            pattern = _DAYS.get(self.language, "EEE, d MMMM")
        return format_date(day, pattern, locale=_locale(self.language))

    def clock(self, moment: datetime) -> str:
        """Return the time of day without a word: `10:42`. The moment is already local."""
        return format_time(moment, "HH:mm", locale=_locale(self.language))


def _locale(language: str) -> str:
    return _LOCALES.get(language, language)


@cache
def texts(language: str) -> Texts:
    """Return the texts of a language, read once a process."""
    return Texts(language)
