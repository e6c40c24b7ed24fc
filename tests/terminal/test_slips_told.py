"""What the slips tell, to whom, and what they keep secret."""

from __future__ import annotations

import pytest

from devices.printer import PROFILES, PaperLow
from kiosk.domain.catalogue import Document
from kiosk.domain.phrases import LANGUAGES, Phrase
from kiosk.terminal.appointment_slip import lay_out_appointment
from kiosk.terminal.checklist_slip import lay_out_checklist, without_german
from kiosk.terminal.paper import Sheet
from kiosk.terminal.print_check import lay_out_print_check
from kiosk.terminal.receipt_slip import lay_out_receipt
from kiosk.terminal.ticket_sheet import lay_out
from kiosk.terminal.ticket_slip import TicketSlip
from tests.terminal.other_slips import TOWN, appointment, checklist, print_check, receipt
from tests.terminal.slip_samples import phrase, sample, texts

WIDE = PROFILES["80mm-203dpi"]

every_language = pytest.mark.parametrize("language", LANGUAGES)
other_languages = pytest.mark.parametrize("language", ["en", "tr", "uk", "ar"])


def said(sheet: Sheet) -> str:
    """Everything that stands on the sheet, line by line, without the marks that nobody sees."""
    sheet.picture()
    lines = " ".join(box.text for box in sheet.boxes)
    return lines.translate({0x2066: None, 0x2069: None, 0xA0: " "})


def read(slip: TicketSlip) -> str:
    return said(lay_out(slip, WIDE, texts))


@every_language
def test_with_nobody_there_to_serve_the_ticket_tells_the_people_and_no_estimate(
    language: str,
) -> None:
    paper = read(sample(language, wait_low_min=None, wait_high_min=None))
    assert "vor Ihnen" in paper
    assert "Wartezeit unbekannt" in " ".join(paper.split())
    assert texts(language)._("Wartezeit unbekannt") in paper or language == "de"
    assert "Min." not in paper


@pytest.mark.parametrize("language", ["en", "tr", "uk", "ar"])
def test_who_reads_no_german_is_told_what_the_code_is_for_and_what_the_paper_keeps_secret(
    language: str,
) -> None:
    paper = read(sample(language)).replace(" ", "")
    for msgid in (
        "Mit dem QR-Code sehen Sie auf dem Handy, wann Sie an der Reihe sind.",
        "Diese Marke enthält keine persönlichen Daten.",
    ):
        assert texts(language)._(msgid).replace(" ", "") in paper


@other_languages
def test_a_check_list_names_every_document_for_the_desk_and_for_the_citizen(language: str) -> None:
    slip = checklist(language, "fahrzeug-anmelden")
    plain = " ".join(line.text.strip() for line in lay_out_checklist(slip, WIDE, texts).plain.lines)
    for document in slip.service.documents:
        assert document.text.de in plain
        shown = without_german(document).text.said_in(language).replace("\xa0", " ")
        assert shown in plain
    assert plain.count("[ ]") == len(slip.service.documents)


def test_a_german_name_in_brackets_is_not_repeated_below_itself() -> None:
    text = Phrase("Wohnungsgeberbestätigung", {"uk": "Підтвердження (Wohnungsgeberbestätigung) є"})
    assert without_german(Document(text)).text.said_in("uk") == "Підтвердження є"
    text = Phrase("Reisepass", {"en": "Passport (valid)"})
    assert without_german(Document(text)).text.said_in("en") == "Passport (valid)"


def test_the_black_sign_of_a_discreet_department_names_no_service() -> None:
    sheet = lay_out_checklist(checklist("de", "schwerbehinderung-antrag"), WIDE, texts)
    assert sheet.plain.lines[4].text == "Beratung"
    assert "Schwerbehinderung" not in said(sheet)
    assert "Feststellung einer Behinderung" in said(sheet)  # the citizen asked for this paper


@other_languages
def test_what_is_there_in_german_only_is_said_to_be_so(language: str) -> None:
    service = TOWN.catalogue.services["wohnsitz-ummelden"]
    only_german = type(service)("fremd", Phrase("Fischereischein"), Phrase("Für Angler."))
    slip = checklist(language)
    slip = type(slip)(slip.office, slip.address, slip.printed_at, slip.local, only_german,
                      language=language)  # fmt: skip
    paper = said(lay_out_checklist(slip, WIDE, texts)).replace(" ", "")
    note = texts(language)._("Diese Auskunft gibt es nur auf Deutsch. Fragen Sie uns gern.")
    assert note.replace(" ", "") in paper
    assert "FürAngler." in paper


@every_language
def test_a_receipt_tells_number_time_and_what_comes_next(language: str) -> None:
    paper = said(lay_out_receipt(receipt(language), WIDE, texts))
    for fact in ("MB-2K7Q-4MX9", "21.11.2026, 09:41 Uhr", "A 042", "Wir prüfen Ihre Angaben."):
        assert fact in paper
    assert "Zweitdruck" in said(lay_out_receipt(receipt(language, reprint=True), WIDE, texts))


def test_without_a_service_neither_receipt_nor_appointment_tell_what_for() -> None:
    label = phrase("Beratung", "Advice", "Danışma", "Консультація", "استشارة")
    papers = (
        lay_out_receipt(receipt("en", department=label, service=None), WIDE, texts),
        lay_out_appointment(appointment("en", department=label, service=None), WIDE, texts),
    )
    for paper in map(said, papers):
        assert "Beratung" in paper
        for telling in ("Wohnsitz", "address", "Personalausweis", "Melden und Ausweise"):
            assert telling not in paper


@every_language
def test_an_appointment_tells_day_time_place_and_how_to_sign_in(language: str) -> None:
    paper = said(lay_out_appointment(appointment(language), WIDE, texts))
    for fact in ("Dienstag, 1. Dezember 2026", "10:30 Uhr", "T4HX-9KQ2", "0123 45 67 89"):
        assert fact in paper


def test_an_address_in_small_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="upper-case"):
        appointment(check_in_url="https://marke.musterstadt.de/c/abc")


def test_a_test_print_leaves_out_what_is_not_known() -> None:
    known = said(lay_out_print_check(print_check(), WIDE, texts))
    assert "noch etwa 41 m" in known
    assert "Epson TM-T20III" in known
    short = said(lay_out_print_check(print_check(paper_left_m=0, state=PaperLow()), WIDE, texts))
    assert "weniger als 1 m" in short and "Papier geht zu Ende" in short
    unknown = print_check(printer="", state=None, paper_left_m=None)
    paper = said(lay_out_print_check(unknown, WIDE, texts))
    for label in ("Drucker", "Zustand", "Papierrolle"):
        assert label in known
        assert label not in paper


@every_language
def test_every_dot_of_the_head_has_a_line_of_its_own_in_the_comb(language: str) -> None:
    picture = lay_out_print_check(print_check(language), WIDE, texts).picture()
    width = picture.bytes_per_row
    rows = {picture.rows[i : i + width] for i in range(0, len(picture.rows), width)}
    assert {bytes([1 << dot]) * width for dot in range(8)} <= rows
