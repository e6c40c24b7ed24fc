"""Letters on paper: what has no glyph, what overlaps, where lines break."""

from __future__ import annotations

import pytest

from devices.printer import PROFILES
from kiosk.resources import assets
from kiosk.terminal.paper import MissingGlyph, Sheet, SlipLayout, Words, check_paper_text


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


def test_a_letter_that_hangs_over_the_edge_is_moved_onto_the_paper(sheet: Sheet) -> None:
    sheet.put(Words("Jeder", "de"), 4, False, 0, 100)
    assert sheet.boxes[0].left == 0


def test_a_slip_longer_than_any_is_stopped(sheet: Sheet) -> None:
    sheet.y = sheet.mm(901)
    with pytest.raises(SlipLayout, match="longer"):
        sheet.picture()


def test_a_pattern_is_repeated_to_its_edges(sheet: Sheet) -> None:
    sheet.pattern(0, 0, 576, 3, ("#...", "...#"))
    sheet.y = 3
    assert sheet.picture().rows == b"\x88" * 72 + b"\x11" * 72 + b"\x88" * 72


def test_the_quiet_zone_of_a_code_is_four_modules_wide(sheet: Sheet) -> None:
    box, quiet = sheet.qr("HTTPS://MARKE.MUSTERSTADT.DE/T/K7Q2", 22, sheet.width, 10)
    sheet.y = round(box.bottom)
    picture = sheet.picture()
    rows = [picture.rows[i : i + 72] for i in range(0, len(picture.rows), 72)]
    inked = [place for place, row in enumerate(rows) if any(row)]
    assert (inked[0], len(rows) - 1 - inked[-1]) == (10 + quiet, quiet)
    modules = (box.right - box.left - quiet) / (quiet / 4)
    assert modules in (25, 29)
