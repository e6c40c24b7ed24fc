"""A desk that takes video calls in a real browser, and what stands in for its office."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from tests.office.desk_calls import Door
from tests.office.terminal_end import TerminalEnd
from tests.support.browser import Browser
from tests.support.clerk import Clerk
from tests.support.office import open_office
from tests.support.video_house import video_town


@contextmanager
def open_door(folder: Path) -> Iterator[Door]:
    """Serve an office whose video calls are played by a `Door`; `door.office.address` is it."""
    with open_office(folder, video_town()) as office:
        door = Door(office)
        office.app.add_api_websocket_route("/desk/calls", door.serve)
        routes = office.app.router.routes
        routes.insert(0, routes.pop())  # before the real one
        config = uvicorn.Config(
            office.app, port=0, log_level="critical", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, name="office", daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            threading.Event().wait(0.01)
        (listening,) = server.servers[0].sockets
        office.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            yield door
        finally:
            if door.loop is not None:
                for end in door.ends.values():
                    door.run(end.close())
            server.should_exit = server.force_exit = True
            thread.join(20)


class VideoClerk(Clerk):
    """Somebody at a desk that takes video calls."""

    def __init__(self, browser: Browser, door: Door) -> None:
        super().__init__(browser, door.office)
        self.door = door

    def starts_video(self) -> None:
        """Sign in, sit down, and be on the line."""
        self.starts()
        self.browser.until(lambda: self.door.beats, "the line to the office")

    def opens_card(self, ticket: str = "T1") -> TerminalEnd:
        """Look at a knock until its connection stands by."""
        self.browser.clicks(f"#knock-{ticket} .look")
        self.browser.sees("Verbindung steht bereit.", f"#knock-{ticket}")
        return self.door.ends[ticket]

    def talks(self, ticket: str = "T1", **facts: Any) -> TerminalEnd:
        """Let somebody knock, accept, and see the person."""
        self.door.knocks(ticket, **facts)
        self.browser.clicks(f"#knock-{ticket} .accept")
        self.is_seeing()
        return self.door.ends[ticket]

    def is_seeing(self) -> None:
        self.browser.sees("Sie sprechen miteinander.", "#call-state")

    def colour(self, css: str = "#citizen-video") -> list[int]:
        """Return the colour in the middle of a picture."""
        seen: list[int] = self.browser.script(
            """const video = document.querySelector(arguments[0]);
            const canvas = new OffscreenCanvas(8, 8), context = canvas.getContext("2d");
            context.drawImage(video, 0, 0, 8, 8);
            return [...context.getImageData(4, 4, 1, 1).data].slice(0, 3);""",
            css,
        )
        return seen


@contextmanager
def video_desk(folder: Path, browser: Browser) -> Iterator[VideoClerk]:
    """A desk on the line, in a browser without memory; it must not complain about anything."""
    with open_door(folder) as door:
        browser.address = door.office.address
        browser.forgets_everything()
        clerk = VideoClerk(browser, door)
        clerk.starts_video()
        yield clerk
        assert browser.complaints() == []
