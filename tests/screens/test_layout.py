"""Every sample in every language, orientation, theme and size: nothing clipped or pale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.terminal.views import SIZES, Theme, View
from screens.glass import Glass
from screens.samples import LANGUAGES, samples, variants, wearing
from tests.support.citizen import LANDSCAPE, PORTRAIT
from tests.support.lint import findings

ORIENTATIONS = {"portrait": PORTRAIT, "landscape": LANDSCAPE}


@pytest.fixture(scope="module")
def glass() -> Glass:
    return Glass(on_intent=lambda _: None)


def every(language: str) -> Iterator[tuple[str, View]]:
    for view in samples(language):
        yield type(view).__name__, view
    yield from variants(language).items()


def lint(glass: Glass, name: str, view: View) -> list[str]:
    """Return the findings on every page of a view."""
    glass.show(view)
    found = []
    page = 0
    while page < _pages(glass):
        for leaves in glass.screen.leaves:
            leaves.page = min(page, leaves.count - 1)
        found += [f"{name} {page + 1}: {finding}" for finding in findings(glass)]
        page += 1
    return found


def _pages(glass: Glass) -> int:
    glass.lay_out()
    return max((leaves.count for leaves in glass.screen.leaves), default=1)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sample_is_well_laid_out(glass: Glass, language: str, orientation: str) -> None:
    glass.size = ORIENTATIONS[orientation]
    assert [line for name, view in every(language) for line in lint(glass, name, view)] == []


@pytest.mark.parametrize("theme", Theme)
def test_every_sample_can_be_read_in_every_theme(glass: Glass, theme: Theme) -> None:
    glass.size = PORTRAIT
    views = [(name, wearing(view, theme)) for name, view in every("de")]
    assert [line for name, view in views for line in lint(glass, name, view)] == []


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("percent", SIZES[1:])
@pytest.mark.parametrize("language", ("de", "uk"))
def test_larger_text_turns_leaves_instead_of_being_clipped(
    glass: Glass, language: str, percent: int, orientation: str
) -> None:
    glass.size = ORIENTATIONS[orientation]
    views = [(name, wearing(view, percent=percent, trial=True)) for name, view in every(language)]
    assert [line for name, view in views for line in lint(glass, name, view)] == []


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_twice_as_large_works_from_right_to_left(glass: Glass, orientation: str) -> None:
    glass.size = ORIENTATIONS[orientation]
    views = [(name, wearing(view, percent=200, trial=True)) for name, view in every("ar")]
    assert [line for name, view in views for line in lint(glass, name, view)] == []


@pytest.mark.parametrize("size", [(540, 960), (800, 600), (1280, 1024), (2160, 3840)])
def test_any_other_window_is_laid_out_without_an_exception(
    glass: Glass, size: tuple[int, int]
) -> None:
    glass.size = size
    for _, view in every("de"):
        glass.show(view)
        glass.lay_out()


def test_a_long_name_of_a_town_does_not_push_the_clock_off_the_glass(glass: Glass) -> None:
    glass.size = PORTRAIT
    home = samples("de")[2]
    town = "Verbandsgemeinde Nieder-Olm an der Selz und im Rheinhessischen Hügelland"
    view = replace(home, frame=replace(home.frame, town=town))
    assert lint(glass, "long town", view) == []
