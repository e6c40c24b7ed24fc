"""Letters on paper: what has no glyph, what overlaps, where lines break."""

from __future__ import annotations

import pytest

from devices.printer import PROFILES
from kiosk.resources import assets
from kiosk.terminal.paper import MissingGlyph, Sheet, SlipLayout, Words, check_paper_text
from kiosk.terminal.paragraphs import END, LEFT_TO_RIGHT, hyphenate, in_order, isolated, wrap


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(PROFILES["80mm-203dpi"])


def test_this_machine_can_set_arabic() -> None:
    check_paper_text()


def test_the_start_stops_where_arabic_cannot_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.features.check", lambda feature: False)
    with pytest.raises(RuntimeError, match="libfribidi0"):
        check_paper_text()


def test_the_list_of_glyphs_is_what_the_fonts_really_have() -> None:
    from fontTools.ttLib import TTFont

    fonts = [TTFont(assets() / "fonts" / f"TicketSans-{w}.ttf") for w in ("Regular", "Bold")]
    common = set(fonts[0].getBestCmap()) & set(fonts[1].getBestCmap())
    lines = (assets() / "fonts" / "TicketSans-coverage.txt").read_text("ascii").split()
    ends = [[int(end, 16) for end in line.split("-")] for line in lines]
    assert {c for first, last in ends for c in range(first, last + 1)} == common
    for font in fonts:
        font.close()


def test_a_character_without_a_glyph_stops_the_ticket(sheet: Sheet) -> None:
    with pytest.raises(MissingGlyph, match=r"U\+4F60"):
        sheet.put(Words("Willkommen 你", "de"), 4, False, 0, 100)


def test_texts_that_overlap_stop_the_ticket(sheet: Sheet) -> None:
    sheet.put(Words("Meldewesen", "de"), 4, False, 0, 100)
    sheet.put(Words("Standesamt", "de"), 4, False, 40, 105)
    sheet.y = 200
    with pytest.raises(SlipLayout, match="overlaps"):
        sheet.picture()


@pytest.mark.parametrize(("x", "baseline"), [(500, 100), (-30, 100), (0, 2), (0, 400)])
def test_a_text_that_leaves_the_paper_stops_the_ticket(sheet: Sheet, x: int, baseline: int) -> None:
    sheet.put(Words("Meldewesen", "de"), 4, False, x, baseline)
    sheet.y = 200
    with pytest.raises(SlipLayout, match="leaves the paper"):
        sheet.picture()


def test_black_is_one_and_the_left_dot_is_the_highest_bit(sheet: Sheet) -> None:
    sheet.fill(0, 0, 1, 1)
    sheet.y = 1
    picture = sheet.picture()
    assert picture.rows == b"\x80" + bytes(71)


@pytest.mark.parametrize(
    ("word", "letters", "head"),
    [
        ("Staatsangehörigkeit", 15, "Staatsangehö-"),
        ("Personenstands\u00adangelegenheit", 20, "Personenstands-"),
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


def test_an_isolate_over_two_lines_is_closed_and_opened_again(sheet: Sheet) -> None:
    words = Words(f"غرفة {isolated('Warteraum im Erdgeschoss links')}", "ar")
    lines = wrap(sheet, words, 6, True, sheet.mm(45))
    assert len(lines) > 1
    for line in lines:
        assert line.text.count(LEFT_TO_RIGHT) == line.text.count(END)
