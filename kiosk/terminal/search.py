"""Finding a service while somebody types: names first, then everyday words, then the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kiosk.domain.catalogue import Service
from kiosk.terminal.search_words import words

LONGEST_QUERY = 80
MOST_WORDS = 8
_SHORTEST_FUZZY = 4
_SHORTEST_INSIDE = 4
_TYPO = 72  # per cent of equal letters that still count as the same word
_INSIDE_TYPO = 88
_LAST = "\U0010ffff"

# How a text fits the query, best first.
_EXACT, _BEGINS, _WORD_BEGINS, _INSIDE, _NOT = range(5)
_TIERS = 4  # names, synonyms, summaries, and what is only inside a word of a summary


def searchable(service: Service) -> tuple[str, tuple[str, ...]]:
    """Return what the `Finder` wants to know about a service."""
    return service.key, (
        *_all_languages(service.name.de, service.name.others.values()),
        "",
        *service.synonyms,
        "",
        *_all_languages(service.summary.de, service.summary.others.values()),
    )


def _all_languages(german: str, others: Iterable[str]) -> Iterable[str]:
    return (text for text in (german, *others) if text)


@dataclass(frozen=True, slots=True)
class _Text:
    service: int
    tier: int  # 0 name, 1 synonym, 2 summary
    folded: str


class Finder:
    """Finds services of a catalogue; made once per catalogue, asked at every key.

    `services` are keys with their texts in falling weight; an empty text begins the next
    weight (name, synonyms, summary). Without empty texts the first one is the name.
    """

    def __init__(self, services: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self._keys = [key for key, _ in services]
        self._texts = [
            _Text(number, tier, " ".join(words(text)))
            for number, (_, texts) in enumerate(services)
            for tier, text in _tiers(texts)
        ]
        self._found_in: dict[str, set[int]] = {}
        for place, each in enumerate(self._texts):
            for word in each.folded.split():
                self._found_in.setdefault(word, set()).add(place)
        self._vocabulary = sorted(self._found_in)

    def find(self, query: str, limit: int = 8) -> list[str]:
        """Return the keys of the best services, best first; nothing for an empty query."""
        asked = words(query[:LONGEST_QUERY])[:MOST_WORDS]
        if not asked:
            return []
        order = self._literal(asked)
        if len(order) < limit:
            order += [number for number in self._similar(asked) if number not in order]
        return [self._keys[number] for number in order[:limit]]

    def _literal(self, asked: tuple[str, ...]) -> list[int]:
        """Services of which one text has all the words: by the fit of the name, then of
        synonyms, then of the summary."""
        whole = " ".join(asked)
        begin = self._with_all(self._begun(word) for word in asked)
        fits: dict[int, list[int]] = {}
        for place in begin | self._inside(asked):
            text = self._texts[place]
            tier, fit = _fit(text, whole) if place in begin else (text.tier + 1, _INSIDE)
            best = fits.setdefault(text.service, [_NOT] * _TIERS)
            best[tier] = min(fit, best[tier])
        return sorted(fits, key=lambda number: (fits[number], number))

    def _inside(self, asked: tuple[str, ...]) -> set[int]:
        """Texts with the words at any place: German puts the main word last, Personal-ausweis."""
        if max(map(len, asked)) < _SHORTEST_INSIDE:
            return set()
        return self._with_all(
            [known for known in self._vocabulary if word in known] for word in asked
        )

    def _with_all(self, alternatives: Iterable[Sequence[str]]) -> set[int]:
        """Texts that have, for each of the groups, one of its words."""
        sets = [set().union(*(self._found_in[known] for known in group)) for group in alternatives]
        return set.intersection(*sets)

    def _begun(self, word: str) -> Sequence[str]:
        """Known words that begin with what was typed."""
        first = bisect_left(self._vocabulary, word)
        return self._vocabulary[first : bisect_left(self._vocabulary, word + _LAST, lo=first)]

    def _similar(self, asked: tuple[str, ...]) -> list[int]:
        """Services that have some of the words, or words like them; rare words count more."""
        score: dict[int, float] = {}
        for word in asked:
            best: dict[int, float] = {}
            for known, likeness in self._like(word):
                rarity = log(1 + len(self._texts) / len(self._found_in[known]))
                for place in self._found_in[known]:
                    text = self._texts[place]
                    worth = likeness * rarity / (1 + text.tier / 4)
                    best[text.service] = max(worth, best.get(text.service, 0.0))
            for number, worth in best.items():
                score[number] = score.get(number, 0.0) + worth
        return sorted(score, key=lambda number: (-score[number], number))

    def _like(self, word: str) -> Iterable[tuple[str, float]]:
        """Yield known words that begin with this one, or nearly do, with their likeness."""
        begun = self._begun(word)
        yield from ((known, 1.0) for known in begun)
        if begun or len(word) < _SHORTEST_FUZZY:
            return
        # While typing, the rest of the word is still missing: compare its beginning.
        heads = [known[: len(word) + 1] for known in self._vocabulary]
        near = process.extract(
            word, heads, scorer=OSA.normalized_similarity, score_cutoff=_TYPO / 100, limit=40
        )
        yield from ((self._vocabulary[at], float(share)) for _, share, at in near)
        if near:
            return
        inside = process.extract(
            word, self._vocabulary, scorer=fuzz.partial_ratio, score_cutoff=_INSIDE_TYPO, limit=40
        )
        for known, share, _ in inside:
            if len(known) >= len(word):
                yield known, float(share) / 125


def _tiers(texts: tuple[str, ...]) -> list[tuple[int, str]]:
    if "" not in texts:
        return [(min(place, 1), text) for place, text in enumerate(texts)]
    found: list[tuple[int, str]] = []
    tier = 0
    for empty, group in groupby(texts, key=lambda text: not text):
        if empty:
            tier += len(list(group))
        else:
            found += [(min(tier, 2), text) for text in group]
    return found


def _fit(text: _Text, whole: str) -> tuple[int, int]:
    """Return in which tier a text with all the words counts, and how well it fits."""
    if text.folded.startswith(whole):
        return text.tier, _EXACT if text.folded == whole else _BEGINS
    return text.tier, _WORD_BEGINS
