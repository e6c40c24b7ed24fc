"""What is said about opening and closing, in German."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kiosk.domain.opening import ClosedReason, Hours, WeeklyRule
from kiosk.domain.phrases import Phrase
from kiosk.domain.statuses import DepartmentStatus
from kiosk.terminal.sentences import Sentences
from kiosk.texts import Texts
from tests.domain.situations import BERLIN, NOON, OFFICE_HOURS, TUESDAY, at, between


def say(now: datetime = NOON) -> Sentences:
    return Sentences(Texts("de"), now, BERLIN)


def shut(reason: str | None, phrase: str = "") -> DepartmentStatus:
    said = Phrase(phrase) if phrase else None
    return DepartmentStatus("melden", "closed", reason=reason, phrase=said)


@pytest.mark.parametrize(
    ("opens", "short", "sentence"),
    [
        (at("13:30"), "öffnet um 13:30 Uhr", "Wieder geöffnet heute um 13:30 Uhr."),
        (
            at("08:00", date(2026, 11, 25)),
            "morgen ab 08:00 Uhr",
            "Wieder geöffnet morgen um 08:00 Uhr.",
        ),
        (
            at("08:00", date(2026, 11, 30)),
            "Mo. ab 08:00 Uhr",
            "Wieder geöffnet am Mo., 30. November um 08:00 Uhr.",
        ),
        (
            at("08:00", date(2026, 12, 1)),
            "ab Di., 1. Dezember",
            "Wieder geöffnet am Di., 1. Dezember um 08:00 Uhr.",
        ),
        (
            None,
            "bis auf Weiteres geschlossen",
            "Wann es wieder öffnet, steht noch nicht fest.",
        ),
    ],
)
def test_a_closed_door_says_when_it_opens(
    opens: datetime | None, short: str, sentence: str
) -> None:
    assert say().opens(opens) == short
    assert say().opens_sentence(opens) == sentence


def test_tomorrow_is_counted_in_days_of_the_town() -> None:
    late = at("23:30")
    assert say(late).opens(at("08:00", date(2026, 11, 25))).startswith("morgen")


@pytest.mark.parametrize(
    ("reason", "phrase", "sentence"),
    [
        (ClosedReason.HOLIDAY, "Allerheiligen", "Heute ist Feiertag: Allerheiligen."),
        (ClosedReason.CLOSURE, "Umzug", "Heute geschlossen: Umzug."),
        (ClosedReason.DAY_OFF, "", "Heute geschlossen."),
        (ClosedReason.BEFORE_HOURS, "", "Noch geschlossen."),
        (ClosedReason.MIDDAY_BREAK, "", "Mittagspause."),
        (ClosedReason.AFTER_HOURS, "", "Für heute geschlossen."),
        (None, "", "Geschlossen."),
    ],
)
def test_a_closed_door_says_why(reason: str | None, phrase: str, sentence: str) -> None:
    assert say().reason(shut(reason, phrase)) == sentence


def test_every_reason_has_a_sentence_of_its_own() -> None:
    said = {say().reason(shut(reason, "X")) for reason in ClosedReason}
    assert len(said) == len(ClosedReason)


def test_the_hours_of_a_day_are_told_with_the_break() -> None:
    assert say().today(OFFICE_HOURS) == "08:00–12:30 und 13:30–16:00 Uhr"
    assert say().on(OFFICE_HOURS, date(2026, 11, 28)) == "geschlossen"


def test_overlapping_rules_are_told_as_one_span() -> None:
    every = frozenset(range(7))
    parts = (("08:00", "12:00"), ("11:00", "14:00"))
    hours = Hours(tuple(WeeklyRule(every, (between(*part),)) for part in parts))
    assert say().on(hours, TUESDAY) == "08:00–14:00 Uhr"


def test_a_week_joins_equal_days_and_begins_on_monday() -> None:
    assert say().week(OFFICE_HOURS) == (
        ("Mo.–Di.", "08:00–12:30 und 13:30–16:00 Uhr"),
        ("Mi.", "08:00–12:30 Uhr"),
        ("Do.", "08:00–12:30 und 13:30–18:00 Uhr"),
        ("Fr.", "08:00–12:30 Uhr"),
        ("Sa.–So.", "geschlossen"),
    )
