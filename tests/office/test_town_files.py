"""A town's own files: what they become, and how a mistake is named."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.catalogue import AppointmentRule, Known
from kiosk.domain.departments import Mode, Town
from kiosk.domain.opening import ClosedReason, Interval, opening_at
from kiosk.domain.phrases import LANGUAGES, Phrase
from kiosk.office.town_files import TownFileWrong
from kiosk.office.towns import load_town
from screens.icons import ICONS

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "towns" / "musterstadt"
BERLIN = ZoneInfo("Europe/Berlin")
FOREIGN_LETTERS = {"uk": re.compile("[\u0600-\u06ff]|[ыэъё]"), "ar": re.compile("[\u0400-\u04ff]")}


@pytest.fixture(scope="module")
def town() -> Town:
    return load_town(SAMPLE, [2026, 2027])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample town, to make mistakes in."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "town"))


def mistake(folder: Path, file: str, old: str, new: str) -> TownFileWrong:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TownFileWrong) as wrong:
        load_town(folder, [2026])
    assert wrong.value.file == path
    return wrong.value


def phrases(town: Town) -> Iterator[Phrase]:
    for d in town.departments:
        yield from (d.name, d.room, d.waiting_area, d.way, d.about, d.sign())
    for s in town.catalogue.services.values():
        yield from (s.name, s.summary)
        yield from (d.text for d in s.documents)
        yield from (p for p in (s.payment, *(d.who for d in s.documents)) if p.de)
        yield from (p for p in (*s.steps_before, *(f.text for f in s.fees)) if p.de)


def test_the_sample_town_has_ten_departments_and_fifty_services(town: Town) -> None:
    assert len(town.departments) >= 10
    assert len(town.catalogue.services) >= 50
    assert {d.mode for d in town.departments} == set(Mode)
    assert all(d.icon in ICONS for d in town.departments)


def test_every_text_of_the_sample_town_is_in_every_language(town: Town) -> None:
    for phrase in phrases(town):
        assert {"de", *phrase.others} == set(LANGUAGES), phrase.de
        for language, wrong_letters in FOREIGN_LETTERS.items():
            assert not wrong_letters.search(phrase.said_in(language)), phrase.de


def test_summaries_fit_on_the_glass(town: Town) -> None:
    for service in town.catalogue.services.values():
        assert len(service.summary.de) <= 110, service.key


def test_changing_the_address_says_what_to_bring(town: Town) -> None:
    service = town.catalogue.services["wohnsitz-ummelden"]
    assert [str(d.text) for d in service.documents][0] == "Personalausweis oder Reisepass"
    assert [str(d.who) for d in service.documents][-1] == "bei Kindern"
    assert service.fees_known is Known.NONE
    assert service.planned == timedelta(minutes=15)
    assert service.appointment is AppointmentRule.POSSIBLE
    assert town.departments_serving(service.key)[0].prefix == "A"


def test_every_department_has_a_desk_for_its_mode(town: Town) -> None:
    for department in town.departments:
        desks = [d for d in town.desks if department.key in d.departments]
        assert department.mode is Mode.VIDEO or any(d.takes_lobby for d in desks)
        assert department.mode is Mode.LOBBY or any(d.takes_video for d in desks)


def test_the_disability_office_does_not_name_itself_on_paper(town: Town) -> None:
    assert town.department("schwerbehinderung").sign().said_in("en") == "Advice"


def test_the_midday_break_is_told(town: Town) -> None:
    noon = datetime(2026, 11, 24, 13, 0, tzinfo=BERLIN)
    opening = opening_at(town.department("melden").hours, noon, BERLIN)
    assert opening.reason is ClosedReason.MIDDAY_BREAK
    assert opening.opens_at == datetime(2026, 11, 24, 13, 30, tzinfo=BERLIN)


def test_rose_monday_and_new_years_eve_have_their_reason(town: Town) -> None:
    hours = town.department("kfz").hours
    for day in (date(2026, 2, 16), date(2027, 2, 8), date(2026, 12, 31)):
        assert hours.on(day) == ()
    monday = datetime(2026, 2, 16, 9, tzinfo=BERLIN)
    reason, phrase = hours.why_closed(monday, BERLIN)
    assert (reason, str(phrase)) == (ClosedReason.CLOSURE, "Rosenmontag")


def test_a_holiday_is_told_in_the_visitors_language(town: Town) -> None:
    corpus_christi = datetime(2026, 6, 4, 9, tzinfo=BERLIN)
    reason, phrase = town.department("melden").hours.why_closed(corpus_christi, BERLIN)
    assert reason is ClosedReason.HOLIDAY
    assert phrase is not None and phrase.said_in("uk") == "Свято Тіла і Крові Христових"


def test_the_staff_meeting_opens_no_door_that_is_shut_on_wednesdays(town: Town) -> None:
    meeting = date(2026, 12, 2)
    assert town.department("melden").hours.on(meeting) == (Interval(time(10, 30), time(12, 30)),)
    assert town.department("einbuergerung").hours.on(meeting) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "says"),
    [
        ("town.toml", 'prefix = "B"', 'prefix = "A"', "department.kfz.prefix", "taken by"),
        ("town.toml", 'prefix = "B"', 'prefix = "I"', "department.kfz.prefix", "one letter of"),
        ("town.toml", '["kfz"]', '["kfs"]', "desk.platz-5.departments", "no department 'kfs'"),
        ("town.toml", 'region = "NW"', 'region = "XX"', "region", "not one of"),
        ("town.toml", "Europe/Berlin", "Europe/Atlantis", "timezone", "not a time zone"),
        ("town.toml", '["easter-48"]', '["eastern"]', "closure.1.when", "not a date"),
        ("town.toml", "07:30-12:00", "07:30-25:00", "department.kfz.hours", "like 08:00-12:30"),
        ("town.toml", 'icon = "map"', 'ikon = "map"', "department.kataster.ikon", "not a known"),
        ("town.toml", 'mode = "lobby"', 'mode = "loby"', "department.kfz.mode", "lobby"),
        ("town.toml", "@raum-9", "@raum-99", "department.kfz.room", "no 'raum-99'"),
        ("services/kfz.toml", "minutes = 15", 'minutes = "15"', "fahrzeug-anmelden.minutes", "int"),
        ("services/kfz.toml", "99036020001000", "99", "fahrzeug-anmelden.leika", "14 digits"),
        ("words.toml", 'en = "Room 4"', 'en = ""', "raum-4.en", "is empty"),
        ("words.toml", 'de = "Raum 4"', "", "raum-4.de", "German is always needed"),
        ("town.toml", 'key = "musterstadt"', "key = ", "", "is not TOML"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_key_and_reason(
    folder: Path, file: str, old: str, new: str, key: str, says: str
) -> None:
    wrong = mistake(folder, file, old, new)
    assert wrong.key == key
    assert says in str(wrong)
