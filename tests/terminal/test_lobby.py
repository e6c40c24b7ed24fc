"""What the terminal knows of departments: with the office, shortly after, and long without."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.domain.messages import LineChanged
from kiosk.domain.phrases import Phrase
from kiosk.domain.statuses import DepartmentStatus
from kiosk.terminal.lobby import STALE_AFTER, UNKNOWN, Lobby
from tests.domain.situations import BERLIN, NOON, SMALL_TOWN, at

BUSY = DepartmentStatus("melden", "busy", 4, 10, 25, closes_at=at("12:30"), takes_tickets=True)
BY_HAND = DepartmentStatus(
    "melden", "closed", reason="closure", phrase=Phrase("Wasserschaden"), opens_at=at("12:05")
)
HERE = Lobby(SMALL_TOWN, line=LineChanged(NOON, (BUSY,)), office_here=True)
AWAY = replace(HERE, office_here=False)


def melden(lobby: Lobby, now: datetime) -> DepartmentStatus:
    return lobby.statuses(now)["melden"]


def test_before_the_office_was_ever_reached_nothing_is_known() -> None:
    assert Lobby().statuses(NOON) == {}
    assert Lobby().local == BERLIN


def test_the_clock_is_that_of_the_town() -> None:
    islands = replace(SMALL_TOWN, timezone="Atlantic/Canary")
    assert Lobby(islands).local.key == "Atlantic/Canary"


def test_while_the_office_is_here_its_word_counts_however_old() -> None:
    assert melden(HERE, at("12:00") + 100 * STALE_AFTER) == BUSY


def test_a_department_nobody_spoke_of_is_known_by_its_hours() -> None:
    told = HERE.statuses(NOON)["standesamt"]
    assert (told.state, told.closes_at, told.takes_tickets) == (UNKNOWN, at("12:30"), True)


def test_without_the_office_the_last_word_counts_for_ten_minutes() -> None:
    assert melden(AWAY, at("12:09:59")) == BUSY
    stale = melden(AWAY, at("12:10"))
    assert (stale.state, stale.waiting, stale.low_min) == (UNKNOWN, 0, None)
    assert stale.takes_tickets


def test_without_any_word_only_the_hours_are_known() -> None:
    told = melden(Lobby(SMALL_TOWN), at("12:30"))
    assert (told.state, told.reason, told.opens_at) == ("closed", "midday_break", at("13:30"))


@pytest.mark.parametrize(
    ("said", "now", "state", "takes"),
    [
        ("12:14", "12:14:59", "busy", True),
        ("12:14", "12:15", "busy", False),
        ("12:29", "12:29:59", "busy", False),
        ("12:29", "12:30", "closed", False),
    ],
)
def test_without_the_office_the_last_number_and_the_closing_time_still_count(
    said: str, now: str, state: str, takes: bool
) -> None:
    lobby = replace(AWAY, line=LineChanged(at(said), (BUSY,)))
    told = melden(lobby, at(now))
    assert (told.state, told.takes_tickets) == (state, takes)


def test_a_door_that_should_have_opened_meanwhile_is_not_told_to_be_closed() -> None:
    lobby = replace(AWAY, line=LineChanged(NOON, (BY_HAND,)))
    assert melden(lobby, at("12:04")) == BY_HAND
    assert melden(lobby, at("12:05")).state == UNKNOWN


def test_a_door_closed_until_further_notice_stays_closed_for_ten_minutes() -> None:
    shut = replace(BY_HAND, opens_at=None)
    lobby = replace(AWAY, line=LineChanged(NOON, (shut,)))
    assert melden(lobby, at("12:09")) == shut


def test_a_department_that_is_not_in_the_town_is_not_shown() -> None:
    gone = replace(BUSY, department="fishery")
    lobby = replace(HERE, line=LineChanged(NOON, (gone,)))
    assert set(lobby.statuses(NOON)) == {"melden", "standesamt"}
