"""What the terminal writes down, so that a power cut loses nothing and doubles nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from devices.printer import Blocked, Clean, Confirmed, Outcome, OutOfPaper
from kiosk.domain.numbers import Hand, TicketNumber
from kiosk.terminal.notebook import (
    RESUME_WITHIN,
    LeftBehind,
    Notebook,
    PrintJournal,
    number_of,
)
from tests.domain.situations import NOON, TUESDAY
from tests.terminal.visits import DRAWN

HAND = Hand("A", TUESDAY, (7, 8), (998, 999))
NEW = replace(DRAWN, number=number_of("A"), status=None)


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Callable[[], Notebook]]:
    """Open the same notebook once more, as after a power cut."""
    opened: list[Notebook] = []

    def reopen() -> Notebook:
        opened.append(Notebook(tmp_path / "state" / "notebook.sqlite"))
        return opened[-1]

    yield reopen
    for notebook in opened:
        notebook.close()


@pytest.fixture
def notebook(again: Callable[[], Notebook]) -> Notebook:
    notebook = again()
    notebook.keep_hand(HAND)
    return notebook


# ------------------------------------------------------------------ numbers
def test_a_hand_is_kept_by_day_and_letter(notebook: Notebook) -> None:
    tomorrow = TUESDAY + timedelta(days=1)
    assert notebook.hand(TUESDAY, "A") == HAND
    assert notebook.hand(TUESDAY, "B") == Hand("B", TUESDAY)
    assert notebook.hand(tomorrow, "A") == Hand("A", tomorrow)


def test_drawing_takes_the_number_and_writes_the_ticket_in_one_step(
    notebook: Notebook, again: Callable[[], Notebook]
) -> None:
    drawn = notebook.draw(NEW, alone=False)
    assert drawn == replace(NEW, number=TicketNumber("A", 7))
    later = again()
    assert later.hand(TUESDAY, "A").running == (8,)
    assert later.never_shown() == [drawn]


def test_the_reserve_is_for_when_the_office_is_away(notebook: Notebook) -> None:
    news = [replace(NEW, ticket_id=str(n)) for n in range(6)]
    ways = [False, False, False, True, True, True]
    drawn = [notebook.draw(new, alone=alone) for new, alone in zip(news, ways, strict=True)]
    numbers = [str(each.number) if each else None for each in drawn]
    assert numbers == ["A007", "A008", None, "A998", "A999", None]


def test_a_ticket_that_cannot_be_written_takes_no_number(notebook: Notebook) -> None:
    notebook.draw(NEW, alone=False)
    with pytest.raises(sqlite3.IntegrityError):
        notebook.draw(NEW, alone=False)
    assert notebook.hand(TUESDAY, "A").running == (8,)


def test_numbers_of_yesterday_are_forgotten(notebook: Notebook) -> None:
    notebook.forget_hands_before(TUESDAY)
    assert notebook.hand(TUESDAY, "A") == HAND
    notebook.forget_hands_before(TUESDAY + timedelta(days=1))
    assert notebook.hand(TUESDAY, "A") == Hand("A", TUESDAY)


# ------------------------------------------------------------------ outbox
@pytest.mark.parametrize("told_first", [True, False])
def test_what_is_shown_and_told_is_nobodys_business_any_more(
    notebook: Notebook, again: Callable[[], Notebook], told_first: bool
) -> None:
    drawn = notebook.draw(NEW, alone=False)
    assert drawn is not None
    if told_first:
        notebook.told(drawn.ticket_id)
        notebook.shown(drawn, NOON)
    else:
        notebook.shown(drawn, NOON)
        assert notebook.undelivered() == [drawn]
        notebook.told(drawn.ticket_id)
    for each in (notebook, again()):
        assert (each.undelivered(), each.never_shown()) == ([], [])


def test_what_the_office_has_not_heard_is_delivered_oldest_first(notebook: Notebook) -> None:
    for ticket_id in ("Z", "A"):
        drawn = notebook.draw(replace(NEW, ticket_id=ticket_id), alone=False)
        assert drawn is not None
        notebook.shown(drawn, NOON)
    assert [each.ticket_id for each in notebook.undelivered()] == ["Z", "A"]


def test_a_ticket_on_its_way_to_the_glass_is_not_taken_for_lost(notebook: Notebook) -> None:
    notebook.draw(NEW, alone=False)
    assert notebook.never_shown() == []


@pytest.mark.parametrize("told", [True, False])
def test_after_a_kill_a_ticket_nobody_has_seen_is_found_until_it_is_dropped(
    notebook: Notebook, again: Callable[[], Notebook], told: bool
) -> None:
    drawn = notebook.draw(NEW, alone=False)
    if told:
        notebook.told(NEW.ticket_id)
    later = again()
    assert (later.never_shown(), later.undelivered()) == ([drawn], [])
    later.drop(NEW.ticket_id)
    assert later.never_shown() == again().never_shown() == []


# ------------------------------------------------------------------ the glass
def test_a_ticket_is_on_the_glass_again_for_three_minutes(
    notebook: Notebook, again: Callable[[], Notebook]
) -> None:
    notebook.shown(DRAWN, NOON)
    later, second = again(), timedelta(seconds=1)
    left = LeftBehind(DRAWN, None, None)
    assert later.on_the_glass(NOON) == left
    assert later.on_the_glass(NOON + RESUME_WITHIN) == left
    assert later.on_the_glass(NOON + RESUME_WITHIN + second) is None
    assert later.on_the_glass(NOON - RESUME_WITHIN - second) is None


def test_only_the_last_ticket_is_on_the_glass_and_none_after_the_visit(
    notebook: Notebook, again: Callable[[], Notebook]
) -> None:
    last = replace(DRAWN, ticket_id="LAST")
    notebook.shown(DRAWN, NOON)
    notebook.shown(last, NOON)
    assert again().on_the_glass(NOON) == LeftBehind(last, None, None)
    notebook.clear_glass()
    assert again().on_the_glass(NOON) is None


def test_the_last_word_on_the_paper_is_left_behind_with_the_ticket(
    notebook: Notebook, again: Callable[[], Notebook]
) -> None:
    notebook.shown(DRAWN, NOON)
    notebook.begin_job("TICKET-1")
    assert again().on_the_glass(NOON) == LeftBehind(DRAWN, "TICKET-1", None)
    notebook.end_job("TICKET-1", "unknown")
    notebook.begin_job("TICKET-2")
    notebook.end_job("TICKET-1", "confirmed")
    assert again().on_the_glass(NOON) == LeftBehind(DRAWN, "TICKET-2", None)
    notebook.end_job("TICKET-2", "confirmed")
    assert again().on_the_glass(NOON) == LeftBehind(DRAWN, "TICKET-2", "confirmed")
    assert again().open_jobs() == []


@pytest.mark.parametrize("other", ["list-0123456789abcdef", "test-0123456789abcdef", "OTHER-1"])
def test_a_job_that_is_not_of_the_ticket_on_the_glass_says_nothing_of_its_paper(
    notebook: Notebook, again: Callable[[], Notebook], other: str
) -> None:
    notebook.shown(DRAWN, NOON)
    notebook.begin_job("TICKET-1")
    notebook.end_job("TICKET-1", "confirmed")
    notebook.begin_job(other)
    crashed = again()
    assert crashed.on_the_glass(NOON) == LeftBehind(DRAWN, "TICKET-1", "confirmed")
    assert crashed.open_jobs() == [other]


# ------------------------------------------------------------------ what else is kept
def test_the_last_known_town_is_kept_under_its_name(
    notebook: Notebook, again: Callable[[], Notebook]
) -> None:
    assert notebook.known("town") is None
    for text in ("{}", '{"name": "Músterstadt"}'):
        notebook.keep("town", text)
        assert again().known("town") == text


@pytest.mark.parametrize(
    ("outcome", "remembered"),
    [
        (Confirmed(), False),
        (Clean(OutOfPaper()), False),
        (Blocked(OutOfPaper()), True),
    ],
)
async def test_a_print_job_is_remembered_until_its_end_is_known(
    notebook: Notebook, again: Callable[[], Notebook], outcome: Outcome, remembered: bool
) -> None:
    journal = PrintJournal(notebook)
    await journal.begin("TICKET-1")
    await journal.begin("TICKET-1")
    assert await PrintJournal(again()).unfinished() == ["TICKET-1"]
    await journal.end("TICKET-1", outcome)
    assert bool(await PrintJournal(again()).unfinished()) is remembered
