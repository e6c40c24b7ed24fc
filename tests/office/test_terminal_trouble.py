"""Questions that are wrong, and books that are broken: every peer gets a stable answer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from kiosk.domain.envelopes import decode, encode
from kiosk.domain.messages import AskForHelp, HelpCalled, LeaseNumbers, Refusal, TicketIssued
from kiosk.domain.tickets import Wish
from tests.support.served_office import ServedBranch, on_the_line, served_branch
from tests.support.small_town import MORNING


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path) as opened:
        yield opened


def raw(office: ServedBranch, **changes: object) -> str:
    """Return a question with some fields as no terminal of ours would send them."""
    return json.dumps(json.loads(encode(office.ask())) | changes)


async def test_what_is_not_in_the_protocol_is_refused_and_the_line_stays(
    office: ServedBranch,
) -> None:
    wrong: list[str | bytes] = [
        "",
        "hello",
        "[]",
        '{"type":"no-such-thing"}',
        '{"type":["hello"]}',
        '{"type":"issue-ticket"}',
        '{"type":"town-changed","version":"1"}',
        b'{"type":"ask-for-help","id":1}',
        "[" * 5_000,
        raw(office, day="2026-02-30"),
        raw(office, drawn_at="2026-03-02T10:42:00"),
        raw(office, number="A1000"),
        raw(office, kind="surprise"),
        raw(office, priority=9),
        raw(office, delivered_late="yes"),
    ]
    understood_but_wrong = [
        raw(office, ticket_id="short"),
        raw(office, ticket_id="A" * 40),
        raw(office, code="I0I0I0I0"),
        raw(office, language="de" * 20),
        raw(office, wishes=[{"service": "passport"}] * 21),
        encode(Refusal(1, "closed", {})),
    ]
    async with on_the_line(office.url) as line:
        for text in wrong:
            await line.socket.send(text)
            refusal = await line.answer(0)
            assert isinstance(refusal, Refusal), text
            assert refusal.code == "bad-message", text
        for text in understood_but_wrong:
            await line.socket.send(text)
            refusal = await line.answer(1)
            assert isinstance(refusal, Refusal), text
            assert refusal.code == "bad-message", text
        assert await line.ask(AskForHelp(0)) == HelpCalled(2, 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"department": "nowhere"}, "unknown-service"),
        ({"wishes": (Wish("haircut"),)}, "unknown-service"),
        ({"wishes": (Wish("passport", 10**15),)}, "unknown-service"),
        ({"day": MORNING.date().replace(day=3)}, "number-taken"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_the_id_of_the_question(
    office: ServedBranch, changes: dict[str, Any], code: str
) -> None:
    async with on_the_line(office.url) as line:
        refusal = await line.ask(replace(office.ask(), **changes))
        assert isinstance(refusal, Refusal) and (refusal.id, refusal.code) == (2, code)


async def test_numbers_are_lent_for_today_and_tomorrow_and_letters_of_the_town(
    office: ServedBranch,
) -> None:
    async with on_the_line(office.url) as line:
        for day in (MORNING.date().replace(day=1), MORNING.date().replace(year=2030)):
            refusal = await line.ask(LeaseNumbers(0, day, "A", 1, 0))
            assert isinstance(refusal, Refusal) and refusal.code == "numbers-exhausted"
        refusal = await line.ask(LeaseNumbers(0, MORNING.date(), "Ö", 1, 0))
        assert isinstance(refusal, Refusal) and refusal.code == "unknown-service"


async def test_books_that_cannot_be_read_are_the_same_as_no_office(
    office: ServedBranch, tmp_path: Path
) -> None:
    books = sqlite3.connect(tmp_path / "office.sqlite3", isolation_level=None)
    async with on_the_line(office.url) as line:
        books.execute("ALTER TABLE ticket RENAME TO lost")
        await line.socket.send(encode(office.ask(lend=False)))
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                decode(await line.socket.recv())
        assert closed.value.rcvd and closed.value.rcvd.code == 1013
    books.execute("ALTER TABLE lost RENAME TO ticket")
    books.close()
    async with on_the_line(office.url) as line:
        assert isinstance(await line.ask(office.ask()), TicketIssued)
