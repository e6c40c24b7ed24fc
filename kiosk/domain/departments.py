"""A department (Fachbereich) and the town it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.desks import Desk
from kiosk.domain.opening import Hours
from kiosk.domain.phrases import Phrase
from kiosk.domain.priorities import Policy


class Mode(StrEnum):
    LOBBY = "lobby"  # people come to a desk
    VIDEO = "video"  # people talk by video from the terminal
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Department:
    """One part of the office with its own letter, line, desks and opening hours.

    `services` are catalogue ids. `way` tells how to get to `room`; `waiting_area` is where
    to wait. `discreet` departments show the neutral `label` on paper and displays, because
    the choice of a department can be health data. `last_ticket_before` closing no more
    numbers are given out. `video_hours` restricts video to certain days (None = `hours`).
    """

    key: str
    prefix: str
    name: Phrase
    icon: str
    mode: Mode
    room: Phrase
    waiting_area: Phrase
    way: Phrase
    hours: Hours
    services: tuple[str, ...]
    about: Phrase = Phrase("")
    video_hours: Hours | None = None
    policy: Policy = field(default_factory=Policy)
    last_ticket_before: timedelta = timedelta(minutes=15)
    line_limit: int = 200
    discreet: bool = False
    label: Phrase = Phrase("Beratung")
    busy_from: timedelta = timedelta(minutes=20)

    def sign(self) -> Phrase:
        """Return the name that may stand on paper and displays."""
        return self.label if self.discreet else self.name


@dataclass(frozen=True, slots=True)
class Town:
    """An office with everything it tells people: departments, desks, services."""

    key: str
    name: Phrase
    office: Phrase
    address: Phrase
    timezone: str
    region: str
    departments: tuple[Department, ...]
    desks: tuple[Desk, ...]
    catalogue: Catalogue
    blocked_numbers: frozenset[int] = frozenset()
    pages_url: str = ""

    def department(self, key: str) -> Department:
        """Return the department; raises KeyError."""
        return self._by_key()[key]

    def _by_key(self) -> Mapping[str, Department]:
        return {department.key: department for department in self.departments}

    def desk(self, key: str) -> Desk:
        """Return the desk; raises KeyError."""
        return {desk.key: desk for desk in self.desks}[key]

    def departments_serving(self, service: str) -> tuple[Department, ...]:
        """Return the departments that serve this catalogue id, in the town's order."""
        return tuple(d for d in self.departments if service in d.services)
