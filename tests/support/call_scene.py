"""The scene of a call: somebody at the glass, somebody at a desk, and what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from devices.camera.shared import MEMORY
from kiosk.config import CallConfig
from kiosk.domain.call_control import DeviceState, Media, Stream
from kiosk.domain.calls import CallState
from tests.support.browser import CAMERA, Browser, browsing
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import PASSWORD, OfficeProcess

_LOOK_EVERY_S = 0.005
_HEADER_BYTES = 4_096  # of a picture block; sizes and times, no picture
SEEN = "return document.querySelector('#citizen-video').videoWidth > 0"


@dataclass
class Scene:
    """Somebody who knocks; remembers every state of the call and of its pictures."""

    caller: Visitor
    states: list[CallState] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    _memories: set[str] = field(default_factory=set)

    async def remember(self) -> None:
        """Look at the call for ever."""
        while True:
            talk = self.caller.attendant.visit.talk
            if talk is not None and talk.call and talk.call.state not in self.states[-1:]:
                self.states.append(talk.call.state)
            if talk is not None and talk.media and talk.media not in self.media[-1:]:
                self.media.append(talk.media)
            self._memories.add(self.caller.attendant.calls.process.memory)
            await asyncio.sleep(_LOOK_EVERY_S)

    async def closes(self) -> None:
        """Wait until camera and microphone are closed; then no dot of a picture is in memory."""
        talk = self.caller.attendant.visit.talk

        def closed() -> bool:
            talk = self.caller.attendant.visit.talk
            assert talk is not None
            return talk.camera is talk.microphone is DeviceState.CLOSED and not talk.streams

        if talk is not None:
            await self.caller.until(closed, "camera and microphone closed")
        here = self.caller.attendant.calls.process.memory
        assert pictures_in(here) == dict.fromkeys(Stream, False)
        for gone in self._memories - {here, ""}:
            assert pictures_in(gone) == {}


def pictures_in(memory: str) -> dict[Stream, bool]:
    """Return for each block of a call process whether anything of a picture is in it."""
    found = {}
    for stream in Stream:
        block = MEMORY / f"foyer-{memory}-{stream}"
        if block.exists():
            dots = block.read_bytes()[_HEADER_BYTES:]
            found[stream] = dots.count(0) != len(dots)
    return found


@asynccontextmanager
async def at_the_glass(
    office: OfficeProcess, folder: Path, call: CallConfig | None = None
) -> AsyncIterator[Scene]:
    """Put somebody in front of a terminal with camera and microphone."""
    async with lobby(office, folder, call=call or CallConfig()) as caller:
        await caller.until(lambda: caller.attendant.lobby.calls_here, "the call process")
        scene = Scene(caller)
        remembering = asyncio.create_task(scene.remember())
        try:
            yield scene
        finally:
            remembering.cancel()


@contextmanager
def at_a_desk(
    office: OfficeProcess,
    login: str = "berta",
    desk: str = "platz-8",
    flags: Sequence[str] = CAMERA,
) -> Iterator[Browser]:
    """Seat somebody with a window of their own at a desk that talks by video."""
    office.account(login)
    with browsing(office.address, flags=flags) as browser:
        browser.is_sized(1366, 768)
        browser.opens("/desk/sign-in")
        browser.types("#login", login)
        browser.types("#password", PASSWORD)
        browser.clicks("main button")
        browser.clicks(f"input[value={desk}]")
        browser.clicks("button.wide")
        browser.find("#do-next")
        yield browser
