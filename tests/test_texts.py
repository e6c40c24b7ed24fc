"""The texts of glass, paper and phone: complete in every language, drawable, right in grammar."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kiosk.domain.phrases import LANGUAGES
from kiosk.ops.text_catalogues import problems, translations
from kiosk.ops.text_checks import missing_on_glass
from kiosk.ops.text_sources import EVERYBODY, languages_of, texts_by_file
from kiosk.terminal.paper import missing_glyphs
from kiosk.texts import texts

AHEAD = ("{count} Person vor Ihnen", "{count} Personen vor Ihnen")
OTHERS = sorted(EVERYBODY)
# A Latin word with a full stop, bracket or dash at its side may be torn from it (UAX 9).
TORN = re.compile(r"(?:^|[^\u2066])\b[A-Za-z]+[.:,;!?()–-]|[.:;!?()–-]\s*[A-Za-z]")


def test_every_text_is_translated_and_every_catalogue_is_as_new_as_the_sources() -> None:
    assert problems() == []


def test_every_file_with_texts_says_who_reads_them() -> None:
    assert [file for file in texts_by_file() if not languages_of(file)] == []


@pytest.mark.parametrize(
    ("file", "languages"),
    [
        ("kiosk/terminal/halls.py", EVERYBODY),
        ("screens/kv/aids.kv", EVERYBODY),
        ("kiosk/office/pages/templates/phone.html", EVERYBODY),
        ("kiosk/office/routes/refusals.py", EVERYBODY),
        ("kiosk/office/pages/templates/display.html", {"en"}),
        ("kiosk/office/pages/templates/desk_board.html", {"en"}),
        ("kiosk/office/routes/desk.py", {"en"}),
    ],
)
def test_citizens_read_five_languages_and_staff_two(file: str, languages: set[str]) -> None:
    assert languages_of(file) == languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_of_every_language_can_be_read(language: str) -> None:
    assert texts(language)._("Willkommen")
    assert texts(language).day(date(2026, 11, 23))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_translated_is_said_in_german(language: str) -> None:
    say = texts(language)
    assert say._("Das steht in keinem Katalog: {name}", name="A047").endswith(": A047")
    assert say.n("{count} Amt", "{count} Ämter", 2) == "2 Ämter"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", {1: "1 Person vor Ihnen", 2: "2 Personen vor Ihnen"}),
        ("en", {1: "1 person ahead of you", 2: "2 people ahead of you"}),
        ("tr", {1: "Önünüzde 1 kişi var", 5: "Önünüzde 5 kişi var"}),
        (
            "uk",
            {
                1: "Перед вами 1 особа",
                3: "Перед вами 3 особи",
                5: "Перед вами 5 осіб",
                11: "Перед вами 11 осіб",
                21: "Перед вами 21 особа",
            },
        ),
        (
            "ar",
            {
                1: "شخص واحد قبلك",
                2: "شخصان قبلك",
                3: "3 أشخاص قبلك",
                10: "10 أشخاص قبلك",
                11: "11 شخصًا قبلك",
                99: "99 شخصًا قبلك",
                100: "100 شخص قبلك",
                103: "103 أشخاص قبلك",
            },
        ),
    ],
)
def test_people_are_counted_by_the_rules_of_the_language(
    language: str, said: dict[int, str]
) -> None:
    assert {count: texts(language).n(*AHEAD, count) for count in said} == said


@pytest.mark.parametrize("language", OTHERS)
def test_the_fonts_of_glass_and_paper_have_every_letter_of_the_language(language: str) -> None:
    written = [form for forms in translations(language).values() for form in forms]
    assert [text for text in written if missing_on_glass(text) or missing_glyphs(text)] == []


def test_the_fonts_of_glass_and_paper_have_every_letter_of_german() -> None:
    written = [text.msgid for texts in texts_by_file().values() for text in texts]
    assert [text for text in written if missing_on_glass(text) or missing_glyphs(text)] == []


def test_arabic_begins_with_arabic_and_no_latin_word_is_torn_from_its_punctuation() -> None:
    written = [form for forms in translations("ar").values() for form in forms]
    bare = [re.sub(r"\{\w+\}", "1", text) for text in written]
    assert [text for text in bare if re.match(r"[^\u0621-\u064a]*[A-Za-z]", text)] == []
    assert [text for text in bare if TORN.search(text)] == []
