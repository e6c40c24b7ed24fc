"""Breaking a text into lines, in the order it is read. Pure; the measure is an argument."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

SOFT_HYPHEN = "\u00ad"
_VOWELS = set("aeiouyäöüıâîûаеєиіїоуюяыэ")
_TOGETHER = ("sch", "ch", "ck", "ph", "th", "qu")
# Where German compounds are put together most often in an office.
_SECOND_WORDS = re.compile(
    "angelegenheit|bescheinigung|bestätigung|genehmigung|erlaubnis|anmeldung|zulassung|"
    "beratung|behörde|stelle|urkunde|zeugnis|ausweis|verfahren|hilfe|steuer"
)
_LEAST_BEFORE, _LEAST_AFTER = 4, 3

Measure = Callable[[str], float]


def wrapped(text: str, room: float, measure: Measure) -> list[str]:
    """Return the lines of a text; only a single letter may be wider than the room."""
    lines = []
    for paragraph in text.split("\n"):
        lines += list(_paragraph(paragraph, room, measure))
    return lines


def _paragraph(text: str, room: float, measure: Measure) -> Iterator[str]:
    line = ""
    waiting = text.split(" ")
    while waiting:
        word = waiting.pop(0)
        longer = f"{line} {word}" if line else word
        if measure(_shown(longer)) <= room:
            line = longer
            continue
        head, tail = _broken(word, room, measure, before=f"{line} " if line else "")
        if head:
            yield _shown(f"{line} {head}" if line else head)
            line = ""
            waiting.insert(0, tail)
        elif line:
            yield _shown(line)
            line = ""
            waiting.insert(0, word)
        else:  # not even one letter fits
            line = word
    yield _shown(line)


def _broken(word: str, room: float, measure: Measure, before: str) -> tuple[str, str]:
    """Return what of a word still fits, with its hyphen, and the rest; ("", word) if nothing.

    A word that fits on a line of its own is not divided, except at a hyphen that is there.
    """
    fits_alone = measure(_shown(word)) <= room
    places = _seams(word)
    if not fits_alone:
        places += [*_joints(word), *_syllables(word), *_anywhere(word)]
    for at in places:
        head, tail = word[:at], word[at:]
        if head and head[-1] not in "-/" + SOFT_HYPHEN and head[-1].isalpha():
            head += "-" if head[-1] < "\u0590" else ""
        if measure(before + _shown(head, cut=True)) <= room:
            return _shown(head, cut=True), tail
    return "", word


def _shown(text: str, cut: bool = False) -> str:
    if cut and text.endswith(SOFT_HYPHEN):
        text = text[:-1] + "-"
    return text.replace(SOFT_HYPHEN, "")


def _seams(word: str) -> list[int]:
    """Return where a word already has a hyphen or a slash, the last first."""
    seams = [found.end() for found in re.finditer(rf"(?<=\w\w\w)[-/{SOFT_HYPHEN}](?=\w\w)", word)]
    return seams[::-1]


def _joints(word: str) -> list[int]:
    found = [at.start() for at in _SECOND_WORDS.finditer(word.lower())]
    return [at for at in found[::-1] if at >= _LEAST_BEFORE]


def _syllables(word: str) -> list[int]:
    """Return where a long word may be divided: before a consonant with a vowel after it."""
    lower = word.lower()
    places = [
        at
        for at in range(_LEAST_BEFORE, len(word) - _LEAST_AFTER + 1)
        if _begins_syllable(lower, at) and any(c in _VOWELS for c in lower[:at])
    ]
    return places[::-1]


def _begins_syllable(word: str, at: int) -> bool:
    for group in _TOGETHER:
        if word.startswith(group, at):
            return at + len(group) < len(word) and word[at + len(group)] in _VOWELS
        if any(word.startswith(group, at - back) for back in range(1, len(group))):
            return False
    before, here, after = word[at - 1], word[at], word[at + 1]
    if not (before + here + after).isalpha():
        return False
    return here not in _VOWELS and after in _VOWELS


def _anywhere(word: str) -> list[int]:
    return list(range(len(word) - 1, 0, -1))
