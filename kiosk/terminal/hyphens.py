"""Where a long word may be cut: German compounds between their parts, others by syllables."""

from __future__ import annotations

from collections.abc import Callable

SOFT = "\u00ad"
_VOWELS = frozenset("aeiouäöüyAEIOUÄÖÜYаеиіїоуюяєАЕИІЇОУЮЯЄıİ")
_TOGETHER = ("ch", "ck", "ph", "sch", "th", "qu", "st")
_LEAST_BEFORE, _LEAST_AFTER = 3, 5  # letters of a word on either side of a hyphen
# What compounds of the office begin their second part with.
_PARTS = (
    "änderung", "angelegenheit", "anmeld", "antrag", "auskunft", "ausweis",
    "bedürftig", "berechtigung", "bescheid", "bescheinigung", "bestätigung", "bewilligung",
    "buchauszug", "dokument", "erklärung", "erlaubnis", "fahrzeug", "formular", "foto", "führer",
    "geber", "genehmigung", "karte", "kennzeichen", "lichtbild", "meldung", "nachweis", "nummer",
    "papiere", "prüfung", "register", "schein", "siegel", "stelle", "steuer", "titel", "unterlagen",
    "urkunde", "urteil", "verlängerung", "vermerk", "versicherung", "vertrag", "vollmacht",
    "zeugnis", "zulassung", "zustimmung", "stand", "wesen",
)  # fmt: skip

Fits = Callable[[str], bool]


def hyphenate(word: str, fits: Fits) -> tuple[str, str]:
    """Cut a word that is wider than the line, at the last good place that fits.

    Good places, in this order: soft hyphens of the text, its own hyphens and slashes,
    between the parts of a compound, between syllables, anywhere.
    """
    inside = range(_LEAST_BEFORE, len(word) - _LEAST_AFTER + 1)
    compound = range(_LEAST_BEFORE, len(word) - 2)
    choices = (
        [(word[:i], "-", word[i + 1 :]) for i, c in enumerate(word) if c == SOFT],
        [(word[: i + 1], "", word[i + 1 :]) for i, c in enumerate(word[:-1]) if c in "-/"],
        [(word[:i], "-", word[i:]) for i in compound if _between_parts(word, i)],
        [(word[:i], "-", word[i:]) for i in inside if _between_syllables(word, i)],
        [(word[:i], "", word[i:]) for i in range(1, len(word))],
    )
    for places in choices:
        for head, mark, rest in reversed(places):
            if fits(head.replace(SOFT, "") + mark):
                return head + mark, rest
    return word[:1], word[1:]


def _between_parts(word: str, i: int) -> bool:
    inside_another = any(
        word.startswith(part, start)
        for part in _PARTS
        for start in range(max(0, i - len(part) + 1), i)
    )  # "be|scheinigung"
    vowel_before = any(letter in _VOWELS for letter in word[:i])
    return vowel_before and word.startswith(_PARTS, i) and not inside_another


def _between_syllables(word: str, i: int) -> bool:
    """Tell whether a syllable begins at `i`: one consonant, or two that stay together."""
    before, rest = word[:i].lower(), word[i:].lower()
    if not any(c in _VOWELS for c in before):
        return False
    if any(
        before.endswith(pair[:n]) and rest.startswith(pair[n:])
        for pair in _TOGETHER
        for n in range(1, len(pair))
    ):
        return False
    onset = next((len(pair) for pair in _TOGETHER if rest.startswith(pair)), 1)
    return rest[0] not in _VOWELS and rest[onset : onset + 1] in _VOWELS
