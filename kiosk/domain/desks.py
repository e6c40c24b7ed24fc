"""A desk (Schalter, Videoplatz) and who sits there in this shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Desk:
    """A place of work: `name` is on the sign and on the display ("Platz 3")."""

    key: str
    name: Phrase
    room: Phrase
    departments: tuple[str, ...]
    takes_lobby: bool = True
    takes_video: bool = False


class Break(StrEnum):
    LUNCH = "lunch"
    SHORT = "short"
    MEETING = "meeting"
    BACK_OFFICE = "back_office"


@dataclass(frozen=True, slots=True)
class Seat:
    """A desk with somebody signed in. `account` is a pseudonymous id, never a name.

    `skills` are service keys; empty means everything of the desk's departments.
    """

    desk: str
    account: str
    departments: frozenset[str]
    takes_lobby: bool
    takes_video: bool
    since: datetime
    skills: frozenset[str] = frozenset()
    paused: Break | None = None
    back_at: datetime | None = None
    seen_at: datetime | None = None

    @property
    def working(self) -> bool:
        """Whether this seat may call: signed in and not on a break."""
        return self.paused is None
