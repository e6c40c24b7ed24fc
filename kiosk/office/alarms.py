"""Calls for help: from a citizen at a terminal or from a colleague at a desk.

They live in memory: after a restart of the office nobody is waiting at a bell any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_MOST = 20


class From(StrEnum):
    TERMINAL = "terminal"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Alarm:
    """Somebody needs help at a place (`terminal` name or desk key)."""

    number: int
    source: From
    place: str
    since: datetime


class Alarms:
    """The open calls for help, oldest first; at most 20, one for each place."""

    def __init__(self) -> None:
        self._open: list[Alarm] = []
        self._last = 0

    def ring(self, source: From, place: str, now: datetime) -> Alarm:
        """Ring; a second ring from the same place does not ring twice."""
        for alarm in self._open:
            if alarm.source is source and alarm.place == place:
                return alarm
        self._last += 1
        alarm = Alarm(self._last, source, place, now)
        self._open = [*self._open, alarm][-_MOST:]
        return alarm

    def answer(self, number: int) -> Alarm | None:
        """Somebody goes there; return the call that was answered, None when it was before."""
        answered = next((alarm for alarm in self._open if alarm.number == number), None)
        if answered is not None:
            self.answered_at(answered.source, answered.place)
        return answered

    def answered_at(self, source: From, place: str) -> None:
        """Somebody goes to this place."""
        self._open = [
            alarm for alarm in self._open if (alarm.source, alarm.place) != (source, place)
        ]

    def open(self) -> tuple[Alarm, ...]:
        """Return the calls nobody has answered yet."""
        return tuple(self._open)
