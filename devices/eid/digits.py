"""Secret digits (PIN, CAN, PUK) that can be wiped, and cannot be seen by accident."""

from __future__ import annotations

import hmac
from typing import Final, NoReturn

LONGEST: Final = 10


class Digits:
    """Up to ten digits, typed one by one. Belongs to one thread.

    Prints as dots, cannot be copied or pickled, and is equal to nothing but itself: two
    entries are compared with `same_as`. Python may have copied what it was made of; a reader
    with its own keypad (PIN pad) keeps digits out of this process altogether.
    """

    __slots__ = ("_count", "_places")

    def __init__(self) -> None:
        self._places = bytearray(LONGEST)  # never grows: growing leaves copies behind
        self._count = 0

    def type(self, digit: int) -> None:
        """Add 0–9; beyond the tenth nothing is added. Raises ValueError for anything else."""
        if not 0 <= digit <= 9:
            raise ValueError("not a digit")
        if self._count < LONGEST:
            self._places[self._count] = ord("0") + digit
            self._count += 1

    def take_back(self) -> None:
        """Forget the last digit, if there is one."""
        if self._count:
            self._count -= 1
            self._places[self._count] = 0

    def wipe(self) -> None:
        """Overwrite and forget all of them."""
        for place in range(LONGEST):
            self._places[place] = 0
        self._count = 0

    def same_as(self, other: Digits) -> bool:
        """Whether both hold the same digits, and any at all."""
        same = hmac.compare_digest(memoryview(self._places), memoryview(other._places))
        return same and self._count == other._count > 0

    def written_into(self, frame: bytearray) -> None:
        """Append them as ASCII to a frame that its owner wipes after it was sent."""
        for place in range(self._count):
            frame.append(self._places[place])

    def __len__(self) -> int:
        return self._count

    def __repr__(self) -> str:
        return "•" * self._count

    def __format__(self, how: str) -> str:
        return format(repr(self), how)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("digits are not written down")

    def __copy__(self) -> NoReturn:
        raise TypeError("digits are not copied")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise TypeError("digits are not copied")
