"""How long to wait for a printer, and how long between two attempts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from random import Random

FIRST_RETRY_S = 0.5
LONGEST_RETRY_S = 30.0
JITTER = 0.2


@dataclass(frozen=True, slots=True)
class Patience:
    """All in seconds. Together they keep the first word on a ticket within 10 s.

    A serial line has the time that it needs by itself on top.
    """

    connect_s: float = 2.0
    answer_s: float = 1.0  # real ones take under 0.1 s, a busy network board longer
    trouble_s: float = 1.5  # a cover that is closed again within this time is no news
    stall_s: float = 2.0  # takes no bytes although it says that it is ready
    confirm_s: float = 2.0  # after the last byte, beyond the time that the paper needs
    paper_s_per_mm: float = 0.01  # the slowest paper: 100 mm/s
    first_word_s: float = 9.5  # beyond the time that a serial line needs for the ticket
    trouble_poll_s: float = 1.0
    idle_poll_s: float = 10.0
    silent_s: float = 15.0  # then the line is opened anew
    drain_s: float = 0.5  # before a line is closed
    appear_s: float = 0.2  # how often to look for a device that is not there
    retry_s: float = FIRST_RETRY_S
    longest_retry_s: float = LONGEST_RETRY_S

    def on_line(self, held_back_s: float) -> Patience:
        """Return it for a line that may hold bytes back for so long."""
        return replace(
            self,
            stall_s=self.stall_s + held_back_s,
            confirm_s=self.confirm_s + held_back_s,
            drain_s=self.drain_s + held_back_s,
        )

    def divided(self, time_scale: float) -> Patience:
        """Return it for a printer whose time runs faster."""
        return replace(self, **{f.name: getattr(self, f.name) / time_scale for f in fields(self)})

    def retries(self, dice: Random) -> Iterator[float]:
        """Yield ever longer pauses; many terminals after one power cut do not call in step."""
        pause = self.retry_s
        while True:
            yield pause * dice.uniform(1 - JITTER, 1 + JITTER)
            pause = min(self.longest_retry_s, pause * 2)
