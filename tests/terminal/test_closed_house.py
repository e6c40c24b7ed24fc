"""The closed house says when each department is back, and what can be done all the same."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.office.towns import load_town
from kiosk.resources import assets
from kiosk.terminal.halls import all_closed
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.rows import Hall
from kiosk.terminal.sentences import Sentences
from kiosk.terminal.showing import view_of
from kiosk.terminal.views import Ask, ClosedView
from kiosk.terminal.visit import Visit
from kiosk.texts import texts

BERLIN = ZoneInfo("Europe/Berlin")
TOWN = load_town(assets() / "towns" / "musterstadt", [2026, 2027])
LOBBY = Lobby(town=TOWN, office_here=True)
MIDDAY = datetime(2026, 11, 26, 12, 31, tzinfo=BERLIN)
CHRISTMAS = datetime(2026, 12, 25, 10, 0, tzinfo=BERLIN)


def closed(now: datetime) -> ClosedView:
    view = view_of(Visit(), LOBBY, now)
    assert isinstance(view, ClosedView)
    return view


@pytest.mark.parametrize(
    ("now", "reason"), [(MIDDAY, "Mittagspause."), (CHRISTMAS, "Heute ist Feiertag")]
)
def test_the_most_telling_reason_is_told(now: datetime, reason: str) -> None:
    assert all_closed(Hall(TOWN, LOBBY, texts("de"), now))
    assert closed(now).reason.startswith(reason)


def test_every_department_says_when_it_is_back() -> None:
    rows = dict(closed(MIDDAY).hours)
    assert set(rows) == {department.name.de for department in TOWN.departments}
    assert rows["Einbürgerung"] == "öffnet um 13:00 Uhr"
    assert rows["Melden und Ausweise"] == "öffnet um 13:30 Uhr"


def test_one_can_look_up_what_to_bring_all_the_same() -> None:
    assert [tile.intent.ask for tile in closed(CHRISTMAS).tiles] == [Ask.SEARCH, Ask.FOLLOW]


def test_a_week_shows_the_usual_hours_and_then_the_days_that_differ() -> None:
    say = Sentences(texts("de"), CHRISTMAS, BERLIN)
    week = dict(say.week(TOWN.department("melden").hours))
    assert week["Fr."] == "07:30–12:30 Uhr"
    assert week["Fr., 25. Dezember"] == "geschlossen"
    assert week["Do., 31. Dezember"] == "geschlossen"
