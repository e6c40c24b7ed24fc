"""Asks again for pictures' packets that were lost (RFC 4585, 6.2.1), until it is too late for them.

The stock generator asks once; when that question or its answer is lost, the picture stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.call.packets import Packet, distance, following

AGAIN_S = 0.040
GIVEN_UP_S = 0.400
MOST_MISSING = 128  # as many as a sender keeps


@dataclass(slots=True)
class _Lost:
    since: float
    asked: float = float("-inf")


class NackList:
    """The missing packets of one stream.

    Args:
        clock: seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.missing: set[int] = set()
        """What has to be asked for now, while `add` says so; each packet every 40 ms at most."""
        self._clock = clock
        self._lost: dict[int, _Lost] = {}
        self._newest: int | None = None

    def add(self, packet: Packet) -> bool:
        """Take note of a packet; return whether `missing` has to be sent now."""
        now = self._clock()
        self._note(packet.sequence_number, now)
        self._forget(now)
        self.missing = {n for n, lost in self._lost.items() if now - lost.asked >= AGAIN_S}
        for number in self.missing:
            self._lost[number].asked = now
        return bool(self.missing)

    def _note(self, number: int, now: float) -> None:
        ahead = 1 if self._newest is None else distance(number, self._newest)
        if ahead <= 0:
            self._lost.pop(number, None)
            return
        if ahead > MOST_MISSING:  # nobody keeps that much: a new beginning
            self._lost.clear()
            ahead = 1
        for step in range(ahead - 1, 0, -1):
            self._lost[following(number, -step)] = _Lost(now)
        self._newest = number

    def _forget(self, now: float) -> None:
        assert self._newest is not None
        for number, lost in list(self._lost.items()):
            if now - lost.since > GIVEN_UP_S or distance(self._newest, number) > MOST_MISSING:
                del self._lost[number]
