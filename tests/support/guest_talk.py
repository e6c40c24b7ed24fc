"""A talk over real lines, for tests that pull in a guest: a terminal and a desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from kiosk.domain.call_messages import AnswerGuest, CallTold, GuestNow
from kiosk.domain.desk_messages import EndCall, GuestInvited, InviteGuest
from kiosk.domain.guests import GuestKind
from tests.support.caller import Caller
from tests.support.desk_page import DeskPage, employ, on_the_call_line
from tests.support.served_office import ServedBranch, on_the_line

OWN = {"sec-fetch-site": "same-origin"}


@dataclass(slots=True)
class Talk:
    """Two people who talk, and a browser that nobody knows."""

    office: ServedBranch
    caller: Caller
    desk: DeskPage
    browser: httpx.AsyncClient

    async def invites(
        self, kind: GuestKind = GuestKind.COLLEAGUE, language: str = ""
    ) -> GuestInvited:
        """Let the desk make a link."""
        told = await self.desk.ask(InviteGuest(0, self.caller.ticket_id, kind, language))
        assert isinstance(told, GuestInvited), told
        return told

    async def link(self) -> str:
        """Return the path of a new link."""
        return urlsplit((await self.invites()).address).path

    async def badge(self) -> str:
        """Let somebody use a new link; return what the browser has got for it."""
        answer = await self.browser.post(await self.link(), headers=OWN)
        assert answer.status_code == 204, answer.text
        return answer.cookies["foyer-guest"]

    async def answers(self, yes: bool = True) -> GuestNow | None:
        """Let the citizen say yes or no."""
        told = await self.caller.line.ask(AnswerGuest(0, self.caller.ticket_id, yes))
        assert isinstance(told, CallTold), told
        return told.call.guest

    async def ends(self) -> None:
        await self.desk.ask(EndCall(0, self.caller.ticket_id))


@asynccontextmanager
async def talk_in(office: ServedBranch) -> AsyncIterator[Talk]:
    """Let two people talk over real lines."""
    address = office.url.replace("ws:", "http:").removesuffix("/terminal")
    async with (
        on_the_line(office.url) as line,
        on_the_call_line(office, employ(office, "ayse")) as desk,
        httpx.AsyncClient(base_url=address) as browser,
    ):
        caller = Caller(office, line)
        await line.ask(caller.ask)
        await caller.knocks()
        await desk.accepts(caller.ticket_id)
        await caller.sees()
        yield Talk(office, caller, desk, browser)
