"""Every button answers with an intent, once, by a real touch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.terminal.views import Ask, Intent, Pages
from screens.control import DoubleTouch, Touchable
from screens.samples import lists, pages, samples, variants
from tests.support.citizen import LANDSCAPE, Citizen, window

VIEWS = {type(view).__name__: view for view in samples("de")} | dict(variants("de"))


def buttons(citizen: Citizen) -> list[Touchable]:
    parts = [part for _, part in citizen.app.glass.nodes() if isinstance(part, Touchable)]
    return [part for part in parts if part.enabled]


@pytest.mark.parametrize("name", VIEWS)
async def test_every_button_answers(citizen: Citizen, name: str) -> None:
    await citizen.is_shown(VIEWS[name])
    for button in buttons(citizen):
        page, label, before = turned(citizen), button.label, len(citizen.asked)
        citizen.taps(button)
        answered = len(citizen.asked) == before + 1
        # A key that changes the others has another name afterwards.
        moved = turned(citizen) != page or button.label != label
        assert answered or moved, f"{button.label} does nothing"
        for leaves in citizen.app.glass.screen.leaves:
            leaves.page = 0


def turned(citizen: Citizen) -> list[int]:
    return [int(leaves.page) for leaves in citizen.app.glass.screen.leaves]


async def test_a_number_is_two_touches_away(citizen: Citizen) -> None:
    await citizen.touches("Nummer ziehen")
    assert citizen.asked == [Intent(Ask.CHOOSE)]
    await citizen.is_shown(lists.department("de"))
    await citizen.touches("Etwas anderes")
    assert citizen.asked[1:] == [Intent(Ask.TAKE_NUMBER)]


async def test_a_touch_anywhere_begins_a_visit(citizen: Citizen) -> None:
    await citizen.is_shown(pages.standby("de"))
    await citizen.touches_at(5, 5)
    await citizen.touches("Hoş geldiniz")
    assert citizen.asked == [Intent(Ask.BEGIN), Intent(Ask.BEGIN, "tr")]


async def test_a_touch_beside_every_button_only_tells_that_somebody_is_there(
    citizen: Citizen,
) -> None:
    await citizen.touches_at(540, 1915)
    assert (citizen.asked, citizen.noticed) == ([], 1)


async def test_a_finger_that_slides_off_a_button_asks_for_nothing(citizen: Citizen) -> None:
    await citizen.slides("Nummer ziehen", to=(540, 1915))
    assert citizen.asked == []


async def test_a_trembling_hand_asks_once(citizen: Citizen) -> None:
    button = citizen.part("Nummer ziehen")
    await citizen.touches_at(*button.center)
    await citizen.touches_at(button.center_x + 5, button.center_y, after_s=0.3)
    assert citizen.asked == [Intent(Ask.CHOOSE)]


async def test_the_second_strike_does_not_hit_what_the_next_screen_has_there(
    citizen: Citizen,
) -> None:
    button = citizen.part("Nummer ziehen")
    await citizen.touches_at(*button.center)
    await citizen.is_shown(lists.choose("de"))
    await citizen.touches_at(*button.center, after_s=0.3)
    assert citizen.asked == [Intent(Ask.CHOOSE)]


def test_patience_ends_after_half_a_second_and_a_finger_further() -> None:
    hand = DoubleTouch()
    assert hand.accepts(0.0, 100, 100, reach=50)
    assert not hand.accepts(0.4, 120, 100, reach=50)
    assert hand.accepts(0.4, 200, 100, reach=50)
    assert hand.accepts(1.0, 200, 100, reach=50)


async def test_leaves_turn_without_asking_anybody(citizen: Citizen) -> None:
    await citizen.is_shown(lists.home("de", many=True))
    assert not citizen.sees("Standesamt")
    await citizen.touches("Nächste Seite")
    assert citizen.sees("Standesamt") and citizen.asked == []
    await citizen.touches("Vorige Seite")
    assert not citizen.sees("Standesamt")


async def test_past_the_last_leaf_the_next_page_is_asked_for(citizen: Citizen) -> None:
    view = replace(lists.home("de"), departments=(), pages=Pages(1, 2))
    await citizen.is_shown(view)
    await citizen.touches("Nächste Seite")
    assert citizen.asked == [Intent(Ask.PAGE, "next")]


async def test_landscape_is_touched_as_well(citizen: Citizen) -> None:
    window().size = LANDSCAPE
    await citizen.settles()
    assert citizen.app.glass.size == list(LANDSCAPE)
    await citizen.touches("English")
    await citizen.touches("Nummer ziehen")
    assert citizen.asked == [Intent(Ask.SPEAK, "en"), Intent(Ask.CHOOSE)]
