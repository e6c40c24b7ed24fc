"""What every act of the office needs: the books, the town, and who wants to hear of changes."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain import codes
from kiosk.domain.departments import Department, Town
from kiosk.domain.desks import Desk
from kiosk.domain.errors import UnknownService
from kiosk.domain.tickets import Kind, Ticket, Wish
from kiosk.domain.town_json import town_as_json
from kiosk.office.store import Store

_UNCHOSEN = timedelta(minutes=15)
_MOST_OF_ONE = 99
_MOST_PLANS = 1_000


@dataclass(frozen=True, slots=True)
class Changed:
    """What has changed: said after the commit, never before."""

    departments: frozenset[str] = frozenset()
    tickets: frozenset[str] = frozenset()
    desks: bool = False
    alarms: bool = False
    terminals: bool = False

    @property
    def only_terminals(self) -> bool:
        """Whether the line is as it was: a terminal has told something of itself."""
        return self == Changed(terminals=True)


@dataclass(slots=True)
class Premises:
    """The office as its acts see it. `announce` is called in the thread of the act.

    `knocking` are the tickets whose holders can be talked to by video just now; it is replaced
    whole, so that every thread may read it.
    """

    store: Store
    town: Town
    pages_url: str = "http://127.0.0.1:8080"
    announce: Callable[[Changed], None] = lambda changed: None
    random: Callable[[int], bytes] = secrets.token_bytes
    knocking: frozenset[str] = frozenset()
    local: ZoneInfo = field(init=False)
    town_text: str = field(init=False)
    town_version: str = field(init=False)
    _departments: Mapping[str, Department] = field(init=False)
    _desks: Mapping[str, Desk] = field(init=False)
    _planned: dict[tuple[Wish, ...], timedelta] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.local = ZoneInfo(self.town.timezone)
        self.town_text = json.dumps(town_as_json(self.town), ensure_ascii=False)
        self.town_version = hashlib.sha256(self.town_text.encode()).hexdigest()[:16]
        self._departments = {department.key: department for department in self.town.departments}
        self._desks = {desk.key: desk for desk in self.town.desks}

    def today(self, now: datetime) -> date:
        """Return the office-local day."""
        return now.astimezone(self.local).date()

    def department(self, key: str) -> Department:
        """Return the department; raises `UnknownService`."""
        try:
            return self._departments[key]
        except KeyError:
            raise UnknownService(key) from None

    def desk(self, key: str) -> Desk:
        """Return the desk; raises `UnknownService`."""
        try:
            return self._desks[key]
        except KeyError:
            raise UnknownService(key) from None

    def has(self, desk: str) -> bool:
        """Return whether there is such a desk, also after the town was changed."""
        return desk in self._desks

    def has_letter(self, prefix: str) -> bool:
        """Return whether a department of this town gives out numbers of this letter."""
        return any(department.prefix == prefix for department in self.town.departments)

    def can_come(self, ticket: Ticket) -> bool:
        """Return whether somebody who is called can come: by video only who knocks just now."""
        return ticket.kind is not Kind.VIDEO or ticket.ticket_id in self.knocking

    def check_wishes(self, department: Department, wishes: tuple[Wish, ...]) -> None:
        """Raise `UnknownService` for a wish this department does not serve."""
        for wish in wishes:
            served = wish.service in department.services
            if not served or not 1 <= wish.quantity <= _MOST_OF_ONE:
                raise UnknownService(wish.service)

    def planned(self, wishes: tuple[Wish, ...]) -> timedelta:
        """Return the planned time of a visit; 15 minutes when nothing was chosen."""
        known = self._planned.get(wishes)
        if known is None:
            if len(self._planned) >= _MOST_PLANS:
                self._planned.clear()
            known = self._planned[wishes] = self._add_up(wishes)
        return known

    def _add_up(self, wishes: tuple[Wish, ...]) -> timedelta:
        services = self.town.catalogue.services
        times = [
            services[wish.service].planned * wish.quantity
            for wish in wishes
            if wish.service in services
        ]
        return sum(times, timedelta(0)) or _UNCHOSEN

    def new_names(self) -> tuple[str, str]:
        """Draw a ticket id and a code."""
        return (
            codes.ticket_id(self.random(codes.TICKET_ID_BYTES)),
            codes.code(self.random(codes.CODE_BYTES)),
        )
