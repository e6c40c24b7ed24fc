"""A call through a house with three machines: the office on its own, the desk on its own.

The test itself, with the glass and the call process, is the terminal's machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.stories.conftest import sit_down
from tests.support.browser import CAMERA, CHROMIUM, Browser, browsing
from tests.support.call_scene import SEEN, Scene, at_the_glass
from tests.support.house_network import HouseNetwork, Machine, house_network
from tests.support.office_process import OfficeProcess
from tests.support.tunnel import tunnel

# What Chromium asks for on its own account must not be taken for the page's call. Names that are
# not in this list are not kept from it: a page that asks for one is found out.
_OWN_NAMES = (
    "accounts.google.com",
    "clients2.google.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "passwordsleakcheck-pa.googleapis.com",
    "start.duckduckgo.com",
    "update.googleapis.com",
)
SILENT = (
    "--host-resolver-rules=" + ", ".join(f"MAP {name} ~NOTFOUND" for name in _OWN_NAMES),
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-default-apps",
    "--disable-extensions",
    "--no-pings",
    "--no-default-browser-check",
)


class OfficeInHouse(OfficeProcess):
    """`kiosk office` on the office's machine, in reach of the desk."""

    def __init__(self, folder: Path, network: HouseNetwork, *settings: str) -> None:
        self._network = network
        super().__init__(folder)
        with self.config.open("a", encoding="utf-8") as config:
            config.write("\n".join(["", 'host = "0.0.0.0"', *settings, ""]))

    @property
    def address(self) -> str:
        return f"http://{self._network.address(Machine.OFFICE)}:{self.port}"

    def command(self, *words: str) -> list[str]:
        return [*self._network.command(Machine.OFFICE), *super().command(*words)]


@contextmanager
def desk_in_house(office: OfficeInHouse, network: HouseNetwork) -> Iterator[Browser]:
    """Berta's window on the desk's machine; she sits at a desk that talks by video."""
    office.account("berta")
    program = office.folder / "chromium"
    command = " ".join(network.command(Machine.DESK))
    program.write_text(f'#!/bin/sh\nexec {command} {CHROMIUM} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    # A page may film from addresses with TLS only, and the town's proxy is not here.
    as_with_tls = f"--unsafely-treat-insecure-origin-as-secure={office.address}"
    # The driver is on another machine than the browser: no port, a pipe.
    flags = (*CAMERA, *SILENT, as_with_tls, "--remote-debugging-pipe")
    with browsing(office.address, flags=flags, program=str(program)) as browser:
        browser.is_sized(1366, 768)
        sit_down(browser, "berta", "platz-8")
        yield browser


@dataclass(frozen=True, slots=True)
class House:
    """Everybody who takes part in a call, and the cables between them."""

    network: HouseNetwork
    office: OfficeInHouse
    berta: Browser
    scene: Scene

    async def berta_sees_the_citizen(self) -> None:
        """Wait for a picture at the desk."""
        await asyncio.to_thread(self.berta.until, lambda: self.berta.script(SEEN), "the citizen")


@contextmanager
def house_of_three() -> Iterator[HouseNetwork]:
    """Lay the cables; this thread, and what it starts, is on the terminal's machine."""
    with house_network() as network, network.at(Machine.TERMINAL):
        yield network


@asynccontextmanager
async def house(network: HouseNetwork, folder: Path, *settings: str) -> AsyncIterator[House]:
    """Open the office, seat Berta at a desk, and put somebody in front of the terminal.

    Args:
        settings: lines of the office's configuration.
    """
    office = OfficeInHouse(folder, network, *settings)
    office.start()
    try:
        with desk_in_house(office, network) as berta:
            # The terminal's line to the office goes through a tunnel.
            async with tunnel(network, office.port), at_the_glass(office, folder) as scene:
                yield House(network, office, berta, scene)
    finally:
        office.stop()
