"""Peers that misbehave, on purpose or not: they are answered, and nobody else feels it."""

from __future__ import annotations

import json
import socket as sockets
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from kiosk.domain.messages import (
    AskForHelp,
    FetchTown,
    HelpCalled,
    LeaseNumbers,
    LineChanged,
    Refusal,
    TicketIssued,
    decode,
    encode,
)
from kiosk.domain.phrases import Phrase
from kiosk.domain.tickets import Wish
from kiosk.office.routes.terminal import QUESTIONS_A_SECOND
from tests.support.branch import with_department
from tests.support.served_office import ServedBranch, dialled, on_the_line, served_branch
from tests.support.small_town import CITIZENS, MORNING, small_town


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    long = Phrase("Ein langer Text. " * 2_000)
    with served_branch(tmp_path, with_department(small_town(), CITIZENS, about=long)) as opened:
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


async def test_a_message_that_is_too_long_ends_the_line_of_its_sender(
    office: ServedBranch,
) -> None:
    async with on_the_line(office.url, "lobby-1") as other:
        async with on_the_line(office.url, "lobby-2") as line:
            await line.socket.send("x" * 65_537)
            with pytest.raises(ConnectionClosed) as closed:
                while True:
                    await line.socket.recv()
            assert closed.value.rcvd and closed.value.rcvd.code == 1009
        assert isinstance(await other.ask(AskForHelp(0)), HelpCalled)


async def test_a_flood_is_refused_and_others_are_served_as_ever(office: ServedBranch) -> None:
    async with (
        on_the_line(office.url, "lobby-1") as other,
        on_the_line(office.url, "lobby-2") as flood,
    ):
        for _ in range(QUESTIONS_A_SECOND * 6):
            await flood.socket.send(encode(AskForHelp(1)))
        began = perf_counter()
        assert isinstance(await other.ask(office.ask()), TicketIssued)
        assert perf_counter() - began < 1
        answers = [await flood.answer(1) for _ in range(QUESTIONS_A_SECOND)]
        assert all(isinstance(answer, HelpCalled) for answer in answers)
        refusals = [await flood.answer(0) for _ in range(QUESTIONS_A_SECOND * 5)]
        assert set(map(encode, refusals)) == {  # type: ignore[arg-type]
            encode(Refusal(0, "too-many-tries", {"retry_after_s": 1}))
        }
        office.passes(seconds=1)
        assert isinstance(await flood.ask(AskForHelp(0)), HelpCalled)


async def test_a_slow_reader_is_dropped_and_others_are_served_as_ever(
    office: ServedBranch,
) -> None:
    narrow = sockets.socket()
    narrow.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4_096)
    narrow.connect(("127.0.0.1", int(office.url.split(":")[2].split("/")[0])))
    narrow.setblocking(False)
    async with on_the_line(office.url, "lobby-1") as other:
        async with dialled(office.url, sock=narrow, max_queue=1) as slow:
            await slow.send('{"type":"hello","id":1,"terminal":"slow","protocol":1,"software":""}')
            seen = [0]
            while len(seen) < 3_000 and (2 not in seen or seen[-1] == 2):
                office.passes(seconds=1)
                await slow.send(encode(FetchTown(1, "", 0)))
                assert isinstance(await other.ask(AskForHelp(0)), HelpCalled)
                seen.append(office.service.hub.listeners)
            assert seen[-1] == 1
        office.sits("ayse", "desk-1")
        assert isinstance(await other.pushed(), LineChanged)


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
