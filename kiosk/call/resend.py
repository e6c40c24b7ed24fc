"""Whether a packet that got lost is sent once more: repairs must not fill the line they repair.

A receiver on a full line asks for everything again and again; sent without a limit, the answers
are ten times the picture.
"""

from __future__ import annotations

from collections.abc import Callable

NOT_AGAIN_WITHIN_S = 0.030
SHARE = 0.25  # of what may be sent
_PACKET_BITS = 8 * 1_200
_SAVED_UP_S = 0.5
_REMEMBERED = 256


class ResendBudget:
    """Belongs to one sender.

    Args:
        bit_rate: what the picture may have just now.
        clock: seconds.
    """

    def __init__(self, bit_rate: Callable[[], int], clock: Callable[[], float]) -> None:
        self.refused = 0
        self._bit_rate, self._clock = bit_rate, clock
        self._sent_at: dict[int, float] = {}
        self._at = clock()
        self._bits = SHARE * bit_rate() * _SAVED_UP_S

    def allows(self, number: int) -> bool:
        """Return whether this packet is sent again now, and take note that it is."""
        now, allowed_per_s = self._clock(), SHARE * self._bit_rate()
        self._bits = min(
            max(_PACKET_BITS, allowed_per_s * _SAVED_UP_S),
            self._bits + allowed_per_s * (now - self._at),
        )
        self._at = now
        too_soon = now - self._sent_at.get(number, float("-inf")) < NOT_AGAIN_WITHIN_S
        if too_soon or self._bits < _PACKET_BITS:
            self.refused += 1
            return False
        self._bits -= _PACKET_BITS
        self._sent_at.pop(number, None)
        self._sent_at[number] = now
        if len(self._sent_at) > _REMEMBERED:
            del self._sent_at[next(iter(self._sent_at))]
        return True
