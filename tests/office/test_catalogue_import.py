"""Importing a catalogue: Munich's real export, a town's own files, what changed since."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.catalogue import AppointmentRule, Catalogue, Known
from kiosk.office.catalogue_import import (
    import_catalogue,
    load_current,
    load_version,
    read_catalogue,
    render_report,
)
from kiosk.office.towns import load_town

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLE = CHECKOUT / "assets" / "towns" / "musterstadt"
DATA = CHECKOUT.parent / "shared" / "data"
SERVICES, OFFICES = DATA / "munich-services.json", DATA / "munich-locations.json"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def munich() -> Catalogue:
    return read_catalogue(SERVICES, OFFICES)[0]


def export(tmp_path: Path, *entries: dict[str, Any]) -> Path:
    file = tmp_path / "services.json"
    file.write_text(json.dumps({"data": entries, "datacount": len(entries)}), encoding="utf-8")
    return file


def test_munich_brings_162_public_services_and_109_offices(tmp_path: Path) -> None:
    report = import_catalogue(SERVICES, OFFICES, tmp_path, NOON)
    assert (report.entries, report.services) == (287, 162)
    assert (report.office_entries, report.offices) == (109, 109)
    assert report.dropped == {"not public": 125}
    assert report.remarks["office that is not public: kept, never shown"] == 9
    assert report.documents_unknown == 162
    assert report.first
    assert len(report.hard_texts) > 100
    assert "munich-locations.json says 108 entries but has 109" in report.remarks


def test_no_service_of_munich_carries_markup_or_hidden_characters(munich: Catalogue) -> None:
    for service in munich.services.values():
        for text in (
            service.name,
            service.summary,
            service.details,
            *(f.text for f in service.fees),
        ):
            assert not set("<>\u200b\xa0\r\t") & set(str(text))
            assert "  " not in str(text)
        assert not service.name.de.startswith("SB ")


def test_unknown_documents_stay_unknown(munich: Catalogue) -> None:
    assert {s.documents_known for s in munich.services.values()} == {Known.UNKNOWN}


def test_the_identity_card_of_munich_has_key_fees_and_everyday_words(munich: Catalogue) -> None:
    card = next(s for s in munich.services.values() if s.name.de == "Personalausweis")
    assert card.leika == "99008001000000"
    assert card.planned == timedelta(minutes=15)
    assert ("unter 24 Jahren", 2760) in [(f.text.de, f.amount_cents) for f in card.fees]
    assert card.appointment is AppointmentRule.POSSIBLE
    assert card.synonyms
    assert all("datenschutz" not in form.name.lower() for form in card.forms)
    assert len(card.forms) == len({form.url for form in card.forms})


def test_offices_know_only_services_that_came_in(munich: Catalogue) -> None:
    assert all(key in munich.services for office in munich.offices for key in office.services)
    assert any(office.address.endswith("München") for office in munich.offices)


def test_berlin_lists_what_to_bring(tmp_path: Path) -> None:
    entry = {
        "id": 120686,
        "name": "Anmeldung einer Wohnung",
        "requirements": [{"name": "<b>Ausweis</b>", "link": False}, {"name": False}],
        "prerequisites": [{"name": "Persönliche Vorsprache"}],
        "fees": "keine Gebühren",
        "onlineprocessing": {"link": "javascript:alert(1)"},
        "legal": [{"name": "§ 17 BMG", "link": "https://example.org"}],
    }
    catalogue, _ = read_catalogue(export(tmp_path, entry), None)
    service = catalogue.services["120686"]
    assert [d.text.de for d in service.documents] == ["Ausweis"]
    assert service.documents_known is Known.STATED
    assert service.fees_known is Known.NONE
    assert service.legal_basis == ("§ 17 BMG",)
    assert service.online is None


def test_internal_and_repeated_entries_stay_outside_and_are_counted(tmp_path: Path) -> None:
    entries = [
        {"id": "1", "name": "Reisepass"},
        {"id": "1", "name": "Reisepass noch einmal"},
        {"id": "2", "name": "SB Reisepass"},
        {"id": "3", "name": "Versteckt", "public": "false"},
        {"id": "4", "name": False},
        {"id": None, "name": "Ohne Nummer"},
    ]
    report = import_catalogue(export(tmp_path, *entries), None, tmp_path, NOON)
    assert report.services == 1
    assert sorted(report.dropped.values()) == [1, 1, 1, 1, 1]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    first = import_catalogue(SERVICES, OFFICES, tmp_path, NOON)
    again = import_catalogue(SERVICES, OFFICES, tmp_path, NOON)
    assert again.version == first.version
    assert not again.first and not again.changes
    assert "Nothing changed" in render_report(again)


def test_a_new_import_says_what_changed_and_keeps_the_old_version(tmp_path: Path) -> None:
    a, b, c = ({"id": n, "name": f"Dienst {n}", "duration": 10} for n in ("1", "2", "3"))
    old = import_catalogue(export(tmp_path, a, b), None, tmp_path, NOON)
    report = import_catalogue(export(tmp_path, a | {"duration": 20}, c), None, tmp_path, NOON)
    assert report.changes.new == ("Dienst 3",)
    assert report.changes.removed == ("Dienst 2",)
    assert report.changes.changed == ("Dienst 1",)
    current = load_current(tmp_path)
    assert current is not None and current.version == report.version
    assert set(load_version(tmp_path, old.version).services) == {"1", "2"}


def test_a_towns_own_folder_is_imported_too(tmp_path: Path) -> None:
    report = import_catalogue(SAMPLE, None, tmp_path, NOON)
    assert report.source == "town:musterstadt"
    assert load_current(tmp_path) == load_town(SAMPLE, [2026]).catalogue
    assert "54 of 54 services came in" in render_report(report)


def test_a_town_may_use_an_imported_catalogue(tmp_path: Path, munich: Catalogue) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "town"))
    file = folder / "town.toml"
    text = file.read_text(encoding="utf-8")
    keys = iter(munich.services)
    while 'mode = "' in text:
        text = text.replace('mode = "', f'services = ["{next(keys)}"]\nmode="', 1)
    file.write_text(text, encoding="utf-8")
    town = load_town(folder, [2026], munich)
    assert town.catalogue is munich
    assert len(town.departments[0].services) == 1


def test_nothing_imported_yet_is_no_mistake(tmp_path: Path) -> None:
    assert load_current(tmp_path) is None
