"""A call that may go through our own relay only: a real coturn, over UDP, TCP and TLS."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kiosk.config import CallConfig
from tests.stories.conftest import sit_down
from tests.stories.test_call_breaks import talks
from tests.support.browser import CAMERA, Browser, browsing
from tests.support.coturn import Relay, relay
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess


@pytest.fixture
def coturn(tmp_path: Path) -> Iterator[Relay]:
    folder = tmp_path / "relay"
    folder.mkdir()
    with relay(folder) as there:
        yield there


@pytest.fixture(params=["udp", "tcp", "tls"])
def office(
    request: pytest.FixtureRequest, tmp_path: Path, coturn: Relay
) -> Iterator[OfficeProcess]:
    """An office whose calls go through the relay only."""
    process = OfficeProcess(tmp_path)
    with process.config.open("a", encoding="utf-8") as config:
        config.write(f"\nturn_urls = {json.dumps([coturn.url(request.param)])}")
        config.write(f"\nturn_secret = {json.dumps(str(coturn.secret))}\nturn_only = true\n")
    process.account("berta")
    process.start()
    yield process
    process.stop()


@pytest.fixture
async def caller(office: OfficeProcess, tmp_path: Path, coturn: Relay) -> AsyncIterator[Visitor]:
    call = CallConfig(ca_file=coturn.certificate.authority)
    async with lobby(office, tmp_path, call=call) as somebody:
        await somebody.until(lambda: somebody.attendant.lobby.calls_here, "the call process")
        yield somebody


@pytest.fixture
def berta(office: OfficeProcess, coturn: Relay) -> Iterator[Browser]:
    # A town's administrator makes its authority known to the browsers; here one key is enough.
    known = f"--ignore-certificate-errors-spki-list={coturn.certificate.pin}"
    with browsing(office.address, flags=(*CAMERA, known)) as browser:
        browser.is_sized(1366, 768)
        sit_down(browser, "berta", "platz-8")
        yield browser


async def test_both_ends_talk_through_the_relay_and_in_no_other_way(
    caller: Visitor, berta: Browser, coturn: Relay
) -> None:
    await talks(caller, berta)
    assert coturn.allocations() >= 2, "one way for each end"
    await asyncio.to_thread(
        berta.until,
        lambda: berta.script("return document.querySelector('#citizen-video').videoWidth") > 0,
        "the citizen's picture",
    )
