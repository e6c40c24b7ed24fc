"""How much may be sent, and how large the picture is for it.

The receiver's estimate (REMB) and our own cap by loss, whichever is lower. Loss alone is no reason
to send less: a radio link loses at random. It is one when the way also gets longer, or the
receiver's estimate falls, or when a third is lost.
"""

from __future__ import annotations

import math

LOWEST = 120_000
HIGHEST = 2_500_000
AT_FIRST = 1_500_000

LADDER = ((720, 700_000), (540, 450_000), (360, 0))  # height, bits per second it is worth it from
UP_FACTOR = 1.1
UP_AFTER_S = 3.0

_SMOOTHING_S = 3.0
_MUCH, _LITTLE = 0.10, 0.03
NEVER_RANDOM = 0.30
_MOST_CUT = 0.70  # what is sent again had its share of the line, too
_CUTS_APART_S = 1.0
_RISE_PER_S = 1.05
_LONGER, _LONGER_BY_S = 1.3, 0.020
_FALLEN = 0.9


class RateControl:
    """The budget of one connection. All rates are bits per second, loss is a share of 1."""

    def __init__(self) -> None:
        self.height = LADDER[0][0]
        self._most = HIGHEST
        self._limit = float("inf")
        self._limit_before = float("inf")
        self._cap = float(AT_FIRST)
        self._before = AT_FIRST  # the rate up to the last report
        self._loss = 0.0
        self._shortest_s = float("inf")
        self._heard_at: float | None = None
        self._cut_at = float("-inf")
        self._room_since: float | None = None

    @property
    def bit_rate(self) -> int:
        return max(LOWEST, min(self._most, round(min(self._limit, self._cap))))

    def allow(self, bit_rate: int) -> None:
        """Send no more than this, at most `HIGHEST`: the line has to do for another one, too."""
        self._most = max(LOWEST, min(HIGHEST, bit_rate))
        self.height = min(self.height, self._fitting())

    def limit(self, bit_rate: int) -> None:
        """The receiver says how much it believes can get through; holds at once."""
        self._limit = float(bit_rate)

    def report(self, loss: float, rtt_s: float | None, now: float) -> None:
        """The receiver says what came of the last second or so."""
        passed = 1.0 if self._heard_at is None else max(0.0, now - self._heard_at)
        self._heard_at = now
        self._loss += (loss - self._loss) * (1 - math.exp(-passed / _SMOOTHING_S))
        full = loss > NEVER_RANDOM
        worse = self._worse(rtt_s) and self._loss > _MUCH
        # What is lost within one round trip was on its way before the last cut had any effect.
        apart = _CUTS_APART_S + (rtt_s or 0.0) if full else _CUTS_APART_S
        if (full or worse) and now - self._cut_at >= apart:
            lost = max(self._loss, loss if full else 0.0)
            sent = (self._before + self.bit_rate) / 2
            self._cap = max(LOWEST, min(self._cap, sent * (1 - min(lost, _MOST_CUT))))
            self._cut_at = now
        elif self._loss < _LITTLE:
            self._cap = min(HIGHEST, self._cap * _RISE_PER_S**passed)
        self._before = self.bit_rate

    def _worse(self, rtt_s: float | None) -> bool:
        """Whether the way got longer than it can be, or the estimate fell since the last report."""
        fallen = self._limit < self._limit_before * _FALLEN
        self._limit_before = self._limit
        if rtt_s is None:
            return fallen
        self._shortest_s = min(self._shortest_s, rtt_s)
        return fallen or rtt_s > self._shortest_s * _LONGER + _LONGER_BY_S

    def choose_height(self, now: float) -> int:
        """Return the height to encode: lower at once, higher after 3 s with room to spare."""
        fits = self._fitting()
        roomy = next(height for height, enough in LADDER if self.bit_rate >= enough * UP_FACTOR)
        if fits < self.height:
            self.height, self._room_since = fits, None
        elif roomy <= self.height:
            self._room_since = None
        elif self._room_since is None:
            self._room_since = now
        elif now - self._room_since >= UP_AFTER_S:
            self.height, self._room_since = roomy, None
        return self.height

    def _fitting(self) -> int:
        return next(height for height, enough in LADDER if self.bit_rate >= enough)
