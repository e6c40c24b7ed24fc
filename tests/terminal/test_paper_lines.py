"""Where lines break on paper, and what keeps its order inside Arabic."""

from __future__ import annotations

import pytest

from devices.printer import PROFILES
from kiosk.terminal.hyphens import hyphenate
from kiosk.terminal.paper import Sheet, Words
from kiosk.terminal.paragraphs import END, LEFT_TO_RIGHT, compose, in_order, isolated, wrap
from kiosk.terminal.tongue import Tongue
from kiosk.texts import texts


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(PROFILES["80mm-203dpi"])


def lines(sheet: Sheet, words: Words, width_mm: float, *, even: bool = False) -> list[str]:
    _, broken = compose(sheet, words, 4.0, False, sheet.mm(width_mm), 4.0, even)
    return [line.text for line in broken]


@pytest.mark.parametrize(
    ("word", "letters", "head"),
    [
        ("Staatsangehörigkeit", 15, "Staatsangehö-"),
        ("Personenstands\u00adangelegenheit", 20, "Personenstands-"),
        ("Wohnungsgeberbestätigung", 20, "Wohnungsgeber-"),
        ("Zulassungsbescheinigung", 21, "Zulassungs-"),
        ("Kraftfahrzeug-Zulassung", 16, "Kraftfahrzeug-"),
        ("Zulassung/Abmeldung", 12, "Zulassung/"),
        ("реєстрація", 8, "реєст-"),
        ("WWWWWWWW", 5, "WWWWW"),
    ],
)
def test_a_long_word_is_cut_at_the_best_place(word: str, letters: int, head: str) -> None:
    cut, rest = hyphenate(word, lambda text: len(text) <= letters)
    assert cut == head
    assert rest


def test_a_german_name_inside_arabic_is_kept_whole() -> None:
    ordered = in_order(Words("الطابق الأول (1. OG)، يسارًا", "ar"))
    assert isolated("(1. OG)") in ordered.text
    assert in_order(Words("Waiting room (1. OG)", "en")).text == "Waiting room (1. OG)"


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("الغرفة (الطابق الأول) OG", f"الغرفة (الطابق الأول) {isolated('OG')}"),
        ("OG (الطابق الأول) الغرفة", f"{isolated('OG')} (الطابق الأول) الغرفة"),
        ("OG (الطابق) EG (الأول)", f"{isolated('OG')} (الطابق) {isolated('EG')} (الأول)"),
        ("(الطابق OG) EG", f"(الطابق {isolated('OG')}) {isolated('EG')}"),
        ("في OG) Raum (الأول", f"في {isolated('OG')}) {isolated('Raum')} (الأول"),
        ("الطابق (OG (links)) هنا", f"الطابق {isolated('(OG (links))')} هنا"),
    ],
)
def test_a_german_name_beside_an_arabic_bracket_is_kept_whole(text: str, ordered: str) -> None:
    assert in_order(Words(text, "ar")).text == ordered


def test_an_isolate_over_two_lines_is_closed_and_opened_again(sheet: Sheet) -> None:
    words = Words(f"غرفة {isolated('Warteraum im Erdgeschoss links')}", "ar")
    lines = wrap(sheet, words, 6, True, sheet.mm(45))
    assert len(lines) > 1
    for line in lines:
        assert line.text.count(LEFT_TO_RIGHT) == line.text.count(END)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("هاتف 0123 45 67 أو هنا", isolated("0123 45 67")),
        ("الغرف 104–108 يمينًا", isolated("104–108")),
        (f"الغرف {isolated('104–108')} يمينًا", isolated("104–108")),
    ],
)
def test_figures_that_belong_together_do_not_change_places_inside_arabic(
    text: str, kept: str
) -> None:
    ordered = in_order(Words(text, "ar")).text
    assert kept in ordered
    assert ordered.count(LEFT_TO_RIGHT) == 1


def test_a_line_ends_where_a_sentence_ends_when_that_takes_no_more_lines(sheet: Sheet) -> None:
    words = Words("Bitte aufbewahren. Gilt nur heute.", "de")
    assert lines(sheet, words, 50) == ["Bitte aufbewahren.", "Gilt nur heute."]


def test_no_last_word_stands_alone(sheet: Sheet) -> None:
    words = Words("Wartebereich am Eingang", "de")
    assert lines(sheet, words, 40, even=True) == ["Wartebereich", "am Eingang"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Warteraum 1. OG links", "1.\u00a0OG"),
        ("Gehen Sie in Raum 4 und warten", "Raum\u00a04"),
        ("Rathausplatz 1, 12345 Musterstadt", "12345\u00a0Musterstadt"),
        ("Telefon 0123 45 67 oder hier", "0123\u00a045\u00a067"),
    ],
)
def test_what_belongs_together_is_not_torn_at_the_end_of_a_line(text: str, whole: str) -> None:
    assert whole in Tongue(texts("de")).words(text).text
