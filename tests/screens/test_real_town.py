"""The sample town on the glass: every department and every service in every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.phrases import LANGUAGES
from kiosk.office.towns import load_town
from kiosk.resources import assets
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.showing import view_of
from kiosk.terminal.situations import Situation
from kiosk.terminal.views import View
from kiosk.terminal.visit import Visit
from screens.glass import Glass
from tests.screens.test_layout import ORIENTATIONS, lint

TOWN = load_town(assets() / "towns" / "musterstadt", [2026, 2027])
LOBBY = Lobby(town=TOWN, office_here=True)
BERLIN = ZoneInfo("Europe/Berlin")
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=BERLIN)
NIGHT = datetime(2026, 11, 26, 22, 0, tzinfo=BERLIN)


@pytest.fixture(scope="module")
def glass() -> Glass:
    return Glass(on_intent=lambda _: None)


def everything(language: str) -> Iterator[tuple[str, View]]:
    at_rest = Visit(language=language)
    yield "closed", view_of(at_rest, LOBBY, NIGHT)
    for situation in (Situation.HOME, Situation.CHOOSE, Situation.HOURS, Situation.LANGUAGE):
        yield situation, view_of(Visit(situation=situation, language=language), LOBBY, THURSDAY)
    for department in TOWN.departments:
        there = Visit(situation=Situation.DEPARTMENT, language=language, department=department.key)
        yield department.key, view_of(there, LOBBY, THURSDAY)
    for key in TOWN.catalogue.services:
        there = Visit(situation=Situation.SERVICE, language=language, service=key)
        yield key, view_of(there, LOBBY, THURSDAY)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_town_fits_on_the_glass(glass: Glass, language: str, orientation: str) -> None:
    glass.size = ORIENTATIONS[orientation]
    found = [line for name, view in everything(language) for line in lint(glass, name, view)]
    assert found == []
