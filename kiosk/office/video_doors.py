"""Whether a department can be knocked at by video, and who could answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

from kiosk.domain.availability import Standing
from kiosk.domain.departments import Department, Mode
from kiosk.domain.desks import Seat
from kiosk.domain.errors import Closed, UnknownService
from kiosk.domain.opening import opening_at
from kiosk.domain.statuses import status_of
from kiosk.domain.tickets import Ticket


def check_takes_video(department: Department) -> None:
    """Raise `UnknownService` for a department that is met at the counter only."""
    if department.mode is Mode.LOBBY:
        raise UnknownService(department.key)


def check_door(department: Department, standing: Standing, local: tzinfo, now: datetime) -> None:
    """Raise `UnknownService` or `Closed` when nobody can be knocked at now."""
    check_takes_video(department)
    status = status_of(standing)
    if status.state == "closed":
        raise Closed(status.reason or "closed", status.opens_at, status.phrase)
    if department.video_hours is not None:
        door = opening_at(department.video_hours, now, local)
        if not door.is_open:
            raise Closed(door.reason.value if door.reason else "closed", door.opens_at, door.phrase)


def answering(department: Department, seats: Iterable[Seat]) -> list[Seat]:
    """Return the desks that answer knocks at a department, also those on a break."""
    return [each for each in seats if each.takes_video and department.key in each.departments]


def reason(seats: list[Seat], calls: Mapping[str, Ticket], ahead: int) -> str:
    """Return why somebody waits at an open door.

    Args:
        seats: those that answer.
        calls: the open calls of all desks, by desk.
    """
    working = [each for each in seats if each.working]
    if not seats:
        return "unstaffed"
    if not working:
        return "paused"
    if not all(each.desk in calls for each in working):
        return "free"
    return "busy" if ahead else "consultation"
