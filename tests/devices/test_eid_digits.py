"""Secret digits: typed, compared, wiped, never seen."""

from __future__ import annotations

import copy
import pickle

import pytest

from devices.eid.digits import LONGEST, Digits


def typed(digits: str) -> Digits:
    made = Digits()
    for digit in digits:
        made.type(int(digit))
    return made


def frame(digits: Digits) -> bytes:
    made = bytearray()
    digits.written_into(made)
    return bytes(made)


def test_digits_go_into_a_frame_as_they_were_typed() -> None:
    assert frame(typed("012345")) == b"012345"


def test_the_last_digit_is_taken_back() -> None:
    digits = typed("12")
    for _ in range(3):
        digits.take_back()
    assert len(digits) == 0
    assert frame(digits) == b""


def test_an_eleventh_digit_is_not_taken() -> None:
    assert len(typed("1" * (LONGEST + 1))) == LONGEST


@pytest.mark.parametrize("digit", [-1, 10])
def test_only_digits_are_typed(digit: int) -> None:
    with pytest.raises(ValueError, match="not a digit"):
        Digits().type(digit)


def test_nothing_is_left_after_wiping() -> None:
    digits = typed("654321")
    digits.wipe()
    assert not digits
    assert frame(digits) == b""
    digits.type(1)
    assert frame(digits) == b"1"


def test_two_entries_are_compared() -> None:
    assert typed("111222").same_as(typed("111222"))
    assert not typed("111222").same_as(typed("111223"))
    assert not typed("11122").same_as(typed("111220"))
    assert not typed("0").same_as(typed("00"))
    assert not Digits().same_as(Digits())


def test_digits_print_as_dots() -> None:
    digits = typed("123456")
    assert repr(digits) == str(digits) == f"{digits}" == "••••••"
    assert f"{digits:>8}" == "  ••••••"


def test_digits_are_neither_copied_nor_written_down() -> None:
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            attempt(typed("123456"))
