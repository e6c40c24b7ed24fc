"""A talk of three: the question, who stands where and under which name, and what a voice says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.terminal.views import Ask, CallView, Intent, Moving
from screens.glass import Glass
from screens.guests import NamedPicture
from screens.moving import MovingPicture
from screens.samples import calls, guests, wearing
from screens.samples.faces import Faces
from screens.semantics import Node
from tests.support.citizen import LANDSCAPE, PORTRAIT, Citizen

STATES = {name: view for name, view in guests.states("de").items() if isinstance(view, CallView)}
SIZES = pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])


@pytest.fixture(scope="module")
def glass() -> Glass:
    return Glass(on_intent=lambda _: None, moving=Faces())


def told(glass: Glass, view: CallView, size: tuple[int, int] = PORTRAIT) -> dict[str, Node]:
    glass.size = size
    glass.show(view)
    glass.lay_out()
    return {node.label: node for node in glass.semantics()}


def pictures(glass: Glass) -> dict[str, MovingPicture]:
    """Return the moving pictures on the glass, by what a voice calls them."""
    found = [part for _, part in glass.nodes() if isinstance(part, MovingPicture)]
    return {part.label: part for part in found}


DESK, OWN = "Bild der Sachbearbeitung", "Ihr eigenes Bild"
GUEST = "Bild der Dolmetscherin oder des Dolmetschers"


@SIZES
def test_the_guest_stands_small_beside_the_desk(glass: Glass, size: tuple[int, int]) -> None:
    told(glass, STATES["three"], size)
    found = pictures(glass)
    assert set(found) == {DESK, GUEST, OWN}
    assert found[DESK].box[2] > 1.5 * found[GUEST].box[2]
    assert found[GUEST].box[2] == pytest.approx(found[OWN].box[2], abs=2)


@SIZES
def test_who_is_pinned_is_as_large_as_the_desk(glass: Glass, size: tuple[int, int]) -> None:
    told(glass, STATES["three-pinned"], size)
    found = pictures(glass)
    (x, y, wide, high), (left, low, broad, tall) = found[DESK].box, found[GUEST].box
    assert (wide, high) == pytest.approx((broad, tall), abs=2)
    assert wide > 1.5 * found[OWN].box[2]
    if size == LANDSCAPE:
        assert left >= x + wide and low == pytest.approx(y, abs=2)
    else:
        assert low + tall <= y and left == pytest.approx(x, abs=2)


@pytest.mark.parametrize("percent", [100, 200])
def test_everybody_has_a_name_below_their_picture(glass: Glass, percent: int) -> None:
    for name, view in STATES.items():
        told(glass, wearing(view, percent=percent))
        names = {"Dolmetscher:in", "Sachbearbeitung"} & set(written(glass))
        assert len(names) == (2 if view.third else 0), name


def written(glass: Glass) -> list[str]:
    return [
        part.text
        for part in glass.screen.walk(restrict=True)
        if getattr(part, "text", "") and not part.away and part.shown
    ]


def test_the_sign_stays_and_is_read(glass: Glass) -> None:
    for name, view in STATES.items():
        nodes = told(glass, view)
        assert ("Dolmetscher:in ist dabei" in nodes) is (view.third is not None), name
        if view.third is not None:
            assert nodes["Dolmetscher:in ist dabei"].role == "status"


def test_of_somebody_who_sends_no_picture_only_the_place_is_shown(glass: Glass) -> None:
    told(glass, STATES["three"])
    assert pictures(glass)[GUEST].watching
    told(glass, STATES["three-unseen"])
    assert not pictures(glass)[GUEST].watching and pictures(glass)[GUEST].planes is None
    told(glass, STATES["three-pinned-unseen"])
    assert not pictures(glass)[GUEST].watching
    told(glass, calls.talking("de"))
    hidden = [part for part in glass.screen.walk(restrict=True) if isinstance(part, NamedPicture)]
    assert [part.picture.planes for part in hidden if part.away] == [None]


def test_the_farewell_is_read_and_anything_worse_comes_first(glass: Glass) -> None:
    gone = STATES["three-gone"]
    assert gone.news in told(glass, gone)
    assert gone.news not in told(glass, replace(gone, weak="Schwach"))


@pytest.mark.parametrize(("words", "answer"), [("Ja", "yes"), ("Nein", "no")])
async def test_the_question_is_answered_by_touch(citizen: Citizen, words: str, answer: str) -> None:
    await citizen.is_shown(STATES["three-asked-writing"])
    assert citizen.sees("Sind Sie einverstanden?") and not citizen.sees("Leertaste")
    await citizen.touches(words)
    assert citizen.asked == [Intent(Ask.WELCOME, answer)]


async def test_the_keypad_reaches_yes_and_no_before_everything_else(citizen: Citizen) -> None:
    await citizen.is_shown(STATES["three-asked"])
    labels = [node.label for node in citizen.nodes if node.actions]
    assert labels[:2] == ["Ja", "Nein"] and labels[-1] == "Auflegen"
    while citizen.app.glass.focused is not citizen.part("Nein"):
        await citizen.presses("down")
    await citizen.presses("enter")
    assert citizen.asked == [Intent(Ask.WELCOME, "no")]


def test_a_shared_screen_is_as_large_as_who_is_pinned(glass: Glass) -> None:
    view = STATES["three-share-pinned"]
    assert (view.large, view.beside) == (Moving.SHARE, Moving.GUEST)
    told(glass, view, LANDSCAPE)
    found = pictures(glass)
    assert found["Gezeigter Bildschirm"].box[2] == pytest.approx(found[GUEST].box[2], abs=2)
