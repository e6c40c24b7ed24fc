"""What the rate hears of the other end's reports, and when."""

from __future__ import annotations

import pytest

from kiosk.call.meter import Meter
from kiosk.call.quality import Figures
from kiosk.call.rate import AT_FIRST, RateControl
from kiosk.call.receiving import Viewer


@pytest.fixture
def rate() -> RateControl:
    return RateControl()


@pytest.fixture
def meter(rate: RateControl) -> Meter:
    return Meter(rate, Viewer(lambda picture: None, lambda: 0.0), 0.0)


def reported(at: float, sent: int, lost: int, rtt_s: float | None = 0.01) -> Figures:
    return Figures(at=at, packets_in=1, sent_out=sent, lost_out=lost, rtt_s=rtt_s, report=at)


def test_a_full_line_is_left_before_the_second_is_over(meter: Meter, rate: RateControl) -> None:
    assert meter.look(reported(0.25, sent=20, lost=0), 0) is None
    assert rate.bit_rate == AT_FIRST
    meter.look(reported(0.5, sent=60, lost=40), 0)
    assert rate.bit_rate < AT_FIRST / 2
    assert rate.height < 720


def test_two_packets_of_which_one_is_missing_are_no_full_line(
    meter: Meter, rate: RateControl
) -> None:
    for quarter in range(1, 40):
        meter.look(reported(quarter / 4, sent=2 * quarter, lost=quarter // 4), 0)
    assert rate.bit_rate >= AT_FIRST


def test_a_report_counts_once(meter: Meter, rate: RateControl) -> None:
    meter.look(reported(0.5, sent=60, lost=40), 0)
    once = rate.bit_rate
    for second in range(1, 4):
        same = reported(0.5, sent=60, lost=40)
        meter.look(Figures(second, 1, sent_out=60, lost_out=40, report=same.report), 0)
    assert rate.bit_rate == once


def test_loss_at_random_costs_neither_rate_nor_height(meter: Meter, rate: RateControl) -> None:
    for quarter in range(1, 120):
        meter.look(reported(quarter / 4, sent=35 * quarter, lost=2 * quarter), 0)
    assert rate.bit_rate >= AT_FIRST
    assert rate.height == 720
