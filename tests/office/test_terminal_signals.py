"""What a terminal may say and hear of calls: its own only, and in good measure."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.call_messages import (
    CallChanged,
    Connect,
    Knock,
    LeaveCall,
    Signal,
    SignalKind,
    TellMedia,
)
from kiosk.domain.calls import Wanted
from kiosk.domain.desk_messages import CloseCard
from kiosk.domain.messages import FindTicket, Refusal
from tests.support.caller import Caller
from tests.support.desk_page import employ, on_the_call_line
from tests.support.served_office import ServedBranch, on_the_line, served_branch
from tests.support.video_house import CONNECTING, video_town


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path, video_town()) as opened:
        yield opened


async def test_pushes_go_to_the_terminal_of_the_call_only(office: ServedBranch) -> None:
    token = employ(office, "ayse")
    async with (
        on_the_line(office.url) as line,
        on_the_line(office.url, "lobby-2") as other,
        on_the_call_line(office, token) as page,
    ):
        caller = Caller(office, line)
        await line.ask(caller.ask)
        await caller.knocks()
        await page.accepts(caller.ticket_id)
        await page.say(Signal(caller.ticket_id, 1, SignalKind.ANSWER, "v=0"))
        await caller.becomes(CONNECTING)
        for question in (
            Knock(0, caller.ticket_id, Wanted()),
            LeaveCall(0, caller.ticket_id),
            TellMedia(0, caller.ticket_id, 1, True),
        ):
            told = await other.ask(question)
            assert isinstance(told, Refusal) and told.code == "unknown-ticket"
        await other.ask(FindTicket(0, "nothing"))
        assert not any(isinstance(push, CallChanged | Connect | Signal) for push in other.pushes)


async def test_a_signal_is_not_answered_whatever_becomes_of_it(office: ServedBranch) -> None:
    async with on_the_line(office.url) as line:
        for n in range(200):
            await line.say(Signal("NOBODY", n, SignalKind.CANDIDATE, "c"))
        busy = Refusal(2, "too-many-tries", {"retry_after_s": 1})
        assert await line.ask(FindTicket(0, "nothing")) == busy
        office.passes(seconds=1)
        assert await line.ask(FindTicket(0, "nothing")) == Refusal(3, "unknown-ticket", {})


@pytest.mark.parametrize(
    "wrong", [{"generation": -1}, {"generation": 10**9}, {"wanted": Wanted(True, "x" * 17)}]
)
async def test_a_knock_that_cannot_be_is_refused(
    office: ServedBranch, wrong: dict[str, object]
) -> None:
    async with on_the_line(office.url) as line:
        knock = replace(Knock(0, "NOBODY", Wanted()), **wrong)  # type: ignore[arg-type]
        told = await line.ask(knock)
        assert isinstance(told, Refusal) and told.code == "bad-message"


async def test_a_terminal_that_does_not_read_its_signals_is_dropped(office: ServedBranch) -> None:
    token = employ(office, "ayse")
    async with (
        on_the_line(office.url, "lobby-1", max_queue=1) as line,
        on_the_call_line(office, token) as page,
    ):
        caller = Caller(office, line)
        await line.ask(caller.ask)
        await caller.knocks()
        long, generation = "v" * 32_000, 0
        async with asyncio.timeout(30):
            while office.service.terminals.all(office.now)[0].here:
                office.passes(seconds=0.2)
                await page.ask(CloseCard(0, caller.ticket_id))
                await page.opens(caller.ticket_id)
                generation += 1
                for _ in range(5):
                    offer = Signal(caller.ticket_id, generation, SignalKind.OFFER, long)
                    await page.say(offer)
