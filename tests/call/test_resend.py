"""Repairs do not fill the line that they repair."""

from __future__ import annotations

from kiosk.call.resend import SHARE, ResendBudget
from tests.call.rtp import Watch


def test_a_lost_packet_is_sent_again() -> None:
    assert ResendBudget(lambda: 1_000_000, Watch()).allows(5)


def test_the_same_packet_is_not_sent_twice_within_30_ms() -> None:
    clock = Watch()
    budget = ResendBudget(lambda: 1_000_000, clock)
    budget.allows(5)
    assert not budget.allows(5)
    clock.now += 0.031
    assert budget.allows(5)


def test_a_flood_of_questions_gets_a_quarter_of_the_rate() -> None:
    clock, sent = Watch(), 0
    budget = ResendBudget(lambda: 1_000_000, clock)
    for number in range(10_000):  # ten seconds
        clock.now += 0.001
        sent += budget.allows(number)
    assert sent * 1_200 * 8 / 10 <= 1_000_000 * SHARE * 1.1
    assert sent > 200


def test_it_follows_the_rate() -> None:
    clock, rate = Watch(), [2_000_000]
    budget = ResendBudget(lambda: rate[0], clock)
    rate[0] = 120_000
    for number in range(2_000):
        clock.now += 0.001
        budget.allows(number)
    assert budget.refused > 1_900
