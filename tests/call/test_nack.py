"""Lost packets are asked for again until it is too late for them."""

from __future__ import annotations

from kiosk.call.nack import MOST_MISSING, NackList
from tests.call.rtp import Made, Watch


def test_a_hole_is_asked_for_at_once() -> None:
    nack = NackList(Watch())
    assert [nack.add(Made(n)) for n in (1, 2, 4)] == [False, False, True]
    assert nack.missing == {3}


def test_it_is_asked_for_again_every_40_ms() -> None:
    clock = Watch()
    nack = NackList(clock)
    nack.add(Made(1))
    asked = []
    for number in range(3, 23):
        asked.append(nack.add(Made(number)))
        clock.now += 0.01
    assert asked.count(True) == 5


def test_what_came_is_not_asked_for_again() -> None:
    clock = Watch()
    nack = NackList(clock)
    for number in (1, 3, 2):
        nack.add(Made(number))
    clock.now += 0.1
    assert not nack.add(Made(4))
    assert nack.missing == set()


def test_only_what_was_not_asked_for_just_now_is_asked_for() -> None:
    clock = Watch()
    nack = NackList(clock)
    nack.add(Made(1))
    nack.add(Made(3))
    clock.now += 0.02
    assert nack.add(Made(5))
    assert nack.missing == {4}
    clock.now += 0.021
    assert nack.add(Made(6))
    assert nack.missing == {2}


def test_after_400_ms_a_packet_is_given_up() -> None:
    clock = Watch()
    nack = NackList(clock)
    nack.add(Made(1))
    nack.add(Made(3))
    clock.now += 0.41
    assert not nack.add(Made(4))
    assert nack.missing == set()


def test_holes_across_the_end_of_the_numbers_are_found() -> None:
    nack = NackList(Watch())
    nack.add(Made(65_534))
    nack.add(Made(1))
    assert nack.missing == {65_535, 0}


def test_the_list_never_grows_beyond_what_a_sender_keeps() -> None:
    nack = NackList(Watch())
    for number in range(0, 2_000, 2):
        nack.add(Made(number))
    assert len(nack.missing) <= MOST_MISSING
    assert not nack.add(Made(20_000))
