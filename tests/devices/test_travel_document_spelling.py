"""Written names and what the zone makes of them."""

from __future__ import annotations

import pytest

from devices.travel_document.spelling import fits


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Müller", "MUELLER"),
        ("Müller", "MULLER"),
        ("Müller", "MUXXLLER"),
        ("Groß-Gerau", "GROSS GERAU"),
        ("d'Artagnan", "DARTAGNAN"),
        ("Þórður Ægisson", "THORDUR AEGISSON"),
        ("Yılmaz İnönü", "YILMAZ INOENUE"),
        ("Łukasz Dvořák", "LUKASZ DVORAK"),
        ("Nuñez", "NUXXEZ"[:2] + "NXXEZ"),
    ],
)
def test_a_written_name_fits_its_transliterations(written: str, zone: str) -> None:
    assert fits(written, zone)


@pytest.mark.parametrize(
    ("written", "zone"), [("Müller", "MILLER"), ("Иванов", "IVANOV"), ("Ä" * 300, "A"), ("", "A")]
)
def test_another_name_does_not_fit(written: str, zone: str) -> None:
    assert not fits(written, zone)


def test_a_truncated_name_fits_as_far_as_it_goes() -> None:
    assert fits("Krasuangmüller", "KRASUANGMU", truncated=True)
    assert not fits("Krasuangmüller", "KRASUANGMU")
