"""The line of a desk's page: who may open it, what it is told, how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from kiosk.domain.call_messages import LONGEST_SDP, Knock, Signal, SignalKind
from kiosk.domain.calls import Wanted
from kiosk.domain.desk_messages import Beat, DeskConnect, KnocksNow
from kiosk.domain.desks import Seat
from kiosk.domain.messages import Refusal
from kiosk.domain.tickets import Kind
from kiosk.office.routes.page_line import OTHER_PAGE, SIGNED_OUT, SILENT, SILENT_AFTER_S
from tests.support.desk_page import DeskPage, employ, on_the_call_line
from tests.support.served_office import Line, ServedBranch, on_the_line, served_branch
from tests.support.video_house import video_town


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path, video_town()) as opened:
        yield opened


async def knocks(office: ServedBranch, line: Line) -> str:
    """Let somebody at a terminal draw a number and knock."""
    ask = replace(office.ask(), kind=Kind.VIDEO)
    await line.ask(ask)
    await line.ask(Knock(0, ask.ticket_id, Wanted()))
    return ask.ticket_id


async def ended_with(page: DeskPage) -> int | None:
    """Read on, beat back, until the line ends; return the code."""
    try:
        while True:
            await page.reads()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


async def test_a_knock_lies_on_the_desk_at_once(office: ServedBranch) -> None:
    token = employ(office, "ayse")
    async with on_the_line(office.url) as line, on_the_call_line(office, token) as page:
        assert (await page.hears(KnocksNow)).cards == ()
        began = perf_counter()
        ticket_id = await knocks(office, line)
        (card,) = await page.cards(lambda cards: len(cards) == 1)
        assert (card.ticket_id, card.number, card.terminal) == (ticket_id, "A001", "lobby-1")
        assert perf_counter() - began < 1


async def test_nobody_listens_who_is_not_signed_in(office: ServedBranch) -> None:
    employ(office, "ayse")
    async with on_the_call_line(office, "made-up") as page:
        assert await ended_with(page) == SIGNED_OUT


async def test_nobody_listens_who_sits_nowhere(office: ServedBranch) -> None:
    async with on_the_call_line(office, employ(office, "ayse", None)) as page:
        assert await ended_with(page) == SIGNED_OUT


async def test_a_foreign_page_is_refused(office: ServedBranch) -> None:
    token = employ(office, "ayse")
    with pytest.raises(InvalidStatus):
        async with on_the_call_line(office, token, origin="https://evil.example"):
            pass


async def test_who_stands_up_is_told_and_hears_nothing_more(office: ServedBranch) -> None:
    async with on_the_call_line(office, employ(office, "ayse")) as page:
        await page.hears(KnocksNow)
        (seat,) = [s for s in _seats(office) if s.desk == "desk-1"]
        office.seats.sign_out(seat.account, office.now)
        assert await ended_with(page) == SIGNED_OUT


async def test_a_newer_page_takes_over(office: ServedBranch) -> None:
    token = employ(office, "ayse")
    async with on_the_call_line(office, token) as older:
        await older.hears(KnocksNow)
        async with on_the_call_line(office, token) as newer, on_the_line(office.url) as line:
            assert await ended_with(older) == OTHER_PAGE
            ticket_id = await knocks(office, line)
            assert (await newer.opens(ticket_id)).id
            assert (await newer.hears(DeskConnect)).generation == 1


async def test_a_page_that_does_not_beat_is_noticed_within_four_seconds(
    office: ServedBranch,
) -> None:
    token = employ(office, "ayse")
    async with on_the_call_line(office, token) as page:
        began = perf_counter()
        try:
            while True:  # frozen: the network takes everything, the page answers nothing
                await page.socket.recv()
        except ConnectionClosed as closed:
            assert closed.rcvd is not None and closed.rcvd.code == SILENT
        assert SILENT_AFTER_S <= perf_counter() - began < 5


async def test_a_page_that_beats_stays(office: ServedBranch) -> None:
    async with on_the_call_line(office, employ(office, "ayse")) as page:
        beats = 0
        async with asyncio.timeout(10):
            while beats < 4:
                if (await page.socket.recv()) == '{"type":"beat"}':
                    await page.say(Beat())
                    beats += 1


async def test_strange_messages_are_refused_and_the_line_stays(office: ServedBranch) -> None:
    async with on_the_call_line(office, employ(office, "ayse")) as page:
        for strange in ("", "[]", "{", '{"type":"knocks-now"}', '{"type":"accept-knock"}', "\0"):
            await page.socket.send(strange)
            assert (await page.hears(Refusal)).code == "bad-message"
        assert await page.opens("NOBODY") == Refusal(1, "unknown-ticket", {})


async def test_a_signal_crosses_the_office_word_for_word(office: ServedBranch) -> None:
    token, sdp = employ(office, "ayse"), 'v=0\r\n"\\ ☃' + "a=x\r\n" * 6_000
    assert 30_000 < len(sdp.encode()) < LONGEST_SDP
    async with on_the_line(office.url) as line, on_the_call_line(office, token) as page:
        ticket_id = await knocks(office, line)
        await page.opens(ticket_id)
        answer = Signal(ticket_id, 1, SignalKind.ANSWER, sdp)
        await page.say(answer)
        while (pushed := await line.pushed()) != answer:
            assert not isinstance(pushed, Signal)
        offer = Signal(ticket_id, 1, SignalKind.OFFER, sdp)
        await line.say(offer)
        assert await page.hears(Signal) == offer


async def test_a_flood_hurts_its_sender_only(office: ServedBranch) -> None:
    token = employ(office, "ayse")
    async with on_the_line(office.url) as line, on_the_call_line(office, token) as page:
        ticket_id = await knocks(office, line)
        await page.opens(ticket_id)
        for n in range(1_000):
            await page.say(Signal(ticket_id, 1, SignalKind.CANDIDATE, str(n)))
        assert (await knocks(office, line)) != ticket_id
        assert sum(isinstance(push, Signal) for push in line.pushes) <= 64


def _seats(office: ServedBranch) -> list[Seat]:
    with office.store.reading() as books:
        return books.seats.all()
