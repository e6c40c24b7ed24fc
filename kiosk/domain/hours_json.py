"""Opening hours as JSON and back. Holidays are written once per town, not once per door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from kiosk.domain.opening import Closure, Hours, Interval, SpecialDay, WeeklyRule
from kiosk.domain.phrases import Phrase
from kiosk.domain.wire import BadMessage, build, plain

Calendar = Mapping[date, Phrase]


def hours_as_json(hours: Hours, calendars: list[Calendar]) -> dict[str, Any]:
    """Return the JSON-ready form; the holidays are added to `calendars` and pointed to."""
    if hours.holidays not in calendars:
        calendars.append(hours.holidays)
    return {
        "rules": [_rule_as_json(rule) for rule in hours.rules],
        "closures": plain(hours.closures),
        "special_days": [
            {
                "day": plain(special.day),
                "intervals": _intervals_as_json(special.intervals),
                "reason": plain(special.reason),
            }
            for special in hours.special_days
        ],
        "calendar": calendars.index(hours.holidays),
    }


def hours_from_json(raw: Any, calendars: tuple[Calendar, ...]) -> Hours:
    """Return the hours of a JSON form; raises `BadMessage`."""
    try:
        return Hours(
            rules=tuple(_rule_from_json(rule) for rule in raw["rules"]),
            closures=build(tuple[Closure, ...], raw["closures"]),
            special_days=tuple(
                SpecialDay(
                    build(date, special["day"]),
                    _intervals_from_json(special["intervals"]),
                    build(Phrase, special["reason"]),
                )
                for special in raw["special_days"]
            ),
            holidays=dict(enumerate(calendars))[build(int, raw["calendar"])],
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadMessage(f"not opening hours: {wrong}") from None


def _rule_as_json(rule: WeeklyRule) -> dict[str, Any]:
    return {
        "weekdays": plain(rule.weekdays),
        "intervals": _intervals_as_json(rule.intervals),
        "nth": plain(rule.nth),
        "first": plain(rule.first),
        "last": plain(rule.last),
    }


def _rule_from_json(raw: Any) -> WeeklyRule:
    return WeeklyRule(
        weekdays=build(frozenset[int], raw["weekdays"]),
        intervals=_intervals_from_json(raw["intervals"]),
        nth=build(frozenset[int], raw["nth"]),
        first=build(date | None, raw["first"]),
        last=build(date | None, raw["last"]),
    )


def _intervals_as_json(intervals: tuple[Interval, ...]) -> list[list[str]]:
    return [[each.start.isoformat(), each.until.isoformat()] for each in intervals]


def _intervals_from_json(raw: Any) -> tuple[Interval, ...]:
    return tuple(Interval(time.fromisoformat(start), time.fromisoformat(end)) for start, end in raw)
