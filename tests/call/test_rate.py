"""How much may be sent, and how large the picture is for it."""

from __future__ import annotations

from kiosk.call.rate import AT_FIRST, HIGHEST, LOWEST, RateControl


def after(
    rate: RateControl, seconds: int, *, loss: float = 0.0, rtt_s: float | None = 0.02, at: float = 0
) -> float:
    """Let this many seconds pass, with a report each; return the new time."""
    for second in range(seconds):
        rate.report(loss, rtt_s, at + second)
        rate.choose_height(at + second)
    return at + seconds


def test_it_begins_with_a_large_picture() -> None:
    rate = RateControl()
    assert (rate.bit_rate, rate.choose_height(0.0)) == (AT_FIRST, 720)


def test_the_receiver_has_the_last_word_at_once() -> None:
    rate = RateControl()
    rate.limit(600_000)
    assert rate.bit_rate == 600_000
    assert rate.choose_height(0.0) == 540


def test_nothing_is_ever_beyond_the_bounds() -> None:
    rate = RateControl()
    rate.limit(1)
    assert rate.bit_rate == LOWEST
    rate.limit(99_000_000)
    after(rate, 60)
    assert rate.bit_rate == HIGHEST


def test_random_loss_alone_changes_nothing() -> None:
    rate = RateControl()
    after(rate, 30, loss=0.15)
    assert rate.bit_rate == AT_FIRST


def test_loss_with_a_longer_way_is_a_full_line() -> None:
    rate = RateControl()
    now = after(rate, 5)
    after(rate, 10, loss=0.2, rtt_s=0.3, at=now)
    assert rate.bit_rate < AT_FIRST / 2


def test_a_line_that_the_first_second_has_filled_is_left_at_once_and_not_for_a_trickle() -> None:
    rate = RateControl()
    rate.report(0.0, None, 0.0)
    rate.limit(380_000)
    rate.report(0.9, 0.5, 0.3)
    assert 200_000 < rate.bit_rate < 380_000
    before = rate.bit_rate
    rate.report(1.0, 0.5, 1.3)  # lost before the cut had any effect
    assert rate.bit_rate == before


def test_loss_with_a_falling_estimate_is_a_full_line() -> None:
    rate = RateControl()
    now = after(rate, 5)
    for limit in (1_500_000, 1_300_000, 1_100_000, 900_000, 700_000, 500_000):
        rate.limit(limit)
        now = after(rate, 1, loss=0.3, at=now)
    assert rate.bit_rate < 450_000


def test_when_a_third_is_lost_nothing_else_is_asked() -> None:
    rate = RateControl()
    rate.report(0.64, None, 0.0)
    assert 500_000 < rate.bit_rate < 600_000
    assert rate.choose_height(0.0) == 540


def test_one_bad_second_is_not_believed() -> None:
    rate = RateControl()
    now = after(rate, 10)
    before = rate.bit_rate
    after(rate, 1, loss=0.25, rtt_s=0.3, at=now)
    assert rate.bit_rate >= before


def test_it_comes_back_when_the_line_is_free() -> None:
    rate = RateControl()
    now = after(rate, 5)
    now = after(rate, 10, loss=0.3, rtt_s=0.4, at=now)
    low = rate.bit_rate
    after(rate, 60, at=now)
    assert rate.bit_rate > low * 2


def test_smaller_comes_at_once_larger_only_when_it_will_stay() -> None:
    rate = RateControl()
    rate.limit(400_000)
    assert rate.choose_height(0.0) == 360
    rate.limit(1_000_000)
    assert [rate.choose_height(t) for t in (1.0, 2.0, 3.9, 4.0)] == [360, 360, 360, 720]


def test_a_rate_at_the_edge_does_not_make_the_picture_jump() -> None:
    rate = RateControl()
    heights = set()
    for second in range(60):
        rate.limit(690_000 if second % 2 else 710_000)
        heights.add(rate.choose_height(float(second)))
    assert rate.choose_height(60.0) == 540
    assert heights == {720, 540}
