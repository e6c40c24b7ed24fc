"""How long nothing has come."""

from __future__ import annotations

from kiosk.call.watch import MediaWatch
from kiosk.domain.call_control import Media


def test_nothing_is_missed_before_the_first_picture() -> None:
    watch = MediaWatch()
    assert watch.look(100.0) is None
    assert watch.seen(101.0) is Media.UP
    assert watch.seen(101.1) is None


def test_after_one_second_it_is_weak_and_after_three_lost() -> None:
    watch = MediaWatch()
    watch.seen(0.0)
    told = [watch.look(at) for at in (0.9, 1.0, 1.5, 2.9, 3.0, 4.0)]
    assert told == [None, Media.WEAK, None, None, Media.LOST, None]


def test_whatever_comes_brings_it_back() -> None:
    watch = MediaWatch()
    watch.seen(0.0)
    watch.look(1.2)
    watch.heard(1.3)
    assert watch.look(1.4) is Media.UP


def test_on_hold_nothing_is_expected() -> None:
    watch = MediaWatch()
    watch.seen(0.0)
    watch.rest(50.0)
    assert watch.look(50.5) is None
    assert watch.look(51.0) is Media.WEAK


def test_what_is_lost_does_not_come_back_by_waiting() -> None:
    watch = MediaWatch()
    watch.seen(0.0)
    assert watch.look(3.0) is Media.LOST
    watch.rest(10.0)
    assert watch.look(10.1) is None
    watch.heard(11.0)
    assert watch.look(11.1) is Media.UP


def test_a_connection_that_failed_is_lost_for_good() -> None:
    watch = MediaWatch()
    assert watch.end(Media.LOST) is Media.LOST
    watch.heard(1.0)
    assert watch.look(1.1) is None
    assert watch.seen(1.2) is None


def test_after_goodbye_there_is_no_more_news() -> None:
    watch = MediaWatch()
    watch.seen(0.0)
    assert watch.end(Media.CLOSED) is Media.CLOSED
    assert watch.end(Media.LOST) is None
    assert watch.seen(1.0) is None
    assert watch.look(9.0) is None


def test_a_line_on_which_nothing_but_packets_comes_is_up_too() -> None:
    watch = MediaWatch()
    watch.rest(0.0)  # the gate is shut
    watch.heard(0.9)
    watch.rest(1.0)
    assert watch.look(9.0) is None
    watch.heard(2.4)
    assert watch.look(2.4) is None
    watch.heard(2.5)
    assert watch.look(2.5) is Media.UP
    assert [watch.look(at) for at in (3.6, 5.4, 5.5)] == [None, None, Media.LOST]
    watch.seen(6.0)
    assert watch.look(7.0) is Media.WEAK


def test_a_connection_that_is_made_for_a_talk_counts_from_its_first_packet() -> None:
    watch = MediaWatch()
    assert watch.look(50.0) is None
    watch.heard(50.0)
    watch.heard(51.5)
    assert watch.look(51.5) is Media.UP
