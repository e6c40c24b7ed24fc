"""The journal: one line per event, and nothing about a person can get in."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import Phrase
from kiosk.domain.tickets import Kind, TicketState
from kiosk.journal import WARNINGS, Fact, Happened, Key, note, open_journal

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def paper() -> io.StringIO:
    """What the journal is written on."""
    return io.StringIO()


@pytest.fixture
def journald(paper: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """An open journal as journald hears it."""
    monkeypatch.setenv("JOURNAL_STREAM", "8:1234")
    open_journal(paper)
    return paper


def test_an_event_is_one_line_with_its_facts(journald: io.StringIO) -> None:
    note(
        Happened.TICKET_ISSUED,
        number=TicketNumber("A", 42),
        kind=Kind.WALK_IN,
        terminal=Key("lobby-1"),
        waited=timedelta(seconds=12.5),
        ahead=3,
        printed=True,
        load=0.25,
        day=date(2026, 11, 24),
        at=NOON,
    )
    assert journald.getvalue() == (
        "<6>ticket.issued number=A042 kind=walk_in terminal=lobby-1 waited=12.5s ahead=3"
        " printed=yes load=0.25 day=2026-11-24 at=2026-11-24T12:00:00+00:00\n"
    )


def test_trouble_is_a_warning(journald: io.StringIO) -> None:
    note(Happened.OFFICE_LOST)
    assert journald.getvalue() == "<4>office.lost\n"


def test_a_person_at_a_terminal_sees_the_time_instead(
    paper: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOURNAL_STREAM", raising=False)
    open_journal(paper)
    note(Happened.VISIT_BEGAN)
    assert paper.getvalue()[8:] == " visit.began\n"


PERSONAL = {
    "a name": "Erika Mustermann",
    "a word": "erika",
    "bytes": b"Erika",
    "a phrase": Phrase("Erika"),
    "a list": ["Erika"],
    "nothing": None,
    "an exception": ValueError("Erika"),
}


@pytest.mark.parametrize("fact", PERSONAL.values(), ids=PERSONAL)
def test_what_could_be_about_a_person_is_refused_without_repeating_it(
    journald: io.StringIO, fact: Fact
) -> None:
    with pytest.raises(TypeError, match="who is a ") as refusal:
        note(Happened.VISIT_ENDED, who=fact)
    assert "rika" not in str(refusal.value)
    assert journald.getvalue() == ""


@pytest.mark.parametrize("name", ["Erika", "Erika Mustermann", "müller", "", "a" * 65, "a\nb"])
def test_a_name_is_no_key(name: str) -> None:
    with pytest.raises(ValueError, match="not an id of ours") as refusal:
        Key(name)
    assert not name or name not in str(refusal.value)


@pytest.mark.parametrize("event", ["visit.ended", TicketState.DONE])
def test_an_event_outside_the_vocabulary_is_refused(event: Happened) -> None:
    with pytest.raises(TypeError, match="member of Happened"):
        note(event)


def test_the_vocabulary_is_lower_case_words_and_acts_come_in_pairs() -> None:
    words = [event.value for event in Happened]
    assert all(word == word.lower() and " " not in word for word in words)
    assert {w.removesuffix(".began") for w in words if w.endswith(".began")} == {
        w.removesuffix(".ended") for w in words if w.endswith(".ended")
    }
    assert set(Happened) >= WARNINGS
