"""A text of the town in several languages; German is always there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

GERMAN = "de"
LANGUAGES = ("de", "en", "tr", "uk", "ar")
RIGHT_TO_LEFT = frozenset({"ar"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text per language code; a missing language falls back to German."""

    de: str
    others: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.de

    def said_in(self, language: str) -> str:
        """Return the text in that language, or the German one."""
        return self.others.get(language) or self.de

    def language_of(self, language: str) -> str:
        """Return the language `said_in` really answers in."""
        return language if self.others.get(language) else GERMAN


def phrase_from(raw: str | Mapping[str, str]) -> Phrase:
    """Read `"Text"` or `{de = "…", en = "…"}`; German is required."""
    if isinstance(raw, str):
        return Phrase(raw)
    if GERMAN not in raw:
        raise ValueError(f"a text needs German (de): {dict(raw)!r}")
    return Phrase(raw[GERMAN], {lang: text for lang, text in raw.items() if lang != GERMAN})
