"""A block of memory that holds the newest pictures of one stream, and how not to read half of one.

A header, then slots that the writer fills in turn. Each slot has a sequence number that is odd
while somebody writes into it (a "seqlock"); the reader copies and looks whether the number is
still the same. So nobody waits for anybody, and a picture that was half written when its writer
was killed is never shown.
"""

from __future__ import annotations

import mmap
import threading

from devices.camera import Picture

SLOTS = 3
_SIGN = int.from_bytes(b"FoyerPi1", "little")  # the last letter is the version of the layout
_PAGE = mmap.PAGESIZE
_TRIES = 4

# Words of 64 bits in the first page: of the block, then of each slot.
_SIGNED, _SLOT_BYTES, _LATEST = 0, 1, 2
_SLOT_WORDS, _WORDS_EACH = 8, 8
_SEQUENCE, _NUMBER, _TAKEN, _WIDTH, _HEIGHT = range(5)
_NONE = 0  # in _LATEST; slots are counted from 1


def size_of(largest: int) -> int:
    """Return how many bytes a block takes whose pictures have at most this many."""
    return _PAGE + SLOTS * _slot_bytes(largest)


class Block:
    """One mapping of a block.

    Args:
        descriptor: of the file behind it; it may be closed afterwards.
        size: of the file.
        writable: readers map it without the right to write.
    """

    def __init__(self, descriptor: int, size: int, *, writable: bool = False) -> None:
        if size < _PAGE:
            raise ValueError("a block has at least its header")
        access = mmap.ACCESS_WRITE if writable else mmap.ACCESS_READ
        self._map = mmap.mmap(descriptor, size, access=access)
        self._bytes = memoryview(self._map)
        self._words = self._bytes[:_PAGE].cast("Q")  # 64 bits are read and written in one piece
        self._size = size

    def sign(self, largest: int) -> None:
        """Make it an empty block."""
        self._words[_SLOT_BYTES] = _slot_bytes(largest)
        self._words[_LATEST] = _NONE
        self._words[_SIGNED] = _SIGN

    @property
    def signed(self) -> bool:
        """Whether it is a block, of this layout, and whole."""
        slots = self._words[_SLOT_BYTES] * SLOTS
        return self._words[_SIGNED] == _SIGN and _PAGE + slots == self._size

    @property
    def taken_ns(self) -> int | None:
        """When the newest picture was taken."""
        latest: int = self._words[_LATEST]
        return None if latest == _NONE else self._words[_word(latest) + _TAKEN]

    @property
    def half_written(self) -> bool:
        """Whether somebody is writing into it now, or died in the middle of that."""
        slots = range(1, SLOTS + 1)
        return any(self._words[_word(slot) + _SEQUENCE] & 1 for slot in slots)

    def write(self, picture: Picture) -> None:
        """Put a picture into the slot that was not written for the longest time."""
        length = len(picture.planes)
        if length > self._words[_SLOT_BYTES]:
            raise ValueError(f"a picture of {picture.width}×{picture.height} is too large")
        slot = self._words[_LATEST] % SLOTS + 1
        at, start = _word(slot), self._start(slot)
        self._begin(at)
        self._words[at + _NUMBER] = picture.number
        self._words[at + _TAKEN] = picture.taken_ns
        self._words[at + _WIDTH] = picture.width
        self._words[at + _HEIGHT] = picture.height
        self._bytes[start : start + length] = picture.planes
        self._end(at)
        self._words[_LATEST] = slot

    def read(self, after: int) -> Picture | None:
        """Return a copy of the newest picture, whole, when its number is higher than `after`."""
        for _ in range(_TRIES):
            latest = self._words[_LATEST]
            if latest == _NONE:
                return None
            at, start = _word(latest), self._start(latest)
            sequence = self._words[at + _SEQUENCE]
            _in_order()
            if sequence & 1:
                continue
            number, taken_ns, width, height = self._words[at + _NUMBER : at + _HEIGHT + 1]
            if number <= after:
                return None
            copy = bytes(self._bytes[start : start + width * height * 3 // 2])
            _in_order()
            if self._words[at + _SEQUENCE] == sequence:
                return Picture(width, height, copy, number, taken_ns)
        return None

    def wipe(self) -> None:
        """Overwrite all pictures with zeros."""
        self._words[_LATEST] = _NONE
        nothing = bytes(self._words[_SLOT_BYTES])
        for slot in range(1, SLOTS + 1):
            at, start = _word(slot), self._start(slot)
            self._begin(at)
            self._bytes[start : start + len(nothing)] = nothing
            for word in (_NUMBER, _TAKEN, _WIDTH, _HEIGHT):
                self._words[at + word] = 0
            self._end(at)

    def close(self) -> None:
        """Give the mapping back; the block itself stays."""
        self._words.release()
        self._bytes.release()
        self._map.close()

    def _begin(self, at: int) -> None:
        self._words[at + _SEQUENCE] |= 1  # it is odd already when a writer died here
        _in_order()

    def _end(self, at: int) -> None:
        _in_order()
        self._words[at + _SEQUENCE] += 1
        _in_order()

    def _start(self, slot: int) -> int:
        start: int = _PAGE + (slot - 1) * self._words[_SLOT_BYTES]
        return start


def _word(slot: int) -> int:
    return _SLOT_WORDS + (slot - 1) * _WORDS_EACH


def _slot_bytes(largest: int) -> int:
    return -(-largest // _PAGE) * _PAGE


_fence = threading.Lock()


def _in_order() -> None:
    """Keep a processor from moving reads and writes over this line, as ARM otherwise may.

    Python has no memory barrier. Letting a lock go and taking it again is one.
    """
    for _ in range(2):
        with _fence:
            pass
