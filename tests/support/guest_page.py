"""A guest's browser without a browser: it opens links, keeps its cookie, is on the line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from kiosk.domain.desk_messages import Beat
from kiosk.domain.guest_messages import FROM_GUEST, TO_GUEST, FromGuest, ToGuest
from tests.support.served_office import ServedBranch

P = TypeVar("P")


@dataclass(slots=True)
class GuestPage:
    """A page on the line. It beats back whenever it reads."""

    socket: ClientConnection
    heard: list[ToGuest] = field(default_factory=list)

    async def say(self, message: FromGuest) -> None:
        await self.socket.send(FROM_GUEST.encode(message))

    async def hears(self, kind: type[P], fits: Callable[[P], bool] = lambda message: True) -> P:
        """Return the next message of a kind that fits."""
        async with asyncio.timeout(10):
            while True:
                message = TO_GUEST.decode(await self.socket.recv())
                if isinstance(message, Beat):
                    with suppress(ConnectionClosed):  # what was said before it is still read
                        await self.say(Beat())
                    continue
                self.heard.append(message)
                if isinstance(message, kind) and fits(message):
                    return message

    async def ends_with(self) -> int | None:
        """Read on, beat back, until the line ends; return the code."""
        try:
            while True:
                await self.hears(type(None))
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None


@asynccontextmanager
async def on_the_guest_line(
    office: ServedBranch, badge: str, *, origin: str | None = None
) -> AsyncIterator[GuestPage]:
    """Open a guest's line; the first words of the office are still to be read."""
    url = office.url.replace("/terminal", "/guest/line")
    own = office.url.replace("ws://", "http://").removesuffix("/terminal")
    cookie = {"cookie": f"foyer-guest={badge}"}
    async with connect(
        url, proxy=None, close_timeout=1, origin=Origin(origin or own), additional_headers=cookie
    ) as socket:
        yield GuestPage(socket)
