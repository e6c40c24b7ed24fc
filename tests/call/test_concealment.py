"""What is played where a packet is missing."""

from __future__ import annotations

from array import array

from kiosk.call.concealment import LONGEST, conceal

LOUD = array("h", [20_000, -20_000] * 480).tobytes()


def loudness(samples: bytes) -> int:
    return max(abs(sample) for sample in array("h", samples))


def test_the_last_sound_is_repeated_and_fades() -> None:
    parts = [conceal(LOUD, already) for already in range(LONGEST)]
    assert [len(part) for part in parts] == [len(LOUD)] * LONGEST
    assert [round(loudness(part), -3) for part in parts] == [20_000, 13_000, 7_000]
    assert abs(array("h", parts[-1])[-1]) < 50


def test_a_long_hole_is_silence() -> None:
    assert conceal(LOUD, LONGEST) == bytes(len(LOUD))


def test_before_the_first_sound_there_is_nothing_to_repeat() -> None:
    assert conceal(b"", 0) == b""
