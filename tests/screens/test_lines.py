"""Breaking lines: whole words where possible, a hyphen where not, in the order of reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.fonts import is_arabic, width_of
from screens.lines import wrapped

LONG = "Schwerbehindertenangelegenheiten"


def lines(text: str, room: int) -> list[str]:
    return wrapped(text, room, len)


def test_words_stay_whole_while_they_fit() -> None:
    assert lines("Was muss ich mitbringen?", 12) == ["Was muss ich", "mitbringen?"]


def test_a_long_word_breaks_where_it_was_put_together() -> None:
    assert lines(LONG, 20) == ["Schwerbehinderten-", "angelegenheiten"]


def test_a_hyphen_that_is_there_is_used_once() -> None:
    assert lines("Kfz-Zulassungsstelle", 17) == ["Kfz-", "Zulassungsstelle"]


def test_a_soft_hyphen_is_seen_only_at_the_end_of_a_line() -> None:
    assert lines("Elterngeld\u00adstelle", 20) == ["Elterngeldstelle"]
    assert lines("Elterngeld\u00adstelle", 12) == ["Elterngeld-", "stelle"]


def test_paragraphs_stay_apart() -> None:
    assert lines("eins\nzwei", 20) == ["eins", "zwei"]


@pytest.mark.parametrize("word", [LONG, "Wohnungsgeberbestätigung", "посвідчення", "Straße"])
@pytest.mark.parametrize("room", [6, 9, 13])
def test_a_broken_word_loses_no_letter(word: str, room: int) -> None:
    broken = lines(word, room)
    assert "".join(broken).replace("-", "") == word
    assert all(len(line) <= room for line in broken)


@given(st.text("abcdeioäß -", max_size=60), st.integers(3, 30))
def test_no_line_is_ever_too_long(text: str, room: int) -> None:
    assert all(len(line) <= room for line in lines(text, room))


def test_a_line_with_one_arabic_letter_is_set_in_the_arabic_font() -> None:
    assert is_arabic("الغرفة 4") and not is_arabic("B042, Raum 4 – Українська")


def test_a_number_is_as_wide_in_an_arabic_line_as_alone() -> None:
    alone = width_of("B042", 36, "medium", True)
    line = width_of("رقمك B042", 36, "medium", True)
    assert 0 < alone < line
