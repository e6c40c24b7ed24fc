"""A town as JSON and back: what a terminal keeps to serve people while the office is away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, get_type_hints

from kiosk.domain.catalogue_json import catalogue_as_json, catalogue_from_json
from kiosk.domain.departments import Department, Town
from kiosk.domain.hours_json import Calendar, hours_as_json, hours_from_json
from kiosk.domain.phrases import Phrase
from kiosk.domain.priorities import Policy, PolicyKind, Priority
from kiosk.domain.wire import BadMessage, build, plain

_OWN_FORM = {
    Town: frozenset({"departments", "catalogue"}),
    Department: frozenset({"hours", "video_hours", "policy"}),
}


def town_as_json(town: Town) -> dict[str, Any]:
    """Return the JSON-ready form; `town_from_json` gives an equal town back."""
    calendars: list[Calendar] = []
    raw = _plain_fields(Town, town)
    raw["departments"] = [_department_as_json(each, calendars) for each in town.departments]
    raw["catalogue"] = catalogue_as_json(town.catalogue)
    raw["calendars"] = plain(tuple(_calendar_as_json(each) for each in calendars))
    return raw


def town_from_json(raw: Any) -> Town:
    """Return the town of a JSON form; raises `BadMessage`."""
    try:
        calendars = build(tuple[Mapping[date, Phrase], ...], raw["calendars"])
        return Town(
            **_built_fields(Town, raw),
            departments=tuple(_department_from_json(d, calendars) for d in raw["departments"]),
            catalogue=catalogue_from_json(raw["catalogue"]),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadMessage(f"not a town: {wrong}") from None


def _department_as_json(department: Department, calendars: list[Calendar]) -> dict[str, Any]:
    video = department.video_hours
    raw = _plain_fields(Department, department)
    raw["hours"] = hours_as_json(department.hours, calendars)
    raw["video_hours"] = None if video is None else hours_as_json(video, calendars)
    raw["policy"] = _policy_as_json(department.policy)
    return raw


def _department_from_json(raw: Any, calendars: tuple[Calendar, ...]) -> Department:
    video = raw["video_hours"]
    return Department(
        **_built_fields(Department, raw),
        hours=hours_from_json(raw["hours"], calendars),
        video_hours=None if video is None else hours_from_json(video, calendars),
        policy=_policy_from_json(raw["policy"]),
    )


def _policy_as_json(policy: Policy) -> dict[str, Any]:
    return {
        "kind": plain(policy.kind),
        "ratio": list(policy.ratio),
        "bonus": {priority.name: plain(policy.bonus[priority]) for priority in policy.bonus},
        "longest_wait": plain(policy.longest_wait),
    }


def _policy_from_json(raw: Any) -> Policy:
    preferred, normal = build(tuple[int, ...], raw["ratio"])
    bonus = build(Mapping[str, timedelta], raw["bonus"])
    return Policy(
        kind=build(PolicyKind, raw["kind"]),
        ratio=(preferred, normal),
        bonus={Priority[name]: minutes for name, minutes in bonus.items()},
        longest_wait=build(timedelta, raw["longest_wait"]),
    )


def _calendar_as_json(calendar: Calendar) -> dict[str, Phrase]:
    return {day.isoformat(): name for day, name in calendar.items()}


def _plain_fields(kind: type, value: Town | Department) -> dict[str, Any]:
    names = [field.name for field in fields(kind) if field.name not in _OWN_FORM[kind]]
    return {name: plain(getattr(value, name)) for name in names}


def _built_fields(kind: type, raw: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind) if field.name not in _OWN_FORM[kind]]
    # A field that an older office did not write keeps its default.
    return {name: build(hints[name], raw[name]) for name in names if name in raw}
