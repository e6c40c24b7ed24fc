"""Sizes come from millimetres, colours from the ladder."""

from __future__ import annotations

import math

import pytest

from kiosk.terminal.views import SIZES, Theme
from screens import palette
from screens.theme import CAP_HEIGHT, Look, Panel

PANELS = {
    '27" portrait': (Panel(336), 1080, 1920),
    '32" portrait': (Panel(398), 1080, 1920),
    '27" landscape': (Panel(336), 1920, 1080),
    '22" portrait, 4K': (Panel(268), 2160, 3840),
    '27" far away': (Panel(336, distance_mm=800), 1080, 1920),
}


@pytest.mark.parametrize("panel, width, height", PANELS.values(), ids=PANELS)
def test_a_capital_letter_is_seen_under_seven_tenths_of_a_degree(
    panel: Panel, width: int, height: int
) -> None:
    look = Look()
    look.stand_on(panel, width, height)
    capital_mm = look.sizes["body"] * CAP_HEIGHT / look.pixels_per_mm
    angle = math.degrees(2 * math.atan(capital_mm / 2 / panel.distance_mm))
    assert 0.7 <= angle < 0.8  # EN 301 549, 5.1.4
    assert min(look.sizes.values()) == look.sizes["body"]


@pytest.mark.parametrize("panel, width, height", PANELS.values(), ids=PANELS)
def test_a_finger_finds_twenty_millimetres_and_four_between(
    panel: Panel, width: int, height: int
) -> None:
    look = Look()
    look.stand_on(panel, width, height)
    assert look.touch >= 20 * look.pixels_per_mm
    assert min(look.gap_key, look.gap_s, look.gap) >= 4 * look.pixels_per_mm


def test_the_design_is_drawn_for_a_27_inch_portrait_panel() -> None:
    look = Look()
    assert [look.sizes[style] for style in ("body", "lead", "section", "h1")] == [36, 40, 48, 60]


def test_at_200_percent_the_text_is_twice_as_large_and_headings_still_larger() -> None:
    look = Look()
    look.wear(Theme.LIGHT, 200)
    assert look.sizes["body"] == 72
    assert look.sizes["body"] < look.sizes["lead"] < look.sizes["section"] < look.sizes["h1"]


def test_an_unknown_size_is_refused() -> None:
    with pytest.raises(ValueError, match="110"):
        Look().wear(Theme.LIGHT, 110)
    assert SIZES == (100, 125, 150, 200)


@pytest.mark.parametrize("theme", Theme)
def test_signs_and_buttons_can_be_read(theme: Theme) -> None:
    roles = palette.roles(theme)
    pairs = [*palette.signs(theme).values()]
    pairs += [(roles[ground], roles[ink]) for ground, ink in (
        ("canvas", "text"), ("surface", "muted"), ("tint", "accent"), ("off", "muted"),
        ("action", "on_action"), ("action_pressed", "on_action"), ("ink", "on_ink"),
        ("ink_pressed", "on_ink"), ("pressed", "text"), ("pressed", "accent"),
        ("text", "inverse"),
    )]  # fmt: skip
    assert [pair for pair in pairs if palette.contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("theme", Theme)
def test_edges_and_the_focus_ring_can_be_seen(theme: Theme) -> None:
    roles = palette.roles(theme)
    for ground in ("canvas", "surface"):
        assert palette.contrast(roles["border"], roles[ground]) >= 3
        assert palette.contrast(roles["focus"], roles[ground]) >= 3


@pytest.mark.parametrize("brand", ["#03007f", "#e2001a", "#ffd400", "#7fb800"])
def test_any_colour_of_a_town_leaves_the_standby_screen_readable(brand: str) -> None:
    look = Look()
    look.stand_on(Panel(brand=brand), 1080, 1920)
    assert palette.contrast(look.tones["brand"], look.tones["on_brand"]) >= 4.5
    assert look.tones["action"] == palette.roles(Theme.LIGHT)["action"]
