"""The terminals' socket of a whole office: questions, pushes, coming back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from kiosk.domain.messages import (
    AskForHelp,
    CancelTicket,
    FetchTown,
    FindTicket,
    HelpCalled,
    LeaseNumbers,
    LineChanged,
    NumbersLeased,
    Refusal,
    TicketFound,
    TicketIssued,
    TownPage,
)
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import Phrase
from kiosk.office.alarms import From
from tests.support.branch import with_department
from tests.support.served_office import ServedBranch, on_the_line, served_branch
from tests.support.small_town import CITIZENS, MORNING, small_town

DAY = MORNING.date()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    long = Phrase("Fahrräder 🚲 und Ausweise. " * 3_000)
    with served_branch(tmp_path, with_department(small_town(), CITIZENS, about=long)) as opened:
        yield opened


async def test_answers_carry_the_id_of_their_question(office: ServedBranch) -> None:
    async with on_the_line(office.url) as line:
        leased = await line.ask(LeaseNumbers(0, DAY, "A", 1, 3))
        assert leased == NumbersLeased(2, DAY, "A", (1,), (997, 998, 999))
        ask = replace(office.ask(lend=False), number=TicketNumber("A", 1))
        issued = await line.ask(ask)
        assert isinstance(issued, TicketIssued) and issued.id == 3
        assert issued.ticket == office.counter.status(ask.ticket_id, office.now)
        assert await line.ask(FindTicket(0, ask.code)) == TicketFound(4, issued.ticket)
        cancelled = await line.ask(CancelTicket(0, ask.ticket_id))
        assert isinstance(cancelled, TicketFound) and cancelled.ticket.state == "cancelled"
        again = await line.ask(CancelTicket(0, ask.ticket_id))
        assert again == Refusal(6, "not-possible", {"state": "cancelled", "event": "cancel"})
        assert await line.ask(FindTicket(0, "nothing")) == Refusal(7, "unknown-ticket", {})


async def test_a_change_reaches_every_terminal_within_a_second(office: ServedBranch) -> None:
    async with (
        on_the_line(office.url, "lobby-1") as first,
        on_the_line(office.url, "lobby-2") as second,
        on_the_line(office.url, "lobby-3") as third,
    ):
        began = perf_counter()
        office.sits("ayse", "desk-1")
        for line in (first, second, third):
            told = await line.pushed()
            assert isinstance(told, LineChanged)
            assert told.departments[0].state == "free"
        assert perf_counter() - began < 1


async def test_many_changes_are_told_together(office: ServedBranch) -> None:
    async with on_the_line(office.url) as line:
        for _ in range(40):
            office.draws()
        told: list[int] = []
        while told[-1:] != [40]:
            push = await line.pushed()
            assert isinstance(push, LineChanged)
            told.append(push.departments[0].waiting)
        assert told == sorted(told) and len(told) < 20


async def test_a_terminal_that_comes_back_goes_on_where_it_was(office: ServedBranch) -> None:
    ask = office.ask()
    async with on_the_line(office.url) as line:
        first = await line.ask(ask)
    async with on_the_line(office.url) as line:
        again = await line.ask(replace(ask, delivered_late=True))
    assert isinstance(first, TicketIssued) and isinstance(again, TicketIssued)
    assert again.ticket == first.ticket


async def test_the_pages_of_the_town_make_the_town(office: ServedBranch) -> None:
    text, more, pages = "", True, 0
    async with on_the_line(office.url) as line:
        while more:
            page = await line.ask(FetchTown(0, office.premises.town_version, len(text)))
            assert isinstance(page, TownPage) and page.offset == len(text)
            assert page.version == office.premises.town_version
            text, more, pages = text + page.text, page.more, pages + 1
        past_the_end = await line.ask(FetchTown(0, "", 10**9))
    assert text == office.premises.town_text
    assert json.loads(text)["key"] == "small-town" and pages > 5
    assert isinstance(past_the_end, TownPage)
    assert (past_the_end.text, past_the_end.more) == ("", False)


async def test_a_call_for_help_rings_at_the_desks(office: ServedBranch) -> None:
    office.sits("ayse", "desk-1")
    async with on_the_line(office.url, "lobby-2") as line:
        assert await line.ask(AskForHelp(0)) == HelpCalled(2, 1)
    (alarm,) = office.service.alarms.open()
    assert (alarm.source, alarm.place) == (From.TERMINAL, "lobby-2")
