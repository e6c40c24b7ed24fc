"""What the terminal knows of the world around the visit: town, line, office, printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from devices.printer import PrinterState
from kiosk.domain.departments import Department, Town
from kiosk.domain.messages import LineChanged
from kiosk.domain.opening import opening_at
from kiosk.domain.statuses import DepartmentStatus

# After this long without the office its numbers are worth nothing; hours still are.
STALE_AFTER = timedelta(minutes=10)
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Lobby:
    """Facts at one moment. `town` is None until the office was reached for the first time."""

    town: Town | None = None
    pages_url: str = ""
    line: LineChanged | None = None
    office_here: bool = False
    printer: PrinterState | None = None
    calls_here: bool = False  # the call process is there
    trial: bool = False  # some device of this terminal is only simulated

    @property
    def local(self) -> ZoneInfo:
        """The town's time zone."""
        return ZoneInfo(self.town.timezone if self.town else "Europe/Berlin")

    def statuses(self, now: datetime) -> Mapping[str, DepartmentStatus]:
        """Return every department as far as it is known now, by key.

        Without the office the last word counts for ten minutes, or until a door opens or
        closes; then only the opening hours are known, and the state of an open department is
        "unknown".
        """
        if self.town is None:
            return {}
        told = {s.department: s for s in self.line.departments} if self.line else {}
        fresh = self.line is not None and (self.office_here or now - self.line.as_of < STALE_AFTER)
        return {
            department.key: self._as_told(told[department.key], department, now)
            if fresh and department.key in told
            else self._by_the_clock(department, now)
            for department in self.town.departments
        }

    def _as_told(
        self, told: DepartmentStatus, department: Department, now: datetime
    ) -> DepartmentStatus:
        if self.office_here:
            return told
        clock = self._by_the_clock(department, now)
        if told.state == "closed":
            return clock if told.opens_at is not None and told.opens_at <= now else told
        if clock.state == "closed":
            return clock
        return replace(told, takes_tickets=told.takes_tickets and clock.takes_tickets)

    def _by_the_clock(self, department: Department, now: datetime) -> DepartmentStatus:
        door = opening_at(department.hours, now, self.local, department.last_ticket_before)
        if not door.is_open:
            return DepartmentStatus(
                department.key,
                "closed",
                reason=door.reason.value if door.reason else None,
                phrase=door.phrase,
                opens_at=door.opens_at,
            )
        takes = door.last_ticket_at is None or now < door.last_ticket_at
        return DepartmentStatus(
            department.key,
            UNKNOWN,
            closes_at=door.closes_at,
            last_ticket_at=door.last_ticket_at,
            takes_tickets=takes,
        )
