"""Talking: what a voice says, what the keypad reaches, and that hanging up is always there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.terminal.views import Ask, CallView, Intent, Moving
from screens.call_buttons import EndButton
from screens.glass import Glass
from screens.samples import calls, guests, wearing
from screens.samples.call_states import states
from screens.semantics import ACTIVATE, Node
from tests.support.citizen import LANDSCAPE, PORTRAIT, Citizen

TALKS = {name: view for name, view in states("de").items() if isinstance(view, CallView)}


@pytest.fixture(scope="module")
def glass() -> Glass:
    return Glass(on_intent=lambda _: None)


def told(glass: Glass, view: CallView, size: tuple[int, int] = PORTRAIT) -> dict[str, Node]:
    glass.size = size
    glass.show(view)
    glass.lay_out()
    return {node.label: node for node in glass.semantics()}


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize("name", TALKS)
def test_hanging_up_is_always_there_once_and_last(
    glass: Glass, name: str, size: tuple[int, int], percent: int
) -> None:
    nodes = told(glass, wearing(TALKS[name], percent=percent), size)
    assert [label for label, node in nodes.items() if node.actions][-1] == "Auflegen"
    ends = [part for _, part in glass.nodes() if isinstance(part, EndButton)]
    assert len(ends) == 1 and ends[0].top < glass.height * 0.28
    assert ends[0].intent == Intent(Ask.GIVE_UP)


def test_a_button_says_what_it_will_do_and_how_it_is_now(glass: Glass) -> None:
    nodes = told(glass, calls.talking("de"))
    assert nodes["Mikrofon ausschalten"].value == "eingeschaltet"
    assert nodes["Kamera ausschalten"].value == "eingeschaltet"
    assert nodes["Schreiben"].value == "ausgeschaltet"
    assert nodes["Lauter"].value == nodes["Leiser"].value == "70\u00a0%"
    nodes = told(glass, calls.talking("de", muted=True, hidden=True))
    assert nodes["Mikrofon einschalten"].value == "ausgeschaltet"
    assert nodes["Kamera einschalten"].value == "ausgeschaltet"


def test_everybody_is_told_whether_they_are_seen_and_heard(glass: Glass) -> None:
    talk = calls.talking("de")
    assert {"Man sieht Sie.", "Man hört Sie.", "So sieht man Sie"} <= set(told(glass, talk))
    hidden = told(glass, calls.talking("de", muted=True, hidden=True))
    assert {"Man sieht Sie nicht.", "Man hört Sie nicht."} <= set(hidden)
    for quiet in ({"held": "Gehalten."}, {"connecting": "Gleich."}):
        nodes = told(glass, replace(talk, **quiet))
        assert {"Man sieht Sie nicht.", "Man hört Sie nicht.", "Ihr Bild"} <= set(nodes)


def test_pictures_are_read_by_whose_they_are(glass: Glass) -> None:
    view = replace(guests.three("de", shared=True), small=(Moving.GUEST, Moving.STAFF))
    nodes = [node for node in told(glass, view).values() if node.role == "picture"]
    assert [node.label for node in nodes] == [
        "Gezeigter Bildschirm",
        "Bild der Dolmetscherin oder des Dolmetschers",
        "Bild der Sachbearbeitung",
    ]


def test_the_order_is_title_pictures_buttons(glass: Glass) -> None:
    labels = list(told(glass, calls.talking("de")))
    wanted = ["Melden und Ausweise", "Bild der Sachbearbeitung", "Ihr eigenes Bild"]
    wanted += ["Mikrofon ausschalten", "Kamera ausschalten", "Schreiben", "Leiser", "Lauter"]
    assert [label for label in labels if label in wanted] == wanted


def test_the_worst_that_is_known_of_the_connection_is_said(glass: Glass) -> None:
    view = replace(calls.talking("de"), weak="Schwach", held="Gehalten", connecting="Gleich")
    assert "Gleich" in told(glass, view)
    nodes = told(glass, replace(view, connecting=""))
    assert "Gehalten" in nodes and "Schwach" not in nodes
    assert "Schwach" in told(glass, replace(view, connecting="", held=""))


async def test_the_keyboard_types_erases_and_sends(citizen: Citizen) -> None:
    await citizen.is_shown(TALKS["call-writing"])
    for label in ("j", "Leertaste", "Löschen", "Alles löschen", "Senden"):
        await citizen.touches(label)
    assert citizen.asked == [
        Intent(Ask.TYPE, "j"),
        Intent(Ask.TYPE, " "),
        Intent(Ask.ERASE),
        Intent(Ask.CLEAR),
        Intent(Ask.CONFIRM),
    ]


async def test_a_question_takes_the_place_of_the_keyboard(citizen: Citizen) -> None:
    await citizen.is_shown(TALKS["call-question-share"])
    assert not citizen.sees("Leertaste")
    await citizen.touches("Ja, senden")
    await citizen.touches("Nein")
    assert citizen.asked == [Intent(Ask.ANSWER, "yes"), Intent(Ask.ANSWER, "no")]


async def test_the_newest_line_is_seen_and_older_ones_can_be_read(citizen: Citizen) -> None:
    talk = calls.talking("de")
    texts = tuple((f"Zeile {number}", number % 2 == 0) for number in range(30))
    await citizen.is_shown(replace(talk, writing=True, texts=texts[:29]))
    assert citizen.sees("Sie: Zeile 28") and not citizen.sees("Zeile 4")
    await citizen.touches("Vorige Seite")
    assert not citizen.sees("Zeile 28")
    await citizen.is_shown(replace(talk, writing=True, texts=texts))
    assert citizen.sees("Sachbearbeitung: Zeile 29")


async def test_a_page_can_be_closed(citizen: Citizen) -> None:
    await citizen.is_shown(TALKS["call-page"])
    assert citizen.sees("Wohnungsgeberbestätigung")
    await citizen.touches("Schließen")
    assert citizen.asked == [Intent(Ask.BACK)]


def test_the_end_of_a_long_line_is_seen_while_it_is_typed(glass: Glass) -> None:
    view = replace(calls.talking("de"), writing=True, typed="a" * 300 + " Ende")
    nodes = told(glass, view)
    assert view.typed in nodes  # a voice reads all of it
    (line,) = [part for _, part in glass.nodes() if getattr(part, "typed", "")]
    assert line.end.startswith("…") and line.end.endswith("Ende") and len(line.end) < 80
    assert ACTIVATE not in nodes[view.typed].actions
