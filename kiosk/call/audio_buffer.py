"""What waits to be heard: puts packets in order, and comes back to its short delay after loss.

A missing packet is waited for until three later ones are there. Then it is given up and told to
the decoder, which covers the hole. What is deeper than six packets is dropped, oldest first: a
conversation that lags is worse than a syllable that is missing.
"""

from __future__ import annotations

from kiosk.call.packets import Encoded, Packet, distance, following

TARGET = 3  # packets of 20 ms
SPARE = 3
_ANEW = 200  # a jump this far is another beginning of the stream, not loss


class AudioBuffer:
    """Takes a packet, gives at most one frame. The flag that it returns is always False."""

    def __init__(self) -> None:
        self.skipped = 0
        self.trimmed = 0
        self.late = 0
        self._waiting: dict[int, Packet] = {}
        self._next: int | None = None
        self._started = False

    def add(self, packet: Packet) -> tuple[bool, Encoded | None]:
        number = packet.sequence_number
        if self._next is None or abs(distance(number, self._next)) > _ANEW:
            self._begin(number)
        assert self._next is not None
        if distance(number, self._next) < 0:
            if self._started:
                self.late += 1
                return False, None
            self._next = number  # the first packets came in the wrong order
        self._waiting[number] = packet
        if not self._started and self._depth < TARGET:
            return False, None
        self._started = True
        return False, self._take()

    def _begin(self, number: int) -> None:
        self._waiting.clear()
        self._next, self._started = number, False

    @property
    def _depth(self) -> int:
        """How many packets there are from the next wanted one to the newest, with the holes."""
        assert self._next is not None
        return 1 + max(distance(number, self._next) for number in self._waiting)

    def _take(self) -> Encoded | None:
        assert self._next is not None
        lost = 0
        if self._next not in self._waiting:
            if self._depth <= TARGET:
                return None
            lost = self._skip()
            self.skipped += lost
        while self._depth > TARGET + SPARE and len(self._waiting) > 1:
            del self._waiting[self._next]
            self._next = following(self._next)
            self.trimmed += 1 + self._skip()
            lost = 0  # what is cut away to catch up must not be filled in again
        packet = self._waiting.pop(self._next)
        self._next = following(self._next)
        return Encoded(packet._data, packet.timestamp, lost)

    def _skip(self) -> int:
        """Go on to the next packet that is there; return how many are given up."""
        steps = 0
        while self._next not in self._waiting:
            assert self._next is not None
            self._next = following(self._next)
            steps += 1
        return steps
