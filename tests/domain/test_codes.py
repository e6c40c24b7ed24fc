"""The ticket's secret names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.codes import CODE_LETTERS, code, grouped, ticket_id, typed


def test_a_code_has_no_letters_that_look_alike() -> None:
    assert set("01ILOUJ").isdisjoint(CODE_LETTERS)
    assert len(set(CODE_LETTERS)) == len(CODE_LETTERS)


@given(st.binary(min_size=8, max_size=8))
def test_a_code_has_eight_letters_and_is_what_one_types(random: bytes) -> None:
    written = code(random)
    assert len(written) == 8 and set(written) <= set(CODE_LETTERS)
    assert typed(grouped(written)) == written


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_an_id_fits_the_qr_code_and_loses_no_bit(one: bytes, other: bytes) -> None:
    written = ticket_id(one)
    assert len(written) == 26 and written.isalnum() and written.upper() == written
    assert (written == ticket_id(other)) == (one == other)


@pytest.mark.parametrize("count", [0, 7, 9, 16])
def test_a_code_is_made_of_eight_bytes_only(count: int) -> None:
    with pytest.raises(ValueError, match="8 random bytes"):
        code(bytes(count))


@pytest.mark.parametrize("count", [0, 8, 15, 17])
def test_an_id_is_made_of_sixteen_bytes_only(count: int) -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        ticket_id(bytes(count))


def test_a_code_is_printed_in_two_groups() -> None:
    assert grouped("K7Q2MX4W") == "K7Q2-MX4W"


@pytest.mark.parametrize("text", ["k7q2-mx4w", " K7Q2 MX4W ", "K7Q2–MX4W", "k7.q2.mx.4w"])
def test_a_code_is_understood_however_it_is_typed(text: str) -> None:
    assert typed(text) == "K7Q2MX4W"


def test_what_is_in_no_code_is_not_typed() -> None:
    assert typed("0O1IiLlUuJj ä?") == ""
