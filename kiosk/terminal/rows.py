"""Departments and services as the lists of the glass show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.catalogue import Service
from kiosk.domain.departments import Department, Mode, Town
from kiosk.domain.statuses import DepartmentStatus
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.sentences import Sentences
from kiosk.terminal.views import DepartmentRow, ServiceRow
from kiosk.texts import Texts


@dataclass(frozen=True, slots=True)
class Hall:
    """Everything a view needs, looked up once: the town, the statuses, the sentences."""

    town: Town
    lobby: Lobby
    texts: Texts
    now: datetime

    @property
    def say(self) -> Sentences:
        """The sentences of this moment and language."""
        return Sentences(self.texts, self.now, self.lobby.local)

    def status(self, department: Department) -> DepartmentStatus:
        """Return what a department is now."""
        return self.lobby.statuses(self.now)[department.key]


def place(hall: Hall, department: Department) -> str:
    """Return where to go: the room, or that it is by video."""
    if department.mode is Mode.VIDEO:
        return hall.texts._("per Video")
    return hall.texts.of(department.room)


def department_row(hall: Hall, department: Department) -> DepartmentRow:
    """Return one line of the list of departments."""
    status = hall.status(department)
    chip = hall.say.chip(status, department.busy_from)
    closed = status.state == "closed"
    return DepartmentRow(
        key=department.key,
        icon=department.icon,
        name=hall.texts.of(department.name),
        wait=hall.say.wait(status),
        place="" if closed else place(hall, department),
        chip=chip,
        status=hall.say.status(status, chip),
    )


def service_row(hall: Hall, service: Service, *, with_department: bool) -> ServiceRow:
    """Return one line of a list of services."""
    serving = hall.town.departments_serving(service.key)
    note = hall.texts.of(serving[0].name) if with_department and serving else ""
    return ServiceRow(
        key=service.key,
        name=hall.texts.of(service.name),
        note=note,
        icon=serving[0].icon if serving else "description",
    )
