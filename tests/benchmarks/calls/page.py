"""A page in a real Chromium that is measured: see `measuring.js`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.calls.samples import Seen, Sound
from tests.support.browser import Browser, browsing

_FLAGS = (
    "--auto-select-desktop-capture-source=Entire screen",
    "--use-fake-device-for-media-stream",  # and a screen made of software
    "--use-fake-ui-for-media-stream",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--disable-dev-shm-usage",
    "--mute-audio",
)
_SCRIPT = Path(__file__).with_name("measuring.js")
_FIRST_SIZE = "measuring.pictures(1280, 720)"  # they are drawn before anything is measured


@contextmanager
def measured_browsing(address: str) -> Iterator[Page]:
    """Open a browser whose pages have our camera and microphone."""
    with browsing(address, flags=_FLAGS) as browser:
        source = _SCRIPT.read_text(encoding="utf-8")
        browser.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
        yield Page(browser)


class Page:
    """What is asked of the measuring script. Everything here waits for the browser."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def watches(self, css: str, name: str) -> None:
        """Look at a video from now on, and have the camera's pictures ready."""
        code = f"{_FIRST_SIZE}; measuring.watch(document.querySelector(arguments[0]), arguments[1])"
        self.browser.script(code, css, name)

    def sets_clock(self) -> None:
        """Tell the page what the machine's monotonic clock shows."""
        offset_ms = (time.monotonic() - time.time()) * 1_000
        self.browser.script("measuring.offsetMs = arguments[0]", offset_ms)

    def value(self, name: str) -> Any:
        return self.browser.script(f"return measuring.{name}")

    def seen(self, name: str) -> list[Seen]:
        found = self.browser.script("return measuring.seen[arguments[0]] ?? []", name)
        return [Seen(at, height, number, age) for at, height, number, age in found]

    def sound(self) -> Sound:
        came, lost = self.browser.script("return measuring.sound()")
        return Sound(came, lost)

    def forgets(self) -> None:
        """Empty the lists; they grow with every picture."""
        self.browser.script(
            "for (const list of [...Object.values(measuring.seen), measuring.spoken,"
            " measuring.heard]) list.length = 0"
        )
