"""What became of a paper: a sentence and a picture for every outcome."""

from __future__ import annotations

import pytest

from kiosk.terminal.views import SIZES, Paper, Theme
from screens import palette
from screens.glass import Glass
from screens.palette import PAPER_SIGNS
from screens.pictogram import HIGH, PICTURES, WIDE, Pictogram
from screens.samples import LANGUAGES, pages, wearing
from tests.support.citizen import LANDSCAPE, PORTRAIT, Citizen

ORIENTATIONS = {"portrait": PORTRAIT, "landscape": LANDSCAPE}


@pytest.fixture(scope="module")
def glass() -> Glass:
    return Glass(on_intent=lambda _: None)


def pictogram(glass: Glass) -> Pictogram:
    (found,) = [part for part in glass.screen.walk() if getattr(part, "high", 0)]
    return found


def test_every_outcome_has_a_picture_a_colour_and_an_icon() -> None:
    assert set(PICTURES) == set(PAPER_SIGNS) == set(Paper)
    assert len(set(PICTURES.values())) == len(Paper)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", Paper)
def test_the_number_the_picture_and_the_code_are_seen_at_once(
    glass: Glass, paper: Paper, language: str, orientation: str
) -> None:
    glass.size = ORIENTATIONS[orientation]
    glass.show(pages.ticket(language, paper))
    glass.lay_out()
    assert [leaves.count for leaves in glass.screen.leaves] == [1]
    picture = pictogram(glass)
    assert (picture.name, picture.shown, picture.away) == (paper, True, False)
    assert picture.height >= 120


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("percent", SIZES)
def test_very_large_words_take_the_room_of_the_picture(
    glass: Glass, percent: int, orientation: str
) -> None:
    glass.size = ORIENTATIONS[orientation]
    glass.show(wearing(pages.ticket("de", Paper.BLOCKED), percent=percent))
    glass.lay_out()
    assert pictogram(glass).shown == (percent <= (125 if orientation == "landscape" else 150))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_stays_inside_its_edges(name: str) -> None:
    picture = Pictogram(name=name, high=HIGH)
    picture.place(0, 0, *picture.measure(1000))
    corners = []
    for stroke in picture._drawn.children:
        if hasattr(stroke, "points") and stroke.points:
            corners += zip(stroke.points[::2], stroke.points[1::2], strict=True)
        elif hasattr(stroke, "size"):
            (x, y), (wide, high) = stroke.pos, stroke.size
            corners += [(x, y), (x + wide, y + high)]
    assert corners and picture.size == [WIDE, HIGH]
    assert all(0 <= x <= WIDE and 0 <= y <= HIGH for x, y in corners)


@pytest.mark.parametrize("theme", Theme)
def test_a_picture_can_be_seen_in_every_theme(theme: Theme) -> None:
    inside = palette.roles(theme)["surface"]
    for kind, _ in PAPER_SIGNS.values():
        fill, ink = palette.signs(theme)[kind]
        assert min(palette.contrast(ink, fill), palette.contrast(ink, inside)) >= 4.5


async def test_the_picture_follows_the_printer(citizen: Citizen) -> None:
    seen = set()
    for paper in Paper:
        await citizen.is_shown(pages.ticket("de", paper))
        seen.add(citizen.picture())
    assert len(seen) == len(Paper)


async def test_nothing_moves_while_the_ticket_is_printed(citizen: Citizen) -> None:
    await citizen.is_shown(pages.ticket("de", Paper.PRINTING))
    before = citizen.picture()
    await citizen.settles()
    assert citizen.picture() == before
