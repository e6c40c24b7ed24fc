"""Words as people type them: without case, accents and umlauts, in every language of the glass."""

from __future__ import annotations

import re
import unicodedata

_NO_DECOMPOSITION = str.maketrans(
    {
        "ı": "i",  # Turkish
        "ґ": "г",  # Ukrainian
        "ى": "ي",  # Arabic: written at the end of a word like ya
        "ة": "ه",
        "ـ": "",  # Arabic stretching
        "ø": "o",
        "ł": "l",
    }
)
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_WORD = re.compile(r"\w+")
# ö is typed as "oe" or as "o"; both become "o", whatever the source writes.
_SPELT_OUT_UMLAUT = re.compile(r"([aou])e")
_ARABIC_ARTICLE = "ال"


def folded(text: str) -> str:
    """Return the text in the form in which it is compared.

    A beginning of a text folds to a beginning of the folded text, so that results do not
    jump while somebody is typing.
    """
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SPELT_OUT_UMLAUT.sub(r"\1", plain.translate(_NO_DECOMPOSITION))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; an Arabic word counts without its article."""
    return tuple(_without_article(word) for word in _WORD.findall(folded(text)))


def _without_article(word: str) -> str:
    if len(word) > 4 and word.startswith(_ARABIC_ARTICLE):
        return word[len(_ARABIC_ARTICLE) :]
    return word
