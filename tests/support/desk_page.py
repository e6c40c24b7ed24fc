"""A desk's page without a browser: it signs in, sits down, and is on the line for video calls."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from kiosk.domain.desk_messages import (
    FROM_DESK,
    TO_DESK,
    AcceptKnock,
    Beat,
    DeskQuestion,
    DeskTold,
    FromDesk,
    GuestInvited,
    KnockCard,
    KnocksNow,
    OpenCard,
    TellDeskMedia,
    ToDesk,
)
from kiosk.domain.messages import Refusal
from kiosk.office.store.account_rows import Role
from tests.support.served_office import ServedBranch

PASSWORD = "zehn Zeichen und mehr"
P = TypeVar("P")
Told = DeskTold | GuestInvited | Refusal


@dataclass(slots=True)
class DeskPage:
    """A page on the line. It beats back whenever it reads."""

    socket: ClientConnection
    heard: list[ToDesk] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def say(self, message: FromDesk) -> None:
        await self.socket.send(FROM_DESK.encode(message))

    async def ask(self, question: DeskQuestion) -> Told:
        """Ask with a fresh id and return the answer to it."""
        number = next(self._ids)
        await self.say(replace(question, id=number))
        while True:
            message = await self.reads()
            if isinstance(message, Told) and message.id == number:
                return message
            self.heard.append(message)

    async def opens(self, ticket_id: str) -> Told:
        return await self.ask(OpenCard(0, ticket_id))

    async def accepts(self, ticket_id: str) -> Told:
        return await self.ask(AcceptKnock(0, ticket_id))

    async def sees(self, ticket_id: str, generation: int, up: bool = True) -> Told:
        return await self.ask(TellDeskMedia(0, ticket_id, generation, up))

    async def hears(self, kind: type[P], fits: Callable[[P], bool] = lambda message: True) -> P:
        """Return the next message of a kind that fits; what came before is not looked at again."""
        async with asyncio.timeout(10):
            while True:
                message = self.heard.pop(0) if self.heard else await self.reads()
                if isinstance(message, kind) and fits(message):
                    return message

    async def cards(self, fits: Callable[[tuple[KnockCard, ...]], bool]) -> tuple[KnockCard, ...]:
        """Wait until the knocks are like this."""
        return (await self.hears(KnocksNow, lambda now: fits(now.cards))).cards

    async def reads(self) -> Any:
        """Return the next message that is no beat."""
        while True:
            async with asyncio.timeout(10):
                message = TO_DESK.decode(await self.socket.recv())
            if not isinstance(message, Beat):
                return message
            await self.say(Beat())


def employ(office: ServedBranch, login: str, desk: str | None = "desk-1") -> str:
    """Make an account with a session, seat it; return the token of its cookie."""
    now = office.now
    account = office.service.accounts.add(login, login.title(), Role.STAFF, PASSWORD, now)
    if desk is not None:
        office.seats.sign_in(account.account_id, desk, frozenset(), now)
    token, _ = office.service.accounts.sign_in(login, PASSWORD, "127.0.0.1", now)
    return token


@asynccontextmanager
async def on_the_call_line(
    office: ServedBranch, token: str, *, origin: str | None = None
) -> AsyncIterator[DeskPage]:
    """Open a page's line; its first cards are still to be read."""
    url = office.url.replace("/terminal", "/desk/calls")
    own = office.url.replace("ws://", "http://").removesuffix("/terminal")
    cookie = {"cookie": f"foyer={token}"}
    async with connect(
        url, proxy=None, close_timeout=1, origin=Origin(origin or own), additional_headers=cookie
    ) as socket:
        yield DeskPage(socket)
