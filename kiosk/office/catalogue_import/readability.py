"""How hard a German text is to read (Amstad's version of the Flesch formula)."""

from __future__ import annotations

import re

TOO_HARD_BELOW = 50.0
_SHORTEST_TEXT_WORDS = 15
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+")
_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n")
_SYLLABLE = re.compile(r"[aeiouyäöü]+", re.IGNORECASE)
_TWO_SYLLABLES = re.compile(r"i[aou]|ea|eo|ue(?=[aeiou])|ä[eu]e", re.IGNORECASE)


def amstad(text: str) -> float | None:
    """Return 180 − words per sentence − 58.5 × syllables per word; None for a few words.

    About 60–70 is plain, below 50 is hard, below 30 is for experts.
    """
    words = _WORD.findall(text)
    if len(words) < _SHORTEST_TEXT_WORDS:
        return None
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    syllables = sum(_syllables(word) for word in words)
    return 180.0 - len(words) / max(1, sentences) - 58.5 * syllables / len(words)


def _syllables(word: str) -> int:
    groups = _SYLLABLE.findall(word)
    return max(1, len(groups) + sum(len(_TWO_SYLLABLES.findall(group)) for group in groups))
