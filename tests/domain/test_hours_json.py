"""Opening hours on the wire, and what is none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.domain.hours_json import Calendar, hours_as_json, hours_from_json
from kiosk.domain.opening import Closure, Hours, SpecialDay, WeeklyRule
from kiosk.domain.phrases import Phrase
from kiosk.domain.wire import BadMessage
from tests.domain.situations import NW_HOLIDAYS, OFFICE_HOURS, TUESDAY, between

FULL = replace(
    OFFICE_HOURS,
    rules=(
        *OFFICE_HOURS.rules,
        WeeklyRule(
            frozenset({5}),
            (between("09:00", "12:00"),),
            frozenset({1, 3}),
            date(2026, 1, 1),
            date(2026, 12, 31),
        ),
    ),
    closures=(Closure(TUESDAY, TUESDAY, Phrase("Umzug", {"en": "Moving"})),),
    special_days=(SpecialDay(TUESDAY, (between("08:00", "11:00"),), Phrase("Kurzer Tag")),),
)


@pytest.mark.parametrize("hours", [FULL, OFFICE_HOURS, Hours(())])
def test_hours_come_back_equal(hours: Hours) -> None:
    calendars: list[Calendar] = []
    raw = json.loads(json.dumps(hours_as_json(hours, calendars)))
    assert hours_from_json(raw, tuple(calendars)) == hours


def test_two_doors_with_the_same_holidays_share_a_calendar() -> None:
    calendars: list[Calendar] = []
    told = [hours_as_json(each, calendars)["calendar"] for each in (FULL, OFFICE_HOURS, Hours(()))]
    assert told == [0, 0, 1]
    assert calendars == [NW_HOLIDAYS, {}]


@pytest.mark.parametrize(
    "change",
    [
        {"rules": None},
        {"rules": [{}]},
        {"rules": [{"weekdays": ["monday"], "intervals": [], "nth": [], "first": None}]},
        {"special_days": [None]},
        {"special_days": [{"day": "2026-11-24", "intervals": [["8", "7"]], "reason": {"de": ""}}]},
        {"closures": [{"first": "yesterday"}]},
        {"calendar": 7},
        {"calendar": -1},
        {"calendar": True},
        {"calendar": "0"},
    ],
)
def test_anything_else_is_a_bad_message(change: dict[str, Any]) -> None:
    raw = hours_as_json(FULL, [])
    with pytest.raises(BadMessage):
        hours_from_json({**raw, **change}, (NW_HOLIDAYS,))


@pytest.mark.parametrize("raw", [None, [], "hours", 3, {}])
def test_hours_are_an_object(raw: object) -> None:
    with pytest.raises(BadMessage):
        hours_from_json(raw, (NW_HOLIDAYS,))
