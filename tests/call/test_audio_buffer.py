"""What waits to be heard stays short, whatever the network does."""

from __future__ import annotations

import random
from collections.abc import Iterable

from kiosk.call.audio_buffer import SPARE, TARGET, AudioBuffer
from tests.call.rtp import sound


def heard(buffer: AudioBuffer, numbers: Iterable[int]) -> list[int]:
    """Return the packets that are given out while these arrive."""
    given = (buffer.add(sound(number))[1] for number in numbers)
    return [int(frame.data) for frame in given if frame is not None]


def test_it_begins_when_three_packets_wait_and_then_gives_one_for_each() -> None:
    assert heard(AudioBuffer(), range(10)) == list(range(8))


def test_packets_in_the_wrong_order_are_put_right() -> None:
    assert heard(AudioBuffer(), [0, 1, 3, 2, 5, 4, 6, 7]) == [0, 1, 2, 3, 4, 5]


def test_the_first_packets_may_come_in_the_wrong_order() -> None:
    assert heard(AudioBuffer(), [1, 0, 2, 3]) == [0, 1]


def test_a_lost_packet_costs_itself_and_no_delay() -> None:
    buffer = AudioBuffer()
    given = heard(buffer, (n for n in range(100) if n != 50))
    assert given == [n for n in range(98) if n != 50]
    assert buffer.skipped == 1


def test_the_frame_behind_a_hole_says_how_many_are_missing() -> None:
    buffer = AudioBuffer()
    frames = [buffer.add(sound(n))[1] for n in (0, 1, 2, 3, 6, 7, 8, 9)]
    assert [frame.lost for frame in frames if frame is not None] == [0, 0, 0, 0, 2, 0]


def test_a_packet_that_comes_after_it_was_given_up_is_not_heard() -> None:
    buffer = AudioBuffer()
    assert heard(buffer, [0, 1, 2, 4, 5, 6, 3, 7]) == [0, 1, 2, 4, 5]
    assert buffer.late == 1


def test_a_burst_after_a_pause_is_cut_to_the_usual_delay() -> None:
    buffer = AudioBuffer()
    assert heard(buffer, range(5)) == [0, 1, 2]
    for number in range(25, 5, -1):  # all at once, and none of it in time
        buffer.add(sound(number))
    assert heard(buffer, [26]) >= [26 - TARGET - SPARE]
    assert buffer.trimmed > 10


def test_what_is_cut_away_is_not_filled_in_again() -> None:
    buffer = AudioBuffer()
    heard(buffer, range(5))
    frame = buffer.add(sound(40))[1]
    assert frame is not None
    assert frame.lost == 0 or frame.lost == 37


def test_the_numbers_may_begin_again_at_zero() -> None:
    assert heard(AudioBuffer(), range(65_530, 65_545))[-1] == 65_542 % 65_536


def test_another_stream_begins_anew() -> None:
    buffer = AudioBuffer()
    heard(buffer, range(10))
    assert heard(buffer, range(5_000, 5_005)) == [5_000, 5_001, 5_002]


def test_the_delay_stays_short_for_the_whole_of_a_bad_call() -> None:
    chance = random.Random(5)
    buffer, newest, deepest = AudioBuffer(), 0, 0
    for number in range(5_000):
        if chance.random() < 0.1:
            continue
        frame, newest = buffer.add(sound(number))[1], number
        if frame is not None:
            deepest = max(deepest, newest - int(frame.data))
    assert deepest <= TARGET + SPARE
    assert 400 < buffer.skipped < 600
