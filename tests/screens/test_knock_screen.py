"""The way to a door: the cards, the consent, waiting, and how it ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.terminal.views import Ask, Intent
from screens.app import GlassApp
from screens.glass import Glass
from screens.samples import calls, lists, pages
from screens.samples.call_states import states
from screens.semantics import Node
from tests.screens.moving import Pictures
from tests.support.citizen import PORTRAIT, Citizen

KNOCK_AT = Intent(Ask.KNOCK_AT, "registration")


@pytest.fixture(scope="module")
def glass() -> Glass:
    made = Glass(on_intent=lambda _: None)
    made.size = PORTRAIT
    return made


def told(glass: Glass, view: object) -> dict[str, Node]:
    glass.show(view)
    glass.lay_out()
    return {node.label: node for node in glass.semantics()}


@pytest.mark.parametrize("name", ["department-knock", "service-knock"])
async def test_both_cards_lead_to_the_door(citizen: Citizen, name: str) -> None:
    await citizen.is_shown(states("de")[name])
    knock = citizen.part("Anklopfen")
    number = citizen.part("Etwas anderes" if name == "department-knock" else "Nummer ziehen")
    assert knock.width < number.width and knock.y == number.y  # beside it, and not the first
    await citizen.touches("Anklopfen")
    assert citizen.asked == [KNOCK_AT]


@pytest.mark.parametrize("name", ["department-only-video", "service-only-video"])
async def test_without_a_number_the_knock_is_the_one_large_button(
    citizen: Citizen, name: str
) -> None:
    await citizen.is_shown(states("de")[name])
    assert citizen.part("Anklopfen").width > 900
    await citizen.touches("Anklopfen")
    assert citizen.asked == [KNOCK_AT]


async def test_without_a_door_there_is_no_knock(citizen: Citizen) -> None:
    for view in (lists.department("de"), pages.service("de")):
        await citizen.is_shown(view)
        assert not citizen.sees("Anklopfen")


def test_a_single_tile_of_the_home_screen_is_as_broad_as_the_glass(glass: Glass) -> None:
    glass.show(states("de")["home-video"])
    glass.lay_out()
    (tile,) = [part for node, part in glass.nodes() if node.label == "Per Video sprechen"]
    assert tile.width > 900


async def test_nobody_knocks_before_a_way_was_chosen(citizen: Citizen) -> None:
    await citizen.is_shown(calls.knock("de"))
    assert not citizen.sees("Ja, anklopfen")
    await citizen.touches("Mit Bild und Ton")
    await citizen.is_shown(calls.knock("de", camera=True))
    await citizen.touches("Ja, anklopfen")
    assert citizen.asked == [Intent(Ask.WAY, "camera"), Intent(Ask.KNOCK)]


def test_what_was_chosen_is_said_and_not_only_coloured(glass: Glass) -> None:
    nodes = told(glass, calls.knock("de", camera=False, interpreter="uk"))
    assert nodes["Nur mit Ton"].value == "ausgewählt" and nodes["Nur mit Ton"].role == "option"
    assert nodes["Mit Bild und Ton"].value == nodes["Ohne Dolmetscher"].value == ""
    interpreters = [node for node in glass.semantics() if node.hint == "Dolmetscher"]
    assert [(node.label, node.language, node.value) for node in interpreters] == [
        ("English", "en", ""),
        ("Türkçe", "tr", ""),
        ("Українська", "uk", "ausgewählt"),
        ("العربية", "ar", ""),
    ]


def test_everybody_is_told_what_happens_with_picture_and_sound(glass: Glass) -> None:
    nodes = told(glass, calls.knock("de", camera=True))
    assert {"Nichts wird aufgezeichnet.", "Dieses Bild sehen nur Sie."} <= set(nodes)
    assert nodes["Ihr eigenes Bild"].role == "picture"
    broken = told(glass, calls.knock("de", camera=True, broken=True))
    assert "Die Kamera geht gerade nicht. Sie können nur mit Ton sprechen." in broken
    assert "Ihr eigenes Bild" not in broken


def test_at_the_door_nothing_leads_away_but_leaving_it(glass: Glass) -> None:
    nodes = told(glass, calls.waiting("de"))
    assert {"V017", "2 Personen vor Ihnen", "ca. 12 Min."} <= set(nodes)
    controls = [label for label, node in nodes.items() if node.role == "button"]
    assert "Später wiederkommen" in controls and "Nicht mehr warten" in controls
    assert "Startseite" not in controls and "Zurück" not in controls


async def test_leaving_the_door(citizen: Citizen) -> None:
    await citizen.is_shown(calls.waiting("de"))
    await citizen.touches("Später wiederkommen")
    await citizen.touches("Nicht mehr warten")
    assert citizen.asked == [Intent(Ask.GO_AWAY), Intent(Ask.GIVE_UP)]


async def test_after_a_call_that_broke_off_knocking_again_comes_first(citizen: Citizen) -> None:
    await citizen.is_shown(calls.over("de", "broke_off"))
    again, home = citizen.part("Noch einmal anklopfen"), citizen.part("Zur Startseite")
    assert again.primary and not home.primary and again.y > home.y
    await citizen.touches("Noch einmal anklopfen")
    assert citizen.asked == [Intent(Ask.CALL_AGAIN)]


async def test_an_update_does_not_turn_the_page_that_somebody_reads(citizen: Citizen) -> None:
    view = calls.knock("de")
    large = replace(view, frame=replace(view.frame, text_percent=200))
    await citizen.is_shown(large)
    await citizen.touches("Nächste Seite")
    (leaves,) = citizen.app.glass.screen.leaves
    await citizen.is_shown(replace(large, wait="ca. 20 Min."))
    assert leaves.page == 1


def test_the_app_hands_the_moving_pictures_to_the_glass() -> None:
    pictures = Pictures()
    app = GlassApp(lists.home("de"), on_intent=lambda _: None, moving=pictures)
    assert app.glass.moving_pictures is pictures
    assert GlassApp(lists.home("de"), on_intent=lambda _: None).glass.moving_pictures is None
