"""Every slip in every language and width: whole, readable, and said plainly as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.printer import PROFILES, PaperPicture, Profile, Style
from kiosk.domain.phrases import LANGUAGES
from kiosk.terminal.slips import render_appointment, render_checklist, render_receipt, render_ticket
from tests.terminal.other_slips import (
    CHECK_IN,
    TOWN,
    appointment,
    checklist,
    every_slip,
    receipt,
)
from tests.terminal.slip_samples import URL, phrase, sample, scanned, texts

WIDE, NARROW = PROFILES["80mm-203dpi"], PROFILES["58mm-203dpi"]
COLUMNS = {"80mm-203dpi": 42, "80mm-180dpi": 42, "58mm-203dpi": 32}

every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def lines(picture: PaperPicture) -> list[str]:
    return [line.text for line in picture.plain if line.style is not Style.QR]


@every_profile
@every_language
def test_every_slip_is_whole_in_dots_and_in_lines(language: str, profile: Profile) -> None:
    for name, render in every_slip(language):
        picture = render(profile)
        assert picture.width_dots == profile.width_dots, name
        assert 80 < picture.length_mm < 480, name
        assert all(text.strip() for text in lines(picture)), name


@pytest.mark.parametrize("service", sorted(TOWN.catalogue.services))
def test_every_service_of_the_town_has_a_check_list_that_can_be_printed(service: str) -> None:
    for language, profile in (("uk", WIDE), ("ar", NARROW)):
        picture = render_checklist(checklist(language, service), profile, texts)
        assert lines(picture).count("-" * COLUMNS[profile.name]) > 3


@every_language
def test_the_plain_ticket_tells_what_the_drawn_one_tells(language: str) -> None:
    picture = render_ticket(sample(language), WIDE, texts)
    assert next(line.text for line in picture.plain if line.style is Style.LARGE) == "A 042"
    assert [line.text for line in picture.plain if line.style is Style.QR] == [URL]
    told = lines(picture)
    for text in ("7 vor Ihnen", "15–25 Min. Wartezeit", "[ ] Wohnungsgeberbestätigung"):
        assert text in told
    assert "K7Q2-MX4W" in told
    assert not {"\u00a0", "\u00ad", "\u2066", "\u2069", "☐"} & set("".join(told))


def test_german_comes_before_the_other_language_in_plain_lines() -> None:
    told = lines(render_ticket(sample("uk"), WIDE, texts))
    assert told.index("Warteraum 1. OG links") < told.index("Зала очікування, 2-й поверх ліворуч")


@every_profile
def test_the_code_of_an_appointment_can_be_scanned(profile: Profile, tmp_path: Path) -> None:
    assert scanned(render_appointment(appointment("tr"), profile, texts), tmp_path) == CHECK_IN


@every_profile
def test_the_longest_receipt_and_appointment_find_room(profile: Profile) -> None:
    long = phrase(*["Staatsangehörigkeits- und Personenstandsangelegenheiten, Ausländerwesen"] * 5)
    render_receipt(receipt("uk", department=long, service=long, next_steps=(long,) * 4,
                           reprint=True), profile, texts)  # fmt: skip
    september = appointment().starts_at.replace(month=9, day=24, year=2026)
    render_appointment(appointment("ar", department=long, service=long, place=long, way=long,
                                   starts_at=september, reprint=True, video=True),
                       profile, texts)  # fmt: skip
