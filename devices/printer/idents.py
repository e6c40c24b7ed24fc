"""The four letters that a printer repeats when a ticket is on paper (GS ( H function 48)."""

from __future__ import annotations

from collections import OrderedDict
from random import Random

_FIRST, _LETTERS, _LENGTH = 32, 95, 4
_ALL = _LETTERS**_LENGTH
_REMEMBERED = 100


class Idents:
    """Gives out ascending idents, and knows whose they are.

    It begins anywhere: an answer that an earlier life asked for must not confirm a ticket of
    this one.
    """

    def __init__(self, dice: Random) -> None:
        self._next = dice.randrange(_ALL)
        self._jobs: OrderedDict[bytes, str] = OrderedDict()

    def give(self, job_id: str) -> bytes:
        ident = _letters(self._next)
        self._next = (self._next + 1) % _ALL
        self._jobs[ident] = job_id
        while len(self._jobs) > _REMEMBERED:
            self._jobs.popitem(last=False)
        return ident

    def job_of(self, ident: bytes) -> str | None:
        return self._jobs.get(ident)


def _letters(number: int) -> bytes:
    letters = bytearray()
    for _ in range(_LENGTH):
        number, letter = divmod(number, _LETTERS)
        letters.insert(0, _FIRST + letter)
    return bytes(letters)
