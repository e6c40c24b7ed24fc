"""How much paper is left, from what was printed and from what the printer says."""

from __future__ import annotations

import pytest

from devices.printer import (
    CoverOpen,
    CutterJam,
    Gap,
    HeadHot,
    OutOfPaper,
    PaperLow,
    PrinterState,
    Ready,
    Unreachable,
)
from kiosk.terminal.paper_roll import FEED_MM, NEAR_END_MM, PaperRoll

FULL = PaperRoll(80_000)
USED = PaperRoll(80_000, 30_000)
OFF, UNPLUGGED, MUTE = (Unreachable(gap) for gap in Gap)


def after(roll: PaperRoll, *states: PrinterState) -> PaperRoll:
    for state in states:
        roll = roll.heard(state)
    return roll


def test_every_picture_takes_its_length_and_the_way_to_the_blade() -> None:
    assert FULL.fed(185).fed(185).left_mm == 80_000 - 2 * (185 + FEED_MM)


def test_a_roll_that_was_longer_than_it_should_be_is_never_less_than_empty() -> None:
    assert PaperRoll(80_000, 79_990).fed(185).left_mm == 0


@pytest.mark.parametrize(
    "states",
    [
        (OutOfPaper(), Ready()),
        (OutOfPaper(), CoverOpen(), OutOfPaper(), Ready()),
        (PaperLow(), OutOfPaper(), CoverOpen(), Ready()),
        (PaperLow(), CoverOpen(), Ready()),
        (PaperLow(), CoverOpen(), CutterJam(), Ready()),
    ],
)
def test_a_new_roll_is_seen_from_what_the_printer_says_before_and_after(
    states: tuple[PrinterState, ...],
) -> None:
    assert after(USED, *states) == FULL


@pytest.mark.parametrize(
    "states",
    [
        (Ready(),),
        (CoverOpen(), Ready()),
        (UNPLUGGED, Ready()),
        (HeadHot(), Ready()),
        (CutterJam(), CoverOpen(), Ready()),
    ],
)
def test_whoever_looks_at_a_roll_with_enough_on_it_does_not_make_it_longer(
    states: tuple[PrinterState, ...],
) -> None:
    assert after(USED, *states).left_mm == USED.left_mm


def test_a_roll_that_wobbles_past_the_sensor_is_no_new_one() -> None:
    wobbling = after(USED, PaperLow(), Ready())
    assert wobbling.left_mm == NEAR_END_MM
    assert after(wobbling, PaperLow(), Ready(), CoverOpen(), PaperLow()).left_mm == NEAR_END_MM
    assert after(wobbling, CoverOpen(), Ready()) == FULL, "now it was changed"


@pytest.mark.parametrize("gone", [OFF, UNPLUGGED, MUTE])
def test_a_restart_or_a_network_that_drops_near_the_end_makes_no_new_roll(
    gone: PrinterState,
) -> None:
    assert after(USED, PaperLow(), gone, Ready()).left_mm == NEAR_END_MM


def test_a_printer_that_is_switched_off_or_pulled_out_may_come_back_with_another_roll() -> None:
    low = USED.heard(PaperLow())
    assert low.heard(UNPLUGGED, own_cable=True).heard(Ready()) == FULL
    for kept in (OFF, MUTE):
        assert low.heard(kept, own_cable=True).heard(Ready()).left_mm == NEAR_END_MM


def test_near_the_end_the_printer_knows_better_than_the_count() -> None:
    assert after(USED, PaperLow()).left_mm == NEAR_END_MM
    assert after(USED, PaperLow(1_700)).left_mm == 1_700
    assert after(PaperRoll(80_000, 79_000), PaperLow()).left_mm == 1_000, "or not"


def test_the_count_goes_on_near_the_end() -> None:
    low = after(USED, PaperLow()).fed(185)
    assert after(low, PaperLow()).left_mm == NEAR_END_MM - 185 - FEED_MM


def test_an_empty_roll_is_empty_whatever_was_counted() -> None:
    assert after(USED, OutOfPaper()).left_mm == 0


def test_the_rest_of_another_roll_is_only_a_rest() -> None:
    assert after(USED, OutOfPaper(), CoverOpen(), PaperLow()).left_mm == NEAR_END_MM
