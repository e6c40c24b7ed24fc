"""The citizen's end as others build it: a page in a Chromium, which takes the same commands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack, suppress
from http import HTTPStatus
from pathlib import Path

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from kiosk.domain.call_control import COMMANDS, REPORTS, Command, Report
from tests.benchmarks.calls.page import Page, measured_browsing
from tests.benchmarks.calls.samples import Seen, Sound
from tests.support.frozen import family

_HERE = Path(__file__).parent
_MODULES = _HERE.parents[2] / "kiosk" / "office" / "pages" / "js"
_FILES = {
    "/": (_HERE / "kiosk.html", "text/html"),
    "/call_sdp.js": (_MODULES / "call_sdp.js", "text/javascript"),
}
READY_WITHIN_S = 30.0


class ChromiumEnd:
    name = "Chromium"

    def __init__(self) -> None:
        self.on_report: Callable[[Report], None] = lambda report: None
        self._stack = ExitStack()
        self._page: Page | None = None
        self._server: Server | None = None
        self._ready = asyncio.Event()
        self._unsent: asyncio.Queue[str] = asyncio.Queue()

    async def open(self) -> None:
        self._server = await serve(self._serve, "127.0.0.1", 0, process_request=_file)
        port = self._server.sockets[0].getsockname()[1]
        await asyncio.to_thread(self._browse, f"http://127.0.0.1:{port}")
        async with asyncio.timeout(READY_WITHIN_S):
            await self._ready.wait()

    def _browse(self, address: str) -> None:
        self._page = page = self._stack.enter_context(measured_browsing(address))
        page.browser.is_sized(1366, 768)
        page.browser.opens("/")
        page.sets_clock()
        page.watches("#staff", "staff")
        page.watches("#share", "share")

    async def close(self) -> None:
        self._page = None
        stack, self._stack = self._stack, ExitStack()
        with suppress(Exception):
            await asyncio.to_thread(stack.close)
        if self._server is not None:
            self._server.close()

    def send(self, command: Command) -> None:
        self._unsent.put_nowait(COMMANDS.encode(command))

    def processes(self) -> list[int]:
        """Return the browser, without its driver."""
        return family(int(self._here.browser.driver.capabilities["goog:processID"]))

    async def _serve(self, line: ServerConnection) -> None:
        self._ready.set()
        saying = asyncio.create_task(self._say_all(line))
        try:
            async for text in line:
                self.on_report(REPORTS.decode(text))
        finally:
            saying.cancel()

    async def _say_all(self, line: ServerConnection) -> None:
        while True:
            await line.send(await self._unsent.get())

    # ------------------------------------------------------------------ what is measured
    @property
    def _here(self) -> Page:
        assert self._page is not None, "the browser has ended"
        return self._page

    async def begins(self) -> None:
        await asyncio.to_thread(self._here.forgets)
        await asyncio.to_thread(self._here.sets_clock)

    async def faces(self) -> list[Seen]:
        return await asyncio.to_thread(self._here.seen, "staff")

    async def screens(self) -> list[Seen]:
        return await asyncio.to_thread(self._here.seen, "share")

    async def spoken(self) -> list[float]:
        return list(await asyncio.to_thread(self._here.value, "spoken"))

    async def heard(self) -> list[float]:
        return list(await asyncio.to_thread(self._here.value, "heard"))

    async def sound(self) -> Sound:
        return await asyncio.to_thread(self._here.sound)


def _file(line: ServerConnection, request: Request) -> Response | None:
    """Answer what is no line with a file."""
    if request.path == "/commands":
        return None
    file, kind = _FILES.get(request.path, (None, "text/plain"))
    if file is None:
        return Response(HTTPStatus.NOT_FOUND, "Not Found", Headers(), b"")
    headers = Headers({"content-type": f"{kind}; charset=utf-8", "connection": "close"})
    body = file.read_bytes()
    headers["content-length"] = str(len(body))
    return Response(HTTPStatus.OK, "OK", headers, body)
