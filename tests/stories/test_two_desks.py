"""Two desks accept at once: one wins, the other is told, and the citizen talks to one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kiosk.config import CallConfig
from tests.stories.conftest import sit_down
from tests.stories.test_call_breaks import together
from tests.stories.test_knock_and_talk import knocks
from tests.support.browser import CAMERA, Browser, browsing
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess

ACCEPT = "document.querySelector('#knock-list .accept').click()"


@pytest.fixture
async def caller(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Visitor]:
    async with lobby(office, tmp_path, call=CallConfig()) as somebody:
        await somebody.until(lambda: somebody.attendant.lobby.calls_here, "the call process")
        yield somebody


@pytest.fixture
def desks(office: OfficeProcess) -> Iterator[tuple[Browser, Browser]]:
    """Two clerks at two desks of the same department."""
    for login in ("berta", "carla"):
        office.account(login)
    with (
        browsing(office.address, flags=CAMERA) as berta,
        browsing(office.address, flags=CAMERA) as carla,
    ):
        for browser, login, desk in ((berta, "berta", "platz-8"), (carla, "carla", "platz-9")):
            browser.is_sized(1366, 768)
            sit_down(browser, login, desk)
        yield berta, carla


async def test_two_desks_accept_at_once_and_one_wins(
    caller: Visitor, desks: tuple[Browser, Browser]
) -> None:
    await knocks(caller)
    for desk in desks:
        await asyncio.to_thread(desk.find, "#knock-list .accept")
    await asyncio.gather(*(asyncio.to_thread(desk.script, ACCEPT) for desk in desks))
    await together(caller)
    calls = [await asyncio.to_thread(desk.find, "#call") for desk in desks]
    shown = [await asyncio.to_thread(call.is_displayed) for call in calls]
    assert sorted(shown) == [False, True]
    loser = desks[shown.index(False)]
    await asyncio.to_thread(
        loser.until, lambda: not loser.all("#knock-list li"), "nobody knocks any more"
    )
