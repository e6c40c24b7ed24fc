"""A text of the town in several languages."""

from __future__ import annotations

import pytest

from kiosk.domain.phrases import GERMAN, LANGUAGES, RIGHT_TO_LEFT, Phrase, phrase_from

PASSPORT = Phrase("Reisepass", {"en": "Passport", "tr": ""})


@pytest.mark.parametrize(
    ("language", "said", "really"),
    [
        ("de", "Reisepass", "de"),
        ("en", "Passport", "en"),
        ("tr", "Reisepass", "de"),  # an empty translation is none
        ("uk", "Reisepass", "de"),
        ("xx", "Reisepass", "de"),
    ],
)
def test_a_missing_language_is_said_in_german(language: str, said: str, really: str) -> None:
    assert PASSPORT.said_in(language) == said
    assert PASSPORT.language_of(language) == really


def test_a_phrase_reads_as_its_german_text() -> None:
    assert str(PASSPORT) == "Reisepass"


def test_a_phrase_is_read_from_a_text_or_a_table() -> None:
    assert phrase_from("Reisepass") == Phrase("Reisepass")
    assert phrase_from({"en": "Passport", "de": "Reisepass"}) == Phrase(
        "Reisepass", {"en": "Passport"}
    )


def test_a_phrase_without_german_is_refused() -> None:
    with pytest.raises(ValueError, match="needs German"):
        phrase_from({"en": "Passport"})


def test_the_house_speaks_german_and_knows_which_way_a_language_runs() -> None:
    assert LANGUAGES[0] == GERMAN
    assert set(LANGUAGES) >= RIGHT_TO_LEFT
