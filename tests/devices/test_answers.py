"""What a printer says, in any pieces and with any noise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer.answers import (
    Answer,
    AnswerReader,
    Asked,
    Cleared,
    Named,
    PaperSensed,
    Processed,
    Pushed,
)

SAID: list[tuple[bytes, Answer]] = [
    (b"\x12", Asked(0x12)),
    (b"\x7e", Asked(0x7E)),
    (b"\x10\x00\x00\x00", Pushed(b"\x10\x00\x00\x00")),
    (b"\x38\x48\x0f\x0f", Pushed(b"\x38\x48\x0f\x0f")),
    (b"\x37\x22AB~ \x00", Processed(b"AB~ ")),
    (b"\x37\x25\x00", Cleared()),
    (b"\x5fTM-T20III\x00", Named("TM-T20III")),
    (b"\x00", PaperSensed(0)),
    (b"\x0f", PaperSensed(15)),
]
BLOCKS = [(data, answer) for data, answer in SAID if not isinstance(answer, PaperSensed)]


@pytest.mark.parametrize(("data", "answer"), SAID)
def test_each_answer_is_known_by_its_bits(data: bytes, answer: Answer) -> None:
    assert AnswerReader().feed(data) == [answer]


@given(st.lists(st.sampled_from(SAID)), st.data())
def test_answers_come_whole_in_any_pieces(said: list[tuple[bytes, Answer]], data: st.DataObject):
    stream = b"".join(part for part, _ in said)
    reader, heard, at = AnswerReader(), [], 0
    while at < len(stream):
        size = data.draw(st.integers(1, 9))
        heard += reader.feed(stream[at : at + size])
        at += size
    assert heard == [answer for _, answer in said]


@given(st.lists(st.sampled_from(BLOCKS)))
def test_flow_control_between_answers_is_not_heard(said: list[tuple[bytes, Answer]]) -> None:
    stream = b"\x11" + b"\x13".join(part for part, _ in said)
    assert AnswerReader().feed(stream) == [answer for _, answer in said]


@given(st.binary(max_size=64))
def test_noise_confirms_nothing_but_what_is_in_it(noise: bytes) -> None:
    for answer in AnswerReader().feed(noise):
        if isinstance(answer, Processed):
            assert b"\x37\x22" + answer.ident + b"\x00" in noise


@given(st.binary(max_size=32))
def test_after_noise_and_a_pause_an_answer_is_heard_again(noise: bytes) -> None:
    reader = AnswerReader()
    reader.feed(noise)
    answers = [answer for _ in range(4) for answer in reader.feed(b"\x37\x22AAAA\x00")]
    assert Processed(b"AAAA") in answers


def test_a_letter_that_no_ident_has_makes_it_noise() -> None:
    assert Processed not in map(type, AnswerReader().feed(b"\x37\x22A\x80AA\x00"))


def test_a_status_with_impossible_bits_is_noise() -> None:
    assert AnswerReader().feed(b"\x10\x90\x12") == [Asked(0x12)]
