"""What fell out of the fake printer, read by programs that we did not write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from devices.printer import PROFILES, Profile
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import GERMAN, LANGUAGES
from kiosk.terminal.slips import Layout, render_ticket
from tests.paper.printing import printed
from tests.support.readers import Reader, scanned, stands_in
from tests.terminal.slip_samples import URL, sample, texts

WIDE, NARROW = PROFILES["80mm-203dpi"], PROFILES["58mm-203dpi"]
every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


@dataclass(frozen=True, slots=True)
class Facts:
    """What differs from ticket to ticket; every digit is there."""

    prefix: str
    number: int
    ahead: int
    low_min: int
    high_min: int

    def on_paper(self) -> dict[str, object]:
        return {
            "number": TicketNumber(self.prefix, self.number),
            "people_ahead": self.ahead,
            "wait_low_min": self.low_min,
            "wait_high_min": self.high_min,
        }

    @property
    def number_seen(self) -> str:
        return rf"\b{self.prefix} ?{self.number:03d}\b"

    @property
    def wait_seen(self) -> str:
        return rf"\b{self.low_min}-{self.high_min}\b"


FACTS = {
    "de": Facts("A", 42, 7, 15, 25),
    "en": Facts("B", 137, 3, 5, 10),
    "tr": Facts("C", 205, 12, 30, 45),
    "uk": Facts("D", 869, 21, 50, 80),
    "ar": Facts("E", 580, 4, 10, 20),
}


@every_profile
async def test_every_code_leads_to_the_address_of_the_ticket(
    profile: Profile, drawings: dict[str, Path], tmp_path: Path
) -> None:
    pictures = [
        render_ticket(sample(language, **drawings), profile, texts) for language in LANGUAGES
    ]
    papers = await printed(pictures, profile, tmp_path)
    assert [scanned(paper) for paper in papers] == [[URL]] * len(pictures)


@pytest.mark.parametrize("profile", [WIDE, NARROW], ids=["80mm", "58mm"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_number_department_and_wait_can_be_read(
    language: str, profile: Profile, drawings: dict[str, Path], tmp_path: Path
) -> None:
    facts = FACTS[language]
    slip = sample(language, **drawings, **facts.on_paper())
    (paper,) = await printed([render_ticket(slip, profile, texts)], profile, tmp_path)
    german = Reader(paper, profile.dpi, GERMAN)
    assert german.finds(facts.number_seen)
    assert german.finds(facts.wait_seen)
    assert german.reads("Min. Wartezeit")
    assert german.reads(slip.department.de)
    assert slip.service is not None
    assert german.reads(slip.service.de)
    if language == GERMAN:
        return
    words, own = texts(language), Reader(paper, profile.dpi, language)
    people = words.n(
        "Vor Ihnen ist {count} Person.", "Vor Ihnen sind {count} Personen.", facts.ahead
    )
    wait = words._("Wartezeit: {low} bis {high} Minuten", low=facts.low_min, high=facts.high_min)
    assert own.reads(slip.department.said_in(language))
    assert own.reads(slip.service.said_in(language))
    assert own.reads(people)
    assert own.reads(wait)


async def test_what_does_not_stand_on_the_paper_is_not_read(tmp_path: Path) -> None:
    slip = sample(**FACTS["de"].on_paper())
    (paper,) = await printed([render_ticket(slip, WIDE, texts, Layout.COMPACT)], WIDE, tmp_path)
    german = Reader(paper, WIDE.dpi, GERMAN)
    assert not german.finds(FACTS["en"].number_seen)
    assert not german.reads("Standesamt")


def test_a_wrong_digit_is_another_wait_and_a_wrong_letter_is_none() -> None:
    wait = "Wartezeit: 15 bis 25 Minuten"
    assert stands_in(wait, "7 Personen. Wartezeit: 15 bis 25 Minuten Bitte")
    assert stands_in(wait, "7 Personen. Wartezelt: 15 bis 25 Minuten Bitte")
    assert not stands_in(wait, "7 Personen. Wartezeit: 15 bis 35 Minuten Bitte")
    assert not stands_in(wait, "7 Personen. Öffnungszeit: 15 bis 25 Uhr Bitte")
