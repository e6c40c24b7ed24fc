"""The list of what to bring, on paper: asked for on the card of a service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.office.towns import load_town
from kiosk.resources import assets
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.showing import view_of
from kiosk.terminal.situations import Situation
from kiosk.terminal.views import SIZES, Ask, Intent, Paper, ServiceView
from kiosk.terminal.visit import Visit
from screens.glass import Glass
from screens.samples import LANGUAGES, pages, wearing
from screens.semantics import ACTIVATE, Node
from tests.screens.test_layout import ORIENTATIONS, lint
from tests.support.citizen import PORTRAIT, Citizen

LOBBY = Lobby(town=load_town(assets() / "towns" / "musterstadt", [2026, 2027]), office_here=True)
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
ANSWERED = (Paper.PRINTING, Paper.TAKE, Paper.BLOCKED, Paper.ASK)


@pytest.fixture(scope="module")
def glass() -> Glass:
    return Glass(on_intent=lambda _: None)


def told(glass: Glass) -> dict[str, Node]:
    glass.lay_out()
    return {node.label: node for node in glass.semantics()}


def cards(language: str) -> Iterator[ServiceView]:
    """Every service of the sample town, with a list that may not have come out."""
    sample = pages.listed(language, Paper.ASK)
    for key in LOBBY.town.catalogue.services:
        visit = Visit(situation=Situation.SERVICE, language=language, service=key)
        card = view_of(visit, LOBBY, THURSDAY)
        if card.documents:
            asked, said = sample.print_list, sample.list_sentence
            yield replace(card, print_list=asked, list_paper=Paper.ASK, list_sentence=said)


def test_a_voice_calls_it_a_button_before_it_reads_the_list(glass: Glass) -> None:
    glass.size = PORTRAIT
    glass.show(pages.service("de"))
    nodes = told(glass)
    assert nodes["Liste drucken"] == Node("button", "Liste drucken", actions=(ACTIVATE,))
    order = list(nodes)
    button = order.index("Liste drucken")
    assert order[button - 1 : button + 2] == [
        "Das brauchen Sie",
        "Liste drucken",
        "Personalausweis oder Reisepass",
    ]


async def test_a_touch_asks_for_the_list(citizen: Citizen) -> None:
    await citizen.is_shown(pages.service("de"))
    await citizen.touches("Liste drucken")
    assert citizen.asked == [Intent(Ask.PRINT_LIST, "move")]


async def test_the_keypad_asks_for_it_and_goes_on_from_there(citizen: Citizen) -> None:
    await citizen.is_shown(pages.service("de"))
    glass = citizen.app.glass
    while glass.focused is not citizen.part("Liste drucken"):
        await citizen.presses("down")
    await citizen.presses("enter")
    assert citizen.asked == [Intent(Ask.PRINT_LIST, "move")]
    await citizen.is_shown(pages.listed("de", Paper.PRINTING))
    assert not citizen.sees("Liste drucken")
    await citizen.presses("down")
    assert glass.focused is citizen.part("Personalausweis oder Reisepass")


async def test_no_ring_stays_where_the_button_was(citizen: Citizen) -> None:
    await citizen.is_shown(pages.listed("de", Paper.PRINTING))
    without = citizen.picture()
    await citizen.is_shown(pages.service("de"))
    while citizen.app.glass.focused is not citizen.part("Liste drucken"):
        await citizen.presses("right")
    await citizen.is_shown(pages.listed("de", Paper.PRINTING))
    assert citizen.picture() == without


@pytest.mark.parametrize("percent", SIZES)
@pytest.mark.parametrize("paper", ANSWERED)
def test_the_answer_stands_on_the_page_that_is_shown(
    glass: Glass, paper: Paper, percent: int
) -> None:
    glass.size = PORTRAIT
    card = pages.listed("de", paper)
    glass.show(wearing(pages.service("de"), percent=percent))
    glass.lay_out()
    for leaves in glass.screen.leaves:
        leaves.page = leaves.count - 1
    glass.show(wearing(card, percent=percent))
    assert told(glass)[card.list_sentence].role == "status"


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_needs_one_page_whatever_became_of_the_list(
    glass: Glass, language: str, orientation: str
) -> None:
    glass.size = ORIENTATIONS[orientation]
    for view in (pages.service(language), *(pages.listed(language, p) for p in ANSWERED)):
        glass.show(view)
        glass.lay_out()
        assert [leaves.count for leaves in glass.screen.leaves] == [1], view.list_sentence


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_button_and_answer_fit_on_every_card_of_the_town(
    glass: Glass, language: str, orientation: str
) -> None:
    glass.size = ORIENTATIONS[orientation]
    assert [line for card in cards(language) for line in lint(glass, card.name, card)] == []
