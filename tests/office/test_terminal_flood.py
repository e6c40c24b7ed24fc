"""Peers that send too much or read too little: nobody else feels it."""

from __future__ import annotations

import socket as sockets
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from websockets.exceptions import ConnectionClosed

from kiosk.domain.envelopes import encode
from kiosk.domain.messages import (
    AskForHelp,
    FetchTown,
    HelpCalled,
    LineChanged,
    Refusal,
    TicketIssued,
)
from kiosk.domain.phrases import Phrase
from kiosk.office.routes.terminal import QUESTIONS_A_SECOND
from tests.support.branch import with_department
from tests.support.served_office import ServedBranch, dialled, on_the_line, served_branch
from tests.support.small_town import CITIZENS, small_town


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    long = Phrase("Ein langer Text. " * 2_000)
    with served_branch(tmp_path, with_department(small_town(), CITIZENS, about=long)) as opened:
        yield opened


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
        refusals = [await flood.answer(1) for _ in range(QUESTIONS_A_SECOND * 5)]
        assert set(map(encode, refusals)) == {  # type: ignore[arg-type]
            encode(Refusal(1, "too-many-tries", {"retry_after_s": 1}))
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
        alone = office.service.hub.listeners
        async with dialled(office.url, sock=narrow, max_queue=1) as slow:
            await slow.send('{"type":"hello","id":1,"terminal":"slow","protocol":1,"software":""}')
            seen, both = [0], alone + 1
            while len(seen) < 3_000 and (both not in seen or seen[-1] == both):
                office.passes(seconds=1)
                await slow.send(encode(FetchTown(1, "", 0)))
                assert isinstance(await other.ask(AskForHelp(0)), HelpCalled)
                seen.append(office.service.hub.listeners)
            assert seen[-1] == alone
        office.sits("ayse", "desk-1")
        assert isinstance(await other.pushed(), LineChanged)
