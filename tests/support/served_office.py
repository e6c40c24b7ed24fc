"""A whole office on a free port of this machine, and a terminal's line to it."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from kiosk.domain.departments import Town
from kiosk.domain.envelopes import decode, encode
from kiosk.domain.messages import PROTOCOL, Answer, Hello, LineChanged, Push, Question, Welcome
from kiosk.office.app import server
from kiosk.office.service import OfficeService
from kiosk.office.store import Store
from tests.support.branch import Branch


@contextmanager
def served(service: OfficeService) -> Iterator[str]:
    """Serve an office in a thread; yield the address of its terminals' socket."""
    office = server(service, "127.0.0.1", 0)
    opened = threading.Event()
    trouble: list[BaseException] = []

    async def serve() -> None:
        serving = asyncio.create_task(office.serve())
        while not office.started and not serving.done():
            await asyncio.sleep(0.005)
        opened.set()
        await serving

    def run() -> None:
        try:
            asyncio.run(serve())
        except BaseException as broken:
            trouble.append(broken)
            opened.set()

    thread = threading.Thread(target=run, name="office")
    thread.start()
    try:
        assert opened.wait(20) and not trouble, trouble
        (listening,) = office.servers[0].sockets
        yield f"ws://127.0.0.1:{listening.getsockname()[1]}/terminal"
    finally:
        office.should_exit = True
        thread.join(20)
    if trouble:
        raise trouble[0]


class ServedBranch(Branch):
    """The branch behind a real socket at `url`; its acts are announced to the terminals."""

    def __init__(self, store: Store, town: Town | None = None) -> None:
        super().__init__(store, town)
        self.service = OfficeService(self.premises, lambda: self.now)
        self.url = ""


@contextmanager
def served_branch(folder: Path, town: Town | None = None) -> Iterator[ServedBranch]:
    """Open and serve a branch on a file in an empty folder."""
    store = Store(f"sqlite:///{folder / 'office.sqlite3'}")
    store.migrate()
    branch = ServedBranch(store, town)
    try:
        with served(branch.service) as branch.url:
            yield branch
    finally:
        branch.service.close()


@dataclass(slots=True)
class Line:
    """A terminal's line: questions by id, pushes in the order in which they came."""

    socket: ClientConnection
    pushes: list[Push] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(2))

    async def ask(self, question: Question) -> Answer:
        """Ask with a fresh id and return the answer to it."""
        number = next(self._ids)
        await self.socket.send(encode(replace(question, id=number)))
        return await self.answer(number)

    async def say(self, push: Push) -> None:
        """Say something that is not answered."""
        await self.socket.send(encode(push))

    async def answer(self, number: int) -> Answer:
        """Return the answer with this id; what is pushed meanwhile is kept."""
        while True:
            message = await self._next()
            if isinstance(message, Push):
                self.pushes.append(message)
            elif message.id == number:
                return message

    async def pushed(self) -> Push:
        """Return the next push that nobody has looked at."""
        while not self.pushes:
            message = await self._next()
            assert isinstance(message, Push), message
            self.pushes.append(message)
        return self.pushes.pop(0)

    async def _next(self) -> Any:
        async with asyncio.timeout(5):
            return decode(await self.socket.recv())


@asynccontextmanager
async def dialled(url: str, **how: Any) -> AsyncIterator[ClientConnection]:
    """Open a line without saying hello."""
    async with connect(url, proxy=None, close_timeout=1, **how) as socket:
        yield socket


@asynccontextmanager
async def on_the_line(url: str, name: str = "lobby-1", **how: Any) -> AsyncIterator[Line]:
    """Open a line and say hello; the welcome and the first push were heard."""
    async with dialled(url, **how) as socket:
        await socket.send(encode(Hello(1, name, PROTOCOL, "test")))
        line = Line(socket)
        assert isinstance(await line.answer(1), Welcome)
        assert isinstance(await line.pushed(), LineChanged)
        yield line
