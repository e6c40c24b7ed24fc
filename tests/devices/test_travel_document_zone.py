"""The machine readable zone: the specimens of ICAO Doc 9303, check digits, dates, names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from devices.travel_document import MrzKey, mrz
from devices.travel_document.check_digits import check_digit
from devices.travel_document.document import Kind, PartialDate
from devices.travel_document.errors import Malformed
from devices.travel_document.simulated.holder import Holder, card_zone, passport_zone

TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2_LONG = "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8"
TODAY = date(2026, 11, 25)


def test_the_check_digits_of_the_standard() -> None:
    assert [check_digit(text) for text in ("520727", "AB2134<<<")] == ["3", "5"]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        (TD1, Kind.IDENTITY_CARD, "D23145890"),
        (TD2, Kind.IDENTITY_CARD, "D23145890"),
        (TD3, Kind.PASSPORT, "L898902C3"),
        (TD2_LONG, Kind.IDENTITY_CARD, "D23145890734"),
    ],
)
def test_the_specimens_are_read(text: str, kind: Kind, number: str) -> None:
    zone = mrz.parse(text)
    assert (zone.kind, zone.document_number) == (kind, number)
    assert (zone.issuing_state, zone.nationality) == ("UTO", "UTO")


def test_a_zone_tells_the_person() -> None:
    zone = mrz.parse(TD3)
    assert (zone.names.surname, zone.names.given) == ("ERIKSSON", "ANNA MARIA")
    assert (zone.birth_date, zone.sex, zone.expiry_date) == ("740812", "F", "120415")
    assert not zone.names.truncated
    key = zone.key
    assert (key.document_number, key.birth_date, key.expiry_date) == (
        "L898902C3",
        "740812",
        "120415",
    )


@pytest.mark.parametrize("text", [TD1, TD2, TD3, TD2_LONG])
def test_any_wrong_digit_is_found(text: str) -> None:
    for at, letter in enumerate(text):
        if letter.isdigit():
            wrong = text[:at] + str((int(letter) + 1) % 10) + text[at + 1 :]
            with pytest.raises(Malformed):
                mrz.parse(wrong)


@pytest.mark.parametrize("text", ["", TD3[:-1], TD3 + "0", TD3.lower(), TD3.replace("U", "Ü")])
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        mrz.parse(text)


def test_what_the_simulator_writes_is_what_the_standard_prints() -> None:
    specimen = Holder(document_number="L898902C3", expiry_date="120415")
    assert passport_zone(specimen, "ZE184226B") == TD3.replace("\n", "")
    assert card_zone(replace(specimen, document_number="D23145890")) == TD1.replace("\n", "")


@pytest.mark.parametrize("number", ["A1", "L898902C3", "D23145890734", "D2314589073412345678"])
def test_a_document_number_of_any_length_comes_back(number: str) -> None:
    zone = mrz.parse(card_zone(Holder(document_number=number)))
    assert zone.document_number == number


def test_a_name_that_fills_the_zone_may_go_on() -> None:
    holder = Holder(surname="NILAVADHANANANDA", given="CHAYAPA DEJTHAMRONG KRASUANG")
    assert mrz.parse(passport_zone(holder)).names.truncated


def test_a_document_with_one_name_has_no_given_name() -> None:
    names = mrz.names("ARKFREITH<<<<<<<<<<<<<<<<<<<<<")
    assert (names.surname, names.given) == ("ARKFREITH", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("740812", PartialDate(1974, 8, 12)),
        ("261125", PartialDate(2026, 11, 25)),
        ("261126", PartialDate(1926, 11, 26)),
        ("65<<<<", PartialDate(1965, None, None)),
        ("6502<<", PartialDate(1965, 2, None)),
        ("<<<<<<", None),
    ],
)
def test_a_birth_date_is_never_in_the_future(text: str, expected: PartialDate | None) -> None:
    assert mrz.birth_date(text, TODAY) == expected


@pytest.mark.parametrize("text", ["740230", "741301", "<<0812", "7A0812"])
def test_a_date_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        mrz.expiry_date(text, TODAY)


def test_an_expiry_date_is_the_nearest() -> None:
    dates = [mrz.expiry_date(text, TODAY) for text in ("360101", "991231", "260101")]
    assert dates == [date(2036, 1, 1), date(1999, 12, 31), date(2026, 1, 1)]


@pytest.mark.parametrize("parts", [("", "740812", "120415"), ("A", "7408", "120415")])
def test_a_key_that_no_zone_has_is_refused(parts: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError):
        MrzKey(*parts)
