"""A real office process, the real glass, real Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.browser import Browser, browsing
from tests.support.citizen import window
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import PASSWORD, OfficeProcess

window()  # before anything of kivy is imported


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeProcess]:
    """An open office on a Thursday morning, with Anna's account."""
    process = OfficeProcess(tmp_path)
    process.account("anna")
    process.start()
    yield process
    process.stop()


@pytest.fixture
async def visitor(office: OfficeProcess, tmp_path: Path) -> AsyncIterator[Visitor]:
    """Somebody in front of the terminal."""
    async with lobby(office, tmp_path) as somebody:
        yield somebody


@pytest.fixture(scope="session")
def browsers() -> Iterator[dict[str, Browser]]:
    """Three windows: the desk, the display in the waiting room, a phone."""
    with browsing() as desk, browsing() as display, browsing() as phone:
        yield {"desk": desk, "display": display, "phone": phone}


@pytest.fixture
def house(office: OfficeProcess, browsers: dict[str, Browser]) -> dict[str, Browser]:
    """The windows, without a memory, at the address of this office."""
    for browser in browsers.values():
        browser.address = office.address
        browser.forgets_everything()
    return browsers


@pytest.fixture
def anna(house: dict[str, Browser]) -> Browser:
    """Anna's window: she is signed in and sits at a desk of Melden und Ausweise."""
    desk = house["desk"]
    sit_down(desk, "anna", "platz-1")
    return desk


def sit_down(browser: Browser, login: str, desk: str) -> None:
    """Sign in with a browser and take a seat."""
    browser.opens("/desk/sign-in")
    browser.types("#login", login)
    browser.types("#password", PASSWORD)
    browser.clicks("main button")
    browser.clicks(f"input[value={desk}]")
    browser.clicks("button.wide")
    browser.find("#do-next")
