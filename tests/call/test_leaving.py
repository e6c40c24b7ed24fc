"""One of the two goes, or the line between them does."""

from __future__ import annotations

import asyncio
import threading

from kiosk.call.peer import Peer
from kiosk.call.signals import Taken
from kiosk.domain.call_control import Media, Open
from kiosk.domain.call_messages import IceServer, SignalKind
from tests.call.conversation import kiosk, talk
from tests.support.lossy_link import lossy_link


def decoders() -> list[str]:
    return [thread.name for thread in threading.enumerate() if "decoder" in thread.name]


async def test_that_the_desk_has_closed_is_noticed_at_once() -> None:
    async with talk() as (kiosk, staff):
        await kiosk.witness.until(lambda: Media.UP in kiosk.witness.media)
        await staff.close()
        await kiosk.witness.until(lambda: kiosk.witness.media == ["up", "closed"], within_s=1.0)


async def test_goodbye_by_signal_is_the_end_as_well() -> None:
    async with talk() as (kiosk, _):
        await kiosk.peer.take(SignalKind.BYE)
        assert kiosk.peer.media is Media.CLOSED


async def test_a_dead_line_is_weak_then_lost_and_comes_back() -> None:
    async with lossy_link() as link, talk(link=link) as (kiosk, _):
        await kiosk.witness.until(lambda: kiosk.witness.media == ["up"])
        link.to_kiosk.blocked = link.to_staff.blocked = True
        await kiosk.witness.until(lambda: kiosk.witness.media == ["up", "weak", "lost"])
        link.to_kiosk.blocked = link.to_staff.blocked = False
        await kiosk.witness.until(lambda: kiosk.witness.media[-1] == "up", within_s=1.5)


async def test_closing_says_goodbye_and_ends_every_task_and_thread() -> None:
    before = asyncio.all_tasks()
    async with talk() as (kiosk, staff):
        await kiosk.witness.until(lambda: bool(staff.pictures and kiosk.witness.sounds))
        await kiosk.peer.close()
        told = len(kiosk.witness.reports)
        assert kiosk.witness.signals(SignalKind.BYE) == [""]
        assert await kiosk.peer.take(SignalKind.CANDIDATE, "{}") is Taken.CLOSED
        await kiosk.peer.close()
        assert len(kiosk.witness.reports) == told
    assert asyncio.all_tasks() == before
    assert decoders() == []


async def test_it_closes_in_time_when_the_line_is_dead() -> None:
    clock = asyncio.get_running_loop().time
    async with lossy_link() as link, talk(link=link) as (kiosk, _):
        await kiosk.witness.until(lambda: Media.UP in kiosk.witness.media)
        link.to_kiosk.blocked = link.to_staff.blocked = True
        began = clock()
        await kiosk.peer.close()
        assert clock() - began < 2.5
    assert decoders() == []


async def test_it_closes_before_anybody_has_answered() -> None:
    async with kiosk() as waiting:
        await waiting.offer()
        await waiting.peer.close()
        assert waiting.peer.media is None


async def test_it_closes_without_ever_having_run() -> None:
    async with kiosk() as other:
        peer = Peer(Open(2, gate_open=False), other.camera, other.audio, other.witness)
        await peer.close()


async def test_being_cancelled_closes_it_as_well() -> None:
    before = asyncio.all_tasks()
    async with kiosk() as other:
        peer = Peer(Open(2, gate_open=False), other.camera, other.audio, other.witness)
        owner = asyncio.create_task(peer.run())
        await other.offer()
        owner.cancel()
        await asyncio.wait([owner], timeout=3)
        assert owner.cancelled()
        await peer.close()
    assert asyncio.all_tasks() == before


async def test_a_relay_that_is_not_there_is_a_lost_call() -> None:
    relay = IceServer(("turn:127.0.0.1:1?transport=tcp",), "name", "secret")
    opening = Open(1, gate_open=True, ice_servers=(relay,), relay_only=True)
    async with kiosk(opening) as alone:
        await alone.witness.until(lambda: alone.witness.media == ["lost"])
        assert alone.witness.signals(SignalKind.OFFER) == []
