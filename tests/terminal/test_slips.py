"""The paper ticket in every language, width and layout: readable, whole, and scannable."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.printer import PROFILES, Profile
from kiosk.domain.catalogue import Document
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import LANGUAGES, Phrase
from kiosk.terminal.paper import Sheet, SlipLayout
from kiosk.terminal.slips import Layout, TicketSlip, lay_out, render_ticket
from tests.terminal.slip_samples import URL, draw_arms, draw_plan, sample, scanned, texts

LONG_DEPARTMENT = Phrase(
    "Staatsangehörigkeits- und Personenstandsangelegenheiten, Ausländerwesen",
    {
        "uk": "Управління у справах громадянства, реєстрації актів цивільного стану та іноземців",
        "ar": "شؤون الجنسية والأحوال المدنية وشؤون الأجانب (Ausländerwesen)",
    },
)
LONG_SERVICE = Phrase(
    "Verpflichtungserklärung für Besuchsaufenthalte",
    {"uk": "Зобов’язання щодо утримання гостей із-за кордону"},
)
LONG_DOCUMENT = Document(
    Phrase("Gültiger Personalausweis, bei Verlust die Anzeige der Polizei, dazu ein Lichtbild " * 4)
)

every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
every_layout = pytest.mark.parametrize("layout", Layout)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def said(sheet: Sheet) -> str:
    """Everything that stands on the sheet, without the marks that nobody sees."""
    lines = " ".join(box.text for box in sheet.boxes)
    return lines.translate({0x2066: None, 0x2069: None, 0xA0: " "})


def read(slip: TicketSlip, layout: Layout = Layout.STANDARD) -> str:
    return said(lay_out(slip, PROFILES["80mm-203dpi"], texts, layout))


@every_profile
@every_layout
@every_language
def test_every_ticket_is_whole_and_its_code_can_be_scanned(
    language: str, layout: Layout, profile: Profile, tmp_path: Path
) -> None:
    arms, plan = draw_arms(tmp_path / "arms.png"), draw_plan(tmp_path / "plan.png")
    picture = render_ticket(sample(language, arms=arms, plan=plan), profile, texts, layout)
    assert (picture.width_dots, picture.dpi) == (profile.width_dots, profile.dpi)
    assert scanned(picture, tmp_path) == URL


@every_profile
@every_layout
@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_the_longest_names_find_room(language: str, layout: Layout, profile: Profile) -> None:
    slip = sample(
        language,
        number=TicketNumber("W", 888),
        department=LONG_DEPARTMENT,
        service=LONG_SERVICE,
        waiting_area=Phrase("Wartebereich Untergeschoss gegenüber Fundbüro"),
        people_ahead=188,
        wait_low_min=185,
        wait_high_min=240,
        reprint=True,
        video=True,
    )
    picture = render_ticket(slip, profile, texts, layout)
    assert picture.length_mm < 450


@every_profile
def test_long_documents_are_shortened_on_a_standard_ticket_only(profile: Profile) -> None:
    slip = sample(documents=(LONG_DOCUMENT,) * 9)
    standard = lay_out(slip, profile, texts, Layout.STANDARD)
    assert "…" in said(standard)
    assert "Weitere Unterlagen" in said(standard)
    full = lay_out(slip, profile, texts, Layout.FULL)
    assert "…" not in said(full)
    assert full.y > standard.y
    standard.picture()
    full.picture()


@every_language
def test_the_number_the_code_and_the_room_stand_on_it(language: str) -> None:
    paper = read(sample(language))
    for fact in ("A 042", "K7Q2-MX4W", "Warteraum 1. OG links", "15–25", "09:41 Uhr"):
        assert fact in paper


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Zweitdruck"), ("en", "Second copy"), ("tr", "İkinci nüsha"), ("uk", "Дублікат")],
)
def test_a_second_copy_says_so_in_both_languages(language: str, words: str) -> None:
    paper = read(sample(language, reprint=True))
    assert "Zweitdruck" in paper
    assert words in paper
    assert "Zweitdruck" not in read(sample(language))


@every_layout
@every_language
def test_a_discreet_department_tells_neither_service_nor_documents(
    language: str, layout: Layout
) -> None:
    slip = sample(language, department=Phrase("Beratung"), service=None)
    paper = read(slip, layout)
    assert "Beratung" in paper
    for telling in ("Wohnsitz", "Meldewesen", "Geburtsurkunde", "bereithalten"):
        assert telling not in paper


def test_without_the_office_the_ticket_admits_that_it_knows_no_waiting_time() -> None:
    paper = read(sample("en", people_ahead=None, wait_low_min=None, wait_high_min=None))
    assert "Die Wartezeit erfahren Sie am Bildschirm." in paper
    assert "The screen shows the waiting time." in paper
    assert "15–25" not in paper


def test_a_ticket_without_an_address_has_the_code_only(tmp_path: Path) -> None:
    slip = sample(follow_url=None)
    assert "K7Q2-MX4W" in read(slip)
    assert "Handy" not in read(slip)
    assert scanned(render_ticket(slip, PROFILES["80mm-203dpi"], texts), tmp_path) == ""


def test_an_address_in_small_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="upper-case"):
        sample(follow_url="https://marke.musterstadt.de/t/abc")


def test_line_breaks_in_the_catalogue_are_spaces_on_paper() -> None:
    document = Document(Phrase("Reisepass\n  oder Ausweis"))
    assert "Reisepass oder Ausweis" in read(sample(documents=(document,)))


def test_a_word_that_no_line_can_hold_is_broken_and_never_leaves_the_paper() -> None:
    slip = sample(waiting_area=Phrase("W" * 60))
    render_ticket(slip, PROFILES["58mm-203dpi"], texts)


def test_a_number_too_wide_for_the_paper_stops_the_ticket() -> None:
    tiny = Profile("till", 64, 203, 12)
    with pytest.raises(SlipLayout):
        render_ticket(sample(), tiny, texts, Layout.COMPACT)
