"""Calls over the real sockets of terminal and desk: order, history, lines that break."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from kiosk.domain.call_messages import (
    CallChanged,
    CallTold,
    Connect,
    Knock,
    LeaveCall,
    Signal,
    SignalKind,
    TellMedia,
)
from kiosk.domain.calls import CallState, Wanted
from kiosk.domain.desk_messages import CloseCard, DeskConnect, EndCall, KnocksNow
from kiosk.domain.messages import FindTicket, IssueTicket, Refusal
from kiosk.domain.tickets import Kind, TicketState
from tests.support.desk_page import employ, on_the_call_line
from tests.support.served_office import Line, ServedBranch, on_the_line, served_branch
from tests.support.video_house import CONNECTING, ENDED, KNOCKING, TALKING, video_town


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path, video_town()) as opened:
        yield opened


class Caller:
    """A terminal's line and the course of its call, as it came over the line."""

    def __init__(self, office: ServedBranch, line: Line) -> None:
        self.ask: IssueTicket = replace(office.ask(), kind=Kind.VIDEO)
        self.ticket_id = self.ask.ticket_id
        self.line = line
        self.states: list[CallState] = []
        self.connects: list[Connect] = []

    async def knocks(self, state: CallState = KNOCKING, generation: int = 0) -> CallTold | Refusal:
        told = await self.line.ask(Knock(0, self.ticket_id, Wanted(), state, generation))
        assert isinstance(told, CallTold | Refusal)
        return told

    async def becomes(self, state: CallState) -> None:
        """Read pushes until the call has become this."""
        while self.states[-1:] != [state]:
            match await self.line.pushed():
                case CallChanged(call) if [call.state] != self.states[-1:]:
                    self.states.append(call.state)
                case Connect() as connect:
                    self.connects.append(connect)

    async def sees(self, up: bool = True, generation: int = 1) -> None:
        await self.line.ask(TellMedia(0, self.ticket_id, generation, up))


async def test_a_call_from_the_knock_to_the_end(office: ServedBranch) -> None:
    token = employ(office, "ayse")
    async with on_the_line(office.url) as line, on_the_call_line(office, token) as page:
        caller = Caller(office, line)
        await line.ask(caller.ask)
        told = await caller.knocks()
        assert isinstance(told, CallTold) and (told.call.state, told.call.ahead) == (KNOCKING, 0)
        began = perf_counter()
        assert not isinstance(await page.accepts(caller.ticket_id), Refusal)
        await caller.becomes(CONNECTING)
        assert perf_counter() - began < 0.5
        assert (await page.hears(DeskConnect)).generation == 1
        await caller.sees()
        await caller.becomes(TALKING)
        (connect,) = caller.connects
        assert connect.gate_open and connect.ice_servers == ()
        await page.ask(EndCall(0, caller.ticket_id))
        await caller.becomes(ENDED)
        assert caller.states == [KNOCKING, CONNECTING, TALKING, ENDED]


async def test_the_door_is_told_to_be_open_before_the_connection_is_asked_for(
    office: ServedBranch,
) -> None:
    token = employ(office, "ayse")
    async with on_the_line(office.url) as line, on_the_call_line(office, token) as page:
        caller = Caller(office, line)
        await line.ask(caller.ask)
        await caller.knocks()
        await page.accepts(caller.ticket_id)
        seen = [type(await line.pushed())]
        while Connect not in seen:
            seen.append(type(await line.pushed()))
        at_door = [kind for kind in seen if kind in (CallChanged, Connect)]
        assert at_door == [CallChanged, CallChanged, Connect]


async def test_a_closed_page_is_noticed_at_once_and_its_reload_goes_on(
    office: ServedBranch,
) -> None:
    token = employ(office, "ayse")
    async with on_the_line(office.url) as line:
        caller = Caller(office, line)
        await line.ask(caller.ask)
        await caller.knocks()
        async with on_the_call_line(office, token) as page:
            await page.accepts(caller.ticket_id)
            await caller.sees()
            await caller.becomes(TALKING)
            page.socket.transport.abort()  # killed: no good-bye
            began = perf_counter()
            await caller.becomes(CONNECTING)
            assert perf_counter() - began < 0.2
        async with on_the_call_line(office, token) as page:
            (card,) = (await page.hears(KnocksNow)).cards
            assert card.mine and card.generation == 1
            await page.sees(caller.ticket_id, card.generation, up=False)
            assert (await page.hears(DeskConnect)).generation == 2
            await caller.sees(generation=2)
            await caller.becomes(TALKING)
    assert caller.states == [KNOCKING, CONNECTING, TALKING, CONNECTING, TALKING]
    assert [connect.generation for connect in caller.connects] == [1, 2]


async def test_a_terminal_that_comes_back_goes_on(office: ServedBranch) -> None:
    token = employ(office, "ayse")
    async with on_the_call_line(office, token) as page:
        async with on_the_line(office.url) as line:
            caller = Caller(office, line)
            await line.ask(caller.ask)
            await caller.knocks()
            await page.accepts(caller.ticket_id)
            await caller.sees()
            await page.cards(lambda cards: cards[:1] != () and cards[0].state is TALKING)
        await page.cards(lambda cards: cards[0].state is CONNECTING)
        async with on_the_line(office.url) as caller.line:
            told = await caller.knocks(TALKING, 1)
            assert isinstance(told, CallTold) and told.call.state is TALKING
            await page.cards(lambda cards: cards[0].state is TALKING)


async def test_the_clock_of_the_office_gives_up_what_is_lost(office: ServedBranch) -> None:
    token = employ(office, "ayse")
    async with on_the_line(office.url) as line, on_the_call_line(office, token) as page:
        caller = Caller(office, line)
        await line.ask(caller.ask)
        await caller.knocks()
        await page.accepts(caller.ticket_id)
        await caller.sees()
        await page.sees(caller.ticket_id, 1, up=False)
        office.passes(seconds=20)
        await caller.becomes(ENDED)
        assert caller.states == [KNOCKING, CONNECTING, TALKING, CONNECTING, ENDED]
        assert office.ticket(caller.ticket_id).state is TicketState.WAITING


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
