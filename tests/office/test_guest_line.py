"""The line of a guest's page: who may open it, what passes, how it ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from kiosk.domain.call_messages import CallTold, LeaveCall, Signal, SignalKind
from kiosk.domain.desk_messages import DeskConnect, DismissGuest
from kiosk.domain.guest_messages import GuestConnect, GuestRoom, LeaveGuest, TellGuestMedia
from kiosk.domain.guests import GuestState, Leg
from kiosk.office.routes.page_line import NO_GUEST, OTHER_PAGE, SILENT, TRY_AGAIN_LATER
from tests.support.guest_page import GuestPage, on_the_guest_line
from tests.support.guest_talk import Talk, talk_in
from tests.support.served_office import ServedBranch, served_branch
from tests.support.video_house import video_town


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path, video_town()) as opened:
        yield opened


@pytest.fixture
async def talk(office: ServedBranch) -> AsyncIterator[Talk]:
    async with talk_in(office) as talk:
        yield talk


async def is_told(page: GuestPage, state: GuestState) -> GuestRoom:
    return await page.hears(GuestRoom, lambda room: room.guest.state is state)


async def test_a_guest_waits_is_agreed_to_and_connected(talk: Talk) -> None:
    async with on_the_guest_line(talk.office, await talk.badge()) as page:
        await is_told(page, GuestState.ARRIVED)
        guest = await talk.answers()
        assert guest is not None and guest.state is GuestState.HERE
        await is_told(page, GuestState.HERE)
        legs = {(await page.hears(GuestConnect)).leg for _ in range(2)}
        assert legs == {Leg.GUEST, Leg.ASIDE}
        connect = await talk.desk.hears(DeskConnect, lambda told: told.leg is Leg.ASIDE)
        assert connect.generation == 1


async def test_signals_cross_the_office_word_for_word(talk: Talk) -> None:
    ticket_id, sdp = talk.caller.ticket_id, 'v=0\r\n"\\ ☃' + "a=x\r\n" * 6_000
    async with on_the_guest_line(talk.office, await talk.badge()) as page:
        await talk.answers()
        await page.hears(GuestConnect)
        await talk.desk.say(Signal(ticket_id, 1, SignalKind.OFFER, sdp, Leg.ASIDE))
        assert await page.hears(Signal) == Signal("", 1, SignalKind.OFFER, sdp, Leg.ASIDE)
        await page.say(Signal("", 1, SignalKind.ANSWER, sdp, Leg.ASIDE))
        told = await talk.desk.hears(Signal)
        assert told == Signal(ticket_id, 1, SignalKind.ANSWER, sdp, Leg.ASIDE)


@pytest.mark.parametrize("badge", ["", "made-up", "x" * 3_000])
async def test_nobody_listens_without_a_badge(talk: Talk, badge: str) -> None:
    async with on_the_guest_line(talk.office, badge) as page:
        assert await page.ends_with() == NO_GUEST


async def test_who_guesses_badges_has_to_wait(talk: Talk) -> None:
    codes = []
    for n in range(25):
        async with on_the_guest_line(talk.office, f"guess-{n}") as page:
            codes.append(await page.ends_with())
    assert codes[:20] == [NO_GUEST] * 20 and codes[-1] == TRY_AGAIN_LATER


async def test_a_foreign_page_is_refused(talk: Talk) -> None:
    badge = await talk.badge()
    with pytest.raises(InvalidStatus):
        async with on_the_guest_line(talk.office, badge, origin="https://evil.example"):
            pass


async def test_who_is_sent_away_hears_it_and_nothing_more(talk: Talk) -> None:
    badge = await talk.badge()
    async with on_the_guest_line(talk.office, badge) as page:
        await is_told(page, GuestState.ARRIVED)
        await talk.desk.ask(DismissGuest(0, talk.caller.ticket_id))
        await is_told(page, GuestState.OUT)
        assert await page.ends_with() == NO_GUEST
    async with on_the_guest_line(talk.office, badge) as page:
        assert await page.ends_with() == NO_GUEST


async def test_who_leaves_is_told_goodbye(talk: Talk) -> None:
    async with on_the_guest_line(talk.office, await talk.badge()) as page:
        await page.say(LeaveGuest())
        room = await is_told(page, GuestState.OUT)
        assert not room.over and await page.ends_with() == NO_GUEST


async def test_the_end_of_the_talk_is_the_end_for_all(talk: Talk) -> None:
    async with on_the_guest_line(talk.office, await talk.badge()) as page:
        await talk.ends()
        assert (await is_told(page, GuestState.OUT)).over


async def test_a_newer_page_takes_over(talk: Talk) -> None:
    badge = await talk.badge()
    async with on_the_guest_line(talk.office, badge) as older:
        await is_told(older, GuestState.ARRIVED)
        async with on_the_guest_line(talk.office, badge) as newer:
            assert await older.ends_with() == OTHER_PAGE
            await talk.answers()
            await is_told(newer, GuestState.HERE)


async def test_a_frozen_page_is_noticed(talk: Talk) -> None:
    async with on_the_guest_line(talk.office, await talk.badge()) as page:
        with pytest.raises(ConnectionClosed) as ended:
            while True:
                await page.socket.recv()
        assert ended.value.rcvd is not None and ended.value.rcvd.code == SILENT


async def test_strange_messages_are_left_and_the_line_stays(talk: Talk) -> None:
    async with on_the_guest_line(talk.office, await talk.badge()) as page:
        for strange in ("", "[]", "{", '{"type":"answer-guest"}', '{"type":"guest-room"}', "\0"):
            await page.socket.send(strange)
        await page.say(TellGuestMedia(7, True, Leg.TALK))
        await page.say(Signal(talk.caller.ticket_id, 1, SignalKind.OFFER, "v=0"))
        await talk.answers()
        await is_told(page, GuestState.HERE)


async def test_a_flood_hurts_its_sender_only(talk: Talk) -> None:
    async with on_the_guest_line(talk.office, await talk.badge()) as page:
        await talk.answers()
        await page.hears(GuestConnect)
        for n in range(1_000):
            await page.say(Signal("", 1, SignalKind.CANDIDATE, str(n), Leg.GUEST))
        left = LeaveCall(0, talk.caller.ticket_id)
        assert isinstance(await talk.caller.line.ask(left), CallTold)
        await is_told(page, GuestState.OUT)
        passed = [push for push in talk.caller.line.pushes if isinstance(push, Signal)]
        assert 0 < len(passed) <= 64
