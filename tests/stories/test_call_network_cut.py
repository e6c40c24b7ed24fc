"""The network breaks in the middle of a call: for ten seconds, and for good.

Between the machines everything is lost without a word, as behind a broken switch: both ends have
to find out by themselves. With the cable of one end its line to the office breaks as well.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.calls import CallState as S
from kiosk.terminal.situations import Situation
from kiosk.terminal.views import Moving
from tests.stories.test_call_breaks import ends, talks, together
from tests.stories.test_knock_and_talk import talk
from tests.support.house_network import Cable, HouseNetwork, Machine
from tests.support.lobby import Visitor
from tests.support.office_in_house import House, house, house_of_three

TERMINAL, OFFICE, DESK = Machine
SHORT_S = 10.0
# The office gives a call up after 20 s without pictures, a terminal without office after 30 s.
LONG_S = 75.0
BACK_WITHIN_S = 40.0
TOGETHER = [S.KNOCKING, S.CONNECTING, S.TALKING]
cut = pytest.mark.parametrize(
    "cables",
    [
        pytest.param(((TERMINAL, DESK), (TERMINAL, OFFICE)), id="the terminal's cable"),
        pytest.param(((TERMINAL, DESK), (DESK, OFFICE)), id="the desk's cable"),
        pytest.param(((TERMINAL, DESK),), id="the way of the pictures"),
    ],
)


@pytest.fixture
def network() -> Iterator[HouseNetwork]:
    with house_of_three() as there:
        yield there


async def they_talk(here: House) -> None:
    await talks(here.scene.caller, here.berta)
    await here.berta_sees_the_citizen()
    assert here.scene.states == TOGETHER


async def passes(caller: Visitor, seconds: float, since: float) -> None:
    await caller.until(lambda: time.monotonic() - since >= seconds, "time", seconds + 20)


@cut
async def test_after_ten_seconds_without_network_both_see_each_other_again(
    network: HouseNetwork, tmp_path: Path, cables: tuple[Cable, ...]
) -> None:
    async with house(network, tmp_path) as here:
        caller, berta = here.scene.caller, here.berta
        await they_talk(here)
        with network.broken(*cables):
            began = time.monotonic()
            await caller.waits_for("wird wieder aufgebaut")
            await passes(caller, SHORT_S, began)
            assert caller.attendant.visit.situation is Situation.CALL
        await together(caller)
        await asyncio.to_thread(berta.sees, "Sie sprechen miteinander.", "#call-state")
        await here.berta_sees_the_citizen()
        assert caller.attendant.calls.pictures.newest(Moving.STAFF, 0) is not None
        await asyncio.to_thread(ends, berta, caller)
        await caller.waits_for("Das Gespräch ist beendet")
        assert here.scene.states == [*TOGETHER, S.CONNECTING, S.TALKING, S.ENDED]
        await here.scene.closes()
        assert berta.complaints() == []


@cut
async def test_a_long_cut_ends_the_call_closes_the_camera_and_frees_the_desk(
    network: HouseNetwork, tmp_path: Path, cables: tuple[Cable, ...]
) -> None:
    async with house(network, tmp_path) as here:
        caller, berta = here.scene.caller, here.berta
        await they_talk(here)
        with network.broken(*cables):
            await caller.until(lambda: talk(caller).over, "the end", LONG_S)
            # Nobody can say so to the terminal, and yet nobody is filmed any more.
            await here.scene.closes()
            await caller.waits_for("Die Verbindung ist abgebrochen")
            await caller.waits_for("Noch einmal anklopfen")
            assert caller.attendant.visit.situation is Situation.CALL_OVER
        told = [] if (TERMINAL, OFFICE) in cables else [S.CONNECTING]
        assert here.scene.states == [*TOGETHER, *told, S.ENDED]
        await asyncio.to_thread(
            berta.until, lambda: not berta.all("#call:not([hidden])"), "a desk", BACK_WITHIN_S
        )
        assert here.office.waiting("wohngeld") == 1, "with the place of before"
        await caller.until(lambda: caller.attendant.lobby.office_here, "the office", BACK_WITHIN_S)
        await caller.touches_row("Noch einmal anklopfen")
        await caller.waits_for("Sie haben angeklopft")
        await asyncio.to_thread(berta.clicks, "#knock-list .accept")
        await together(caller)
