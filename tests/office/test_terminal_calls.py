"""Calls over the real sockets of terminal and desk: order, history, lines that break."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from kiosk.domain.call_messages import (
    CallChanged,
    CallTold,
    Connect,
)
from kiosk.domain.desk_messages import DeskConnect, EndCall, KnocksNow
from kiosk.domain.messages import Refusal
from kiosk.domain.tickets import TicketState
from tests.support.caller import Caller
from tests.support.desk_page import employ, on_the_call_line
from tests.support.served_office import ServedBranch, on_the_line, served_branch
from tests.support.video_house import CONNECTING, ENDED, KNOCKING, TALKING, video_town


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path, video_town()) as opened:
        yield opened


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
