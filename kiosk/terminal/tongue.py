"""What stands on a slip, in one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

from kiosk.domain.catalogue import Document
from kiosk.domain.phrases import GERMAN, Phrase
from kiosk.terminal.paper import Words
from kiosk.terminal.paragraphs import NO_BREAK, in_order, isolated
from kiosk.texts import Texts

Speak = Callable[[str], Texts]

_WHOLE_DAY = {
    "de": "EEEE, d. MMMM y",
    "en": "EEEE, d MMMM y",
    "tr": "d MMMM y EEEE",
    "uk": "EEEE, d MMMM y",
    "ar": "EEEE، d MMMM y",
}
_SHORT_DAY = {"ar": "EEE، dd.MM.y", "tr": "dd.MM.y EEE"}
# "1. OG", "Raum 4", "§ 17", "0123 45 67", "12345 Musterstadt": no line ends in the middle.
_TOGETHER = re.compile(
    r"(?i:\b(\d+\.|Zimmer|Raum|rooms?|Oda|кабінет|الغرفة|Nr\.)|(§)) (?=[A-ZÄÖÜ]?\w)"
    r"|(?<=\d) (?=\d)|(?<=\b\d{5}) (?=[A-ZÄÖÜ])"
)


class Tongue:
    """Says the sentences of a slip in one language, as words that can be set."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.language = texts.language

    def words(self, text: str) -> Words:
        """Return a text as words; line breaks in it are spaces."""
        one_line = re.sub(r"[ \t\r\n]+", " ", text).strip()
        whole = _TOGETHER.sub(lambda found: f"{found[0][:-1]}{NO_BREAK}", one_line)
        return in_order(Words(whole, self.language))

    def fixed(self, msgid: str, **facts: object) -> Words:
        """Return a text of the catalogue as words."""
        return self.words(self.texts._(msgid, **facts))

    def of(self, phrase: Phrase) -> Words:
        """Return a text of the town as words."""
        return self.words(self.texts.of(phrase))

    def knows(self, phrase: Phrase) -> bool:
        """Tell whether a text of the town is there in this language."""
        return phrase.language_of(self.language) == self.language

    def inside(self, phrase: Phrase) -> str:
        """Return a text of the town as part of a sentence."""
        said = self.texts.of(phrase)
        right_to_left = Words("", self.language).right_to_left
        return isolated(said) if right_to_left and not self.knows(phrase) else said

    def document(self, document: Document) -> Words:
        """Say what to bring, for whom, and whether it can be missing."""
        text = self.texts.of(document.text)
        if str(document.who):
            text = f"{self.inside(document.who)}: {text}"
        if document.optional:
            text = f"{text} ({unbroken(self.texts._('falls vorhanden'))})"
        return self.words(text)

    def when(self, moment: datetime) -> Iterator[Words]:
        """Say date and time, also without the day of the week for narrow paper.

        Args:
            moment: local time.
        """
        for pattern in (_SHORT_DAY.get(self.language, "EEE, dd.MM.y"), "dd.MM.y"):
            day = self.texts.day(moment.date(), pattern)
            yield self.fixed("{day}, {clock} Uhr", day=day, clock=self.texts.clock(moment))

    def whole_day(self, day: date) -> Words:
        """Say the day of the week and the date: `Dienstag, 1. Dezember 2026`."""
        said = self.texts.day(day, _WHOLE_DAY[self.language])
        return self.words(said[:1].upper() + said[1:])


def tongues(speak: Speak, language: str) -> tuple[Tongue, ...]:
    """Return German first, then the citizen's language when that is another one."""
    german = Tongue(speak(GERMAN))
    return (german,) if language == GERMAN else (german, Tongue(speak(language)))


def unbroken(text: str) -> str:
    """Return the text with its spaces as places where no line may end."""
    return text.replace(" ", NO_BREAK)
