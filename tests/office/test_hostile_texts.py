"""Texts and fields of an export that nobody checked: read, cleaned, never a crash."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.catalogue import Known
from kiosk.office.catalogue_import import import_catalogue, load_current
from kiosk.office.catalogue_import.fees import fees_of
from kiosk.office.catalogue_import.plain_text import text_of
from kiosk.office.catalogue_import.readability import amstad

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_html_becomes_lines_and_bullets() -> None:
    html = (
        "<p>Das   ist <strong>fett</strong> , ja.<br/>5 &lt; 6 &amp; 7 < 8</p>"
        "<ul><li>eins</li><li> </li><li>zwei</li></ul><!-- nie --><style>p{}</style>"
    )
    assert text_of(html) == "Das ist fett, ja.\n5 < 6 & 7 < 8\n• eins\n• zwei"


@pytest.mark.parametrize(
    ("prose", "fees"),
    [
        ("13 Euro", [("", 1300)]),
        (
            "• unter 24 Jahren: 27,60 Euro\n• ab 24: 46 €",
            [("unter 24 Jahren", 2760), ("ab 24", 4600)],
        ),
        ("Nachdruck:\n• 10 Euro", [("Nachdruck", 1000)]),
        ("1.250,50 EUR pro Fall", [("pro Fall", 125050)]),
        ("ab 30 Euro", [("ab 30 Euro", None)]),
        ("600 - 1000 Euro", [("600 - 1000 Euro", None)]),
        ("30 Euro, ermäßigt 15 Euro", [("30 Euro, ermäßigt 15 Euro", None)]),
    ],
)
def test_amounts_are_taken_from_prose_only_where_they_are_clear(
    prose: str, fees: list[tuple[str, int | None]]
) -> None:
    known, found = fees_of(prose)
    assert known is Known.STATED
    assert [(fee.text.de, fee.amount_cents) for fee in found] == fees


@pytest.mark.parametrize(
    ("prose", "known"),
    [("", Known.UNKNOWN), ("gebührenfrei", Known.NONE), ("Kostenlos.", Known.NONE)],
)
def test_free_is_not_the_same_as_unknown(prose: str, known: Known) -> None:
    assert fees_of(prose) == (known, ())


def test_officialese_reads_harder_than_plain_words() -> None:
    plain = "Sie sind umgezogen. Sagen Sie uns Ihre neue Adresse. Das kostet nichts. " * 2
    office = (
        "Die Inanspruchnahme der Verwaltungsdienstleistung setzt die ordnungsgemäße Vorlage "
        "der Wohnungsgeberbestätigung sowie identitätsfeststellender Unterlagen voraus, "
        "deren Vollständigkeit behördlicherseits überprüft wird."
    )
    easy, hard = amstad(plain), amstad(office)
    assert easy is not None and hard is not None and hard < 30 < 60 < easy
    assert amstad("Zu kurz.") is None


def test_what_nobody_sees_is_dropped_from_texts(tmp_path: Path) -> None:
    name = "Pass\u202egnp.exe\u200b \ud800\u0007<script>alert(1)</script>"
    (tmp_path / "odd.json").write_text(json.dumps({"data": [{"id": "1", "name": name}]}))
    import_catalogue(tmp_path / "odd.json", None, tmp_path / "state", NOON)
    catalogue = load_current(tmp_path / "state")
    assert catalogue is not None and catalogue.services["1"].name.de == "Passgnp.exe"


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<a b='", "&#x", "<", "</", "<p>", "<b>a", "1.0"])
def test_no_html_takes_more_than_linear_time(piece: str) -> None:
    html = piece * (200_000 // len(piece))
    begin = perf_counter()
    text = text_of(html)
    fees_of(text)
    amstad(text)
    assert perf_counter() - begin < 5


loose = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=9), st.just({"name": False})
)
values = loose | st.lists(loose, max_size=2) | st.dictionaries(st.just("name"), loose)
FIELDS = (
    "id name description meta authorities locations leika public links forms appointment "
    "maxQuantity duration fees requirements prerequisites legal onlineprocessing services address"
).split()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), values), max_size=3))
def test_any_types_in_any_field_are_read_or_refused(tmp_path: Path, entries: list[Any]) -> None:
    file = tmp_path / "odd.json"
    file.write_text(
        json.dumps({"data": [{"id": "1", "name": "Reisepass"}, *entries]}), encoding="utf-8"
    )
    report = import_catalogue(file, file, tmp_path / "state", NOON)
    assert report.services + sum(report.dropped.values()) >= 1
