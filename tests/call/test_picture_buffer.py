"""Packets become frames at once, and a hole does not stop the picture for long."""

from __future__ import annotations

from kiosk.call.packets import Encoded
from kiosk.call.picture_buffer import PictureBuffer, is_whole
from tests.call.rtp import PART, WHOLE, Made, Watch, frame


def whole_frames(given: Encoded | None) -> list[bytes]:
    return [] if given is None else [given.data, *given.more]


class Receiver:
    """A buffer with a clock, and what it has given."""

    def __init__(self) -> None:
        self.clock = Watch()
        self.buffer = PictureBuffer(self.clock)
        self.frames: list[bytes] = []
        self.asked: list[float] = []

    def get(self, packets: list[Made], each_s: float = 0.0) -> None:
        for packet in packets:
            self.clock.now += each_s
            ask, given = self.buffer.add(packet)
            self.frames += whole_frames(given)
            if ask:
                self.asked.append(self.clock.now)


def test_a_frame_is_whole_with_its_marker() -> None:
    receiver = Receiver()
    receiver.get(frame(1, 0, 3, WHOLE))
    assert receiver.frames == [WHOLE + b"<1.0><1.1><1.2>"]


def test_a_frame_without_a_marker_ends_with_the_next_one() -> None:
    receiver = Receiver()
    first = frame(1, 0, 2)
    first[-1].marker = 0
    receiver.get(first)
    assert receiver.frames == []
    receiver.get(frame(2, 2, 1))
    assert len(receiver.frames) == 2


def test_a_packet_that_was_sent_again_completes_everything_behind_it_at_once() -> None:
    receiver = Receiver()
    packets = [*frame(1, 0, 1), *frame(2, 1, 2), *frame(3, 3, 1), *frame(4, 4, 1)]
    receiver.get([packets[0], packets[1], packets[3], packets[4]])
    assert len(receiver.frames) == 1
    receiver.get([packets[2]])
    assert len(receiver.frames) == 4
    assert receiver.asked == []


def test_a_hole_is_skipped_after_a_quarter_of_a_second_and_a_whole_picture_asked_for() -> None:
    receiver = Receiver()
    receiver.get(frame(0, 0, 2, WHOLE))
    receiver.get(frame(1, 2, 3)[:2])  # its last packet is lost
    for number in range(2, 12):
        receiver.get(frame(number, 5 + number * 2 - 4, 2), each_s=0.015)
    assert len(receiver.asked) == 1
    assert receiver.buffer.skipped == 1
    assert len(receiver.frames) == 1, "nothing is shown that needs the lost one"
    receiver.get(frame(12, 25, 2, WHOLE))
    assert receiver.frames[-1].startswith(WHOLE)


def test_several_old_holes_are_skipped_together() -> None:
    receiver = Receiver()
    receiver.get(frame(0, 0, 1, WHOLE))
    receiver.get(frame(2, 3, 1) + frame(4, 7, 1))
    receiver.get(frame(5, 8, 1, WHOLE))
    receiver.clock.now += 0.3
    receiver.get(frame(6, 9, 1))
    assert receiver.frames == [WHOLE + b"<0.0>", WHOLE + b"<5.0>", PART + b"<6.0>"]


def test_it_asks_again_until_the_whole_picture_comes() -> None:
    receiver = Receiver()
    receiver.get(frame(0, 0, 1, WHOLE))
    for number in range(2, 52):
        receiver.get(frame(number, number, 1), each_s=0.033)
    assert len(receiver.asked) == 3


def test_after_three_seconds_a_damaged_picture_is_better_than_none() -> None:
    receiver = Receiver()
    receiver.get(frame(0, 0, 1, WHOLE))
    for number in range(2, 152):
        receiver.get(frame(number, number, 1), each_s=0.033)
    assert len(receiver.frames) > 40


def test_the_numbers_may_begin_again_at_zero() -> None:
    receiver = Receiver()
    receiver.get(frame(0, 65_534, 4, WHOLE) + frame(1, 2, 2))
    assert len(receiver.frames) == 2


def test_another_stream_begins_anew_with_a_whole_picture() -> None:
    receiver = Receiver()
    receiver.get(frame(0, 0, 1, WHOLE))
    receiver.get(frame(1, 30_000, 1))
    assert (len(receiver.frames), len(receiver.asked)) == (1, 1)
    receiver.get(frame(2, 30_001, 1, WHOLE))
    assert len(receiver.frames) == 2


def test_a_whole_picture_is_known_by_its_first_byte() -> None:
    assert is_whole(WHOLE)
    assert is_whole(b"\x00\x00\x00\x01\x67")
    assert not is_whole(PART)
    assert is_whole(b"\x10\x02\x00\x9d")  # VP8
    assert not is_whole(b"\x11\x02")
    assert not is_whole(b"")
