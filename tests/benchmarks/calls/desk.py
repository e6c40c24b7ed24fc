"""The desk's end of a call: the real page of a clerk, driven like a person."""

from __future__ import annotations

import asyncio
import signal
from contextlib import ExitStack, suppress

from tests.benchmarks.calls.page import Page, measured_browsing
from tests.benchmarks.calls.processes import tell
from tests.benchmarks.calls.samples import Seen, Sound
from tests.support.frozen import family
from tests.support.office_process import PASSWORD, OfficeProcess

LOGIN, PLACE = "berta", "platz-8"


class Desk:
    """Berta at her desk. Everything that waits for the browser runs in a thread."""

    def __init__(self, office: OfficeProcess) -> None:
        self._office = office
        self._stack = ExitStack()
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        assert self._page is not None, "nobody sits at the desk"
        return self._page

    # ------------------------------------------------------------------ coming and going
    async def opens(self) -> None:
        """Sit down, unless somebody sits there already."""
        if self._page is None:
            await asyncio.to_thread(self._sit_down)

    def _sit_down(self) -> None:
        self._page = page = self._stack.enter_context(measured_browsing(self._office.address))
        browser = page.browser
        browser.is_sized(1366, 768)
        browser.opens("/desk/sign-in")
        browser.types("#login", LOGIN)
        browser.types("#password", PASSWORD)
        browser.clicks("main button")
        place = f"input[value={PLACE}]"
        browser.find(f"{place}, #do-next")
        if browser.all(place):  # nobody has sat down yet
            browser.clicks(place)
            browser.clicks("button.wide")
        browser.find("#do-next")
        page.watches("#citizen-video", "citizen")

    def processes(self) -> list[int]:
        return family(self.page.browser.driver.service.process.pid)

    async def closes(self) -> None:
        """Close the browser; may be called again."""
        self._page = None
        stack, self._stack = self._stack, ExitStack()
        with suppress(Exception):
            await asyncio.to_thread(stack.close)

    async def dies(self) -> None:
        """End the browser without a word."""
        tell(self.processes(), signal.SIGKILL)

    async def freezes(self) -> None:
        """Stop every process of the browser."""
        tell(self.processes(), signal.SIGSTOP)

    # ------------------------------------------------------------------ what the clerk does
    async def looks(self) -> None:
        """Open the card of the knock, and wait until the connection stands by."""
        await asyncio.to_thread(self._look)

    def _look(self) -> None:
        browser = self.page.browser
        browser.find("#knock-list .accept")
        self.page.forgets()
        self.page.sets_clock()
        browser.clicks("#knock-list .look")
        browser.until(lambda: browser.all("#preview-line.stands"), "a connection", 20)

    async def accepts(self) -> float:
        """Open the door; return when, in milliseconds of the monotonic clock."""
        return await asyncio.to_thread(self._click, "#knock-list .accept", "accepted")

    async def shares(self) -> float:
        """Share the screen; return when that was clicked."""
        return await asyncio.to_thread(self._click, "#do-share", "shared")

    def _click(self, css: str, moment: str) -> float:
        self.page.browser.clicks(css)
        return float(self.page.value(moment))

    # ------------------------------------------------------------------ what is measured
    async def faces(self) -> list[Seen]:
        return await asyncio.to_thread(self.page.seen, "citizen")

    async def spoken(self) -> list[float]:
        return list(await asyncio.to_thread(self.page.value, "spoken"))

    async def heard(self) -> list[float]:
        return list(await asyncio.to_thread(self.page.value, "heard"))

    async def sound(self) -> Sound:
        return await asyncio.to_thread(self.page.sound)

    async def trouble(self) -> list[str]:
        return list(await asyncio.to_thread(self.page.value, "trouble"))
