"""What `town.toml` says about departments and desks, and the department made of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from kiosk.domain.departments import Department, Mode
from kiosk.domain.phrases import Phrase
from kiosk.domain.priorities import Policy, PolicyKind, Priority
from kiosk.office.doors import ClosureTable, Doors, SpecialTable
from kiosk.office.town_files import Table, Text, TownFileWrong


class PolicyTable(Table):
    """Who goes first; minutes are whole numbers."""

    kind: Literal["strict", "ratio", "ageing"] = "strict"
    ratio: list[int] = [2, 1]
    legal_bonus_min: int = 20
    appointment_bonus_min: int = 30
    longest_wait_min: int = 90


class DepartmentTable(Table):
    """Without `hours`, those of the town; without `services`, all of its service file."""

    prefix: str
    name: Text
    icon: str
    mode: Literal["lobby", "video", "both"]
    room: Text
    waiting_area: Text
    way: Text
    about: Text = ""
    services: list[str] = []
    hours: list[str] = []
    video_hours: list[str] = []
    policy: PolicyTable = PolicyTable()
    last_ticket_before_min: int = 15
    line_limit: int = 200
    discreet: bool = False
    label: Text = "Beratung"
    busy_from_min: int = 20


class DeskTable(Table):
    name: Text
    room: Text
    departments: list[str]
    takes_lobby: bool = True
    takes_video: bool = False


class TownTable(Table):
    """The whole of `town.toml`."""

    key: str
    name: Text
    office: Text
    address: Text
    region: str
    timezone: str = "Europe/Berlin"
    pages_url: str = ""
    blocked_numbers: list[int] = []
    hours: list[str] = []
    closure: list[ClosureTable] = []
    special: list[SpecialTable] = []
    department: dict[str, DepartmentTable]
    desk: dict[str, DeskTable]


def department(
    key: str, table: DepartmentTable, doors: Doors, listed: tuple[str, ...]
) -> Department:
    """Return the department.

    Args:
        listed: the services of its own file, used when the table lists none.

    Raises `TownFileWrong`.
    """
    at = f"department.{key}"
    _check(table, doors, at)

    def phrase(name: str) -> Phrase:
        return doors.words.phrase(getattr(table, name), doors.file, f"{at}.{name}")

    return Department(
        key=key,
        prefix=table.prefix,
        name=phrase("name"),
        icon=table.icon,
        mode=Mode(table.mode),
        room=phrase("room"),
        waiting_area=phrase("waiting_area"),
        way=phrase("way"),
        about=phrase("about"),
        label=phrase("label"),
        hours=doors.hours(key, table.hours, f"{at}.hours"),
        video_hours=doors.hours(key, table.video_hours, f"{at}.video_hours")
        if table.video_hours
        else None,
        services=tuple(table.services) or listed,
        policy=_policy(table.policy, doors, at),
        last_ticket_before=timedelta(minutes=table.last_ticket_before_min),
        line_limit=table.line_limit,
        discreet=table.discreet,
        busy_from=timedelta(minutes=table.busy_from_min),
    )


def _policy(table: PolicyTable, doors: Doors, at: str) -> Policy:
    if len(table.ratio) != 2 or min(table.ratio) < 1:
        raise TownFileWrong(doors.file, f"{at}.policy.ratio", "must be two numbers, at least 1")
    bonus = Policy().bonus | {
        Priority.LEGAL: timedelta(minutes=table.legal_bonus_min),
        Priority.APPOINTMENT: timedelta(minutes=table.appointment_bonus_min),
    }
    return Policy(
        kind=PolicyKind(table.kind),
        ratio=(table.ratio[0], table.ratio[1]),
        bonus=bonus,
        longest_wait=timedelta(minutes=table.longest_wait_min),
    )


def _check(table: DepartmentTable, doors: Doors, at: str) -> None:
    for name, low, high in (
        ("last_ticket_before_min", 0, 240),
        ("line_limit", 1, 999),
        ("busy_from_min", 1, 480),
    ):
        if not low <= getattr(table, name) <= high:
            raise TownFileWrong(doors.file, f"{at}.{name}", f"must be from {low} to {high}")
    if table.video_hours and table.mode == "lobby":
        raise TownFileWrong(doors.file, f"{at}.video_hours", "the mode is lobby")
