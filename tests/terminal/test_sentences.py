"""What is said about waiting, in German."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kiosk.domain.opening import ClosedReason
from kiosk.domain.statuses import DepartmentStatus
from kiosk.terminal.lobby import UNKNOWN
from kiosk.terminal.sentences import Sentences
from kiosk.terminal.views import Chip
from kiosk.texts import Texts
from tests.domain.situations import BERLIN, NOON, at

BACK = at("12:20")


def say(now: datetime = NOON) -> Sentences:
    return Sentences(Texts("de"), now, BERLIN)


def told(state: str, **facts: Any) -> DepartmentStatus:
    return DepartmentStatus("melden", state, **facts)


BUSY = told("busy", waiting=4, low_min=10, high_min=25)


@pytest.mark.parametrize(
    ("status", "chip", "word"),
    [
        (told("closed"), Chip.CLOSED, "Geschlossen"),
        (told("consultation"), Chip.CALL, "Im Gespräch"),
        (told("paused"), Chip.PAUSED, "Kurze Pause"),
        (told("unstaffed"), Chip.PAUSED, "Nicht besetzt"),
        (told("busy", waiting=1, high_min=20), Chip.OPEN, "Geöffnet"),
        (BUSY, Chip.BUSY, "Viel Betrieb"),
        (told("free"), Chip.OPEN, "Geöffnet"),
        (told(UNKNOWN), Chip.OPEN, "Geöffnet"),
    ],
)
def test_every_state_has_a_chip_with_a_word(
    status: DepartmentStatus, chip: Chip, word: str
) -> None:
    assert say().chip(status, timedelta(minutes=20)) is chip
    assert say().status(status, chip) == word


@pytest.mark.parametrize(
    ("low", "high", "sentence"),
    [
        (10, 25, "ca. 10–25 Min."),
        (0, 5, "bis 5 Min."),
        (None, None, "Wartezeit unbekannt"),
        (None, 5, "Wartezeit unbekannt"),
    ],
)
def test_the_wait_is_a_range_in_minutes(low: int | None, high: int | None, sentence: str) -> None:
    assert say().minutes(low, high) == sentence


@pytest.mark.parametrize(
    ("status", "short", "sentence"),
    [
        (BUSY, "ca. 10–25 Min.", "4 Personen warten. Schätzung: ca. 10–25 Min."),
        (
            replace(BUSY, waiting=1),
            "ca. 10–25 Min.",
            "1 Person wartet. Schätzung: ca. 10–25 Min.",
        ),
        (told("free"), "keine Wartezeit", "Sie kommen sofort an die Reihe."),
        (
            told("consultation", low_min=0, high_min=10),
            "bis 10 Min.",
            "Alle Plätze sind im Gespräch. Schätzung: bis 10 Min.",
        ),
        (
            told("paused", back_at=BACK, low_min=0, high_min=5),
            "weiter um 12:20 Uhr",
            "Kurze Pause. Es geht weiter um 12:20 Uhr.",
        ),
        (
            told("paused", low_min=0, high_min=5),
            "bis 5 Min.",
            "Kurze Pause. Es geht gleich weiter.",
        ),
        (
            told("unstaffed", low_min=0, high_min=5),
            "Wartezeit unbekannt",
            "Zurzeit ist niemand am Platz. Bitte warten Sie.",
        ),
        (told(UNKNOWN), "Wartezeit unbekannt", "Die Wartezeit ist gerade nicht bekannt."),
        (
            told("closed", reason=ClosedReason.MIDDAY_BREAK, opens_at=at("13:30")),
            "öffnet um 13:30 Uhr",
            "Mittagspause. Wieder geöffnet heute um 13:30 Uhr.",
        ),
    ],
)
def test_every_state_says_how_long_it_takes(
    status: DepartmentStatus, short: str, sentence: str
) -> None:
    assert say().wait(status) == short
    assert say().wait_sentence(status) == sentence
