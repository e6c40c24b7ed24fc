"""How the last second was."""

from __future__ import annotations

from dataclasses import replace

from kiosk.call.quality import Figures, between, loss_out, told

BEFORE = Figures(at=10.0, packets_in=100, lost_in=5, bytes_in=1_000, frames_in=30, frames_out=60)
AFTER = Figures(
    at=11.0, packets_in=190, lost_in=15, bytes_in=126_000, bytes_out=250_000, frames_in=59,
    frames_out=90, rtt_s=0.0234, sent_out=100, lost_out=2,
)  # fmt: skip


def test_it_is_worked_out_from_two_looks_at_the_figures() -> None:
    quality = between(BEFORE, AFTER, height_in=720, height_out=540, concealed=3)
    assert (quality.loss_in_percent, quality.loss_out_percent) == (10.0, 2.0)
    assert (quality.fps_in, quality.fps_out) == (29, 30)
    assert (quality.kbit_per_s_in, quality.kbit_per_s_out) == (1_000, 2_000)
    assert quality.rtt_ms == 23


def test_the_terminal_hears_of_the_worse_loss() -> None:
    quality = told(between(BEFORE, AFTER, height_in=720, height_out=540, concealed=0))
    assert (quality.loss_percent, quality.height, quality.frames_per_s) == (10.0, 720, 29)


def test_what_was_lost_before_is_not_lost_again() -> None:
    later = replace(AFTER, at=12.0, sent_out=300, lost_out=2)
    assert loss_out(BEFORE, AFTER) == 0.02
    assert loss_out(AFTER, later) == 0.0
    assert loss_out(later, later) == 0.0
    assert loss_out(later, replace(later, sent_out=310, lost_out=1)) == 0.0, "it came after all"


def test_nothing_that_came_is_no_loss() -> None:
    quality = between(BEFORE, BEFORE, height_in=0, height_out=0, concealed=0)
    assert (quality.loss_in_percent, quality.rtt_ms, quality.fps_in) == (0.0, 0, 0)
