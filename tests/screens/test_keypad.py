"""The keypad reaches everything, and the keys of a desktop program do nothing."""

from __future__ import annotations

import pytest

from kiosk.terminal.views import Ask, Intent
from screens.keypad import Press, moved
from screens.samples import pages, samples
from screens.semantics import ACTIVATE, Node
from tests.support.citizen import Citizen

VIEWS = {type(view).__name__: view for view in samples("de")}
TEXT, BUTTON = Node("text", "Text"), Node("button", "Knopf", actions=(ACTIVATE,))


@pytest.mark.parametrize("name", VIEWS)
async def test_arrow_down_reaches_every_node_and_comes_back(citizen: Citizen, name: str) -> None:
    await citizen.is_shown(VIEWS[name])
    glass = citizen.app.glass
    everything = [part for _, part in glass.nodes()]
    reached = []
    for _ in everything:
        glass.press(274)
        reached.append(glass.focused)
    assert reached == everything
    glass.press(274)
    assert glass.focused is everything[0]


async def test_arrow_up_goes_the_other_way(citizen: Citizen) -> None:
    await citizen.presses("down")
    await citizen.presses("up")
    assert citizen.app.glass.focused is citizen.app.glass.nodes()[-1][1]


async def test_enter_does_what_a_touch_does(citizen: Citizen) -> None:
    while citizen.app.glass.focused is not citizen.part("Nummer ziehen"):
        citizen.app.glass.press(275)
    await citizen.presses("enter")
    assert citizen.asked == [Intent(Ask.CHOOSE)]


async def test_the_ring_is_seen_until_a_finger_comes(citizen: Citizen) -> None:
    before = citizen.picture()
    await citizen.presses("right")
    assert citizen.picture() != before
    await citizen.touches_at(540, 1915)
    assert citizen.picture() == before


async def test_the_focus_stays_when_the_same_screen_is_shown_anew(citizen: Citizen) -> None:
    await citizen.presses("right")
    held = citizen.app.glass.focused
    await citizen.is_shown(citizen.app.glass.view)
    assert citizen.app.glass.focused is held
    await citizen.is_shown(pages.help_("de"))
    assert citizen.app.glass.focused is None


@pytest.mark.parametrize("key", ["f1", "esc"])
async def test_a_key_of_a_desktop_program_does_nothing(citizen: Citizen, key: str) -> None:
    before = [type(part) for child in citizen.app.window.children for part in child.walk()]
    await citizen.presses(key)
    after = [type(part) for child in citizen.app.window.children for part in child.walk()]
    assert (after, citizen.asked) == (before, [])
    assert citizen.app.root is not None


async def test_a_request_to_close_the_window_is_refused(citizen: Citizen) -> None:
    assert citizen.app.window.dispatch("on_request_close")


def test_moving_skips_what_cannot_be_activated_only_when_asked() -> None:
    nodes = [TEXT, BUTTON, TEXT, BUTTON]
    assert moved(nodes, None, Press.NEXT) == 0
    assert moved(nodes, 0, Press.NEXT_CONTROL) == 1
    assert moved(nodes, 1, Press.NEXT_CONTROL) == 3
    assert moved(nodes, 3, Press.NEXT_CONTROL) == 1
    assert moved(nodes, None, Press.PREVIOUS) == 3


def test_a_screen_without_anything_has_no_trap() -> None:
    assert moved([], None, Press.NEXT) is None
    assert moved([TEXT], 0, Press.NEXT_CONTROL) == 0
