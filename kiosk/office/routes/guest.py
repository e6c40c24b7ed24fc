"""The guest of a video call: the one-time link, the room behind it, and the page's line.

The address is used up by the button, not by looking at it: mail programs look at links, too. From
then on a cookie says who it is, so that a page that is reloaded comes back. Nothing on these
pages says who stands at the terminal, or why.
"""

from __future__ import annotations

from fastapi import APIRouter, WebSocket
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from kiosk.domain.call_messages import Signal
from kiosk.domain.desk_messages import Beat
from kiosk.domain.errors import TooManyTries
from kiosk.domain.guest_messages import (
    FROM_GUEST,
    TO_GUEST,
    LeaveGuest,
    TellGuestMedia,
    ToGuest,
)
from kiosk.domain.wire import BadMessage
from kiosk.office.guests import OfficeGuest
from kiosk.office.inviting import digest
from kiosk.office.routes.page_line import NO_GUEST, OTHER_PAGE, TRY_AGAIN_LATER, PageLine
from kiosk.office.routes.refusals import FormWrong
from kiosk.office.routes.staff import LANGUAGES, remember_language, words_of
from kiosk.office.routes.templates import pages_of, wants_page
from kiosk.office.routes.visitors import peer_of, visitors_of
from kiosk.office.service import OfficeService, service_of

router = APIRouter(prefix="/guest", include_in_schema=False)
_HEADERS = {
    "x-robots-tag": "noindex, nofollow",
    "permissions-policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
}


def badge_cookie(service: OfficeService) -> str:
    """Return the name of the cookie; browsers accept `__Host-` over TLS only."""
    return "__Host-foyer-guest" if service.secure_cookies else "foyer-guest"


def _badge(connection: HTTPConnection) -> str:
    return connection.cookies.get(badge_cookie(service_of(connection)), "")


# ------------------------------------------------------------------ pages
@router.get("")
async def room_page(request: Request) -> Response:
    """Show the talk to somebody who has used a link."""
    guest = service_of(request).calls.inviting.known(_badge(request))
    return _page(request, guest, joined=True) if guest else _no_page(request)


@router.get("/{token}")
async def invitation_page(request: Request, token: str) -> Response:
    """Show what the link is for; raises `TooManyTries` for a peer that guesses."""
    service = service_of(request)
    inviting, guesses = service.calls.inviting, visitors_of(request).guesses
    guesses.check(peer_of(request), service.clock())
    if inviting.came_by(token, _badge(request)):
        return RedirectResponse("/guest", 303)
    guest = inviting.opens(token)
    if guest is not None:
        return _page(request, guest, joined=False)
    guesses.failed(peer_of(request), service.clock())
    return _no_page(request)


@router.post("/{token}")
async def take_part(request: Request, token: str) -> Response:
    """Use the link up; the browser gets a badge for it."""
    service = service_of(request)
    if "origin" not in request.headers and "sec-fetch-site" not in request.headers:
        raise FormWrong  # no browser, so nobody who could take part
    guesses = visitors_of(request).guesses
    guesses.check(peer_of(request), service.clock())
    badge = service.calls.inviting.come(token)
    if badge is None:
        guesses.failed(peer_of(request), service.clock())
        return _no_page(request)
    came = RedirectResponse("/guest", 303) if wants_page(request) else Response(status_code=204)
    came.set_cookie(
        badge_cookie(service),
        badge,
        path="/",
        secure=service.secure_cookies,
        httponly=True,
        samesite="strict",
    )
    return came


def _page(request: Request, guest: OfficeGuest, *, joined: bool) -> Response:
    page = pages_of(request).page(
        request,
        "guest.html",
        words_of(request),
        guest=guest.guest,
        joined=joined,
        languages=LANGUAGES,
    )
    page.headers.update(_HEADERS)
    remember_language(request, page)
    return page


def _no_page(request: Request) -> Response:
    page = pages_of(request).page(
        request, "guest_none.html", words_of(request), 404, languages=LANGUAGES
    )
    page.headers["x-robots-tag"] = _HEADERS["x-robots-tag"]
    remember_language(request, page)
    return page


# ------------------------------------------------------------------ the line
class GuestLine:
    """One page of a guest on the line; a newer one takes over."""

    def __init__(self, socket: WebSocket, service: OfficeService, badge: str) -> None:
        self._service, self._badge = service, badge
        self._line = PageLine(socket, TO_GUEST.encode(Beat()))

    def say(self, push: ToGuest) -> None:
        """Send something, in order; a page that does not read is dropped."""
        self._line.send(TO_GUEST.encode(push))

    def finish(self) -> None:
        """The guest is out: hang up when that has been said."""
        self._line.finish(NO_GUEST)

    def give_way(self) -> None:
        """Another page of the same guest is there now."""
        self._line.end(OTHER_PAGE)

    async def run(self) -> bool:
        """Serve the page; return whether there was such a guest."""
        board, badge, clock = self._service.calls.board, digest(self._badge), self._service.clock
        if not board.guest_came(badge, self, clock()):
            return False
        code = None
        try:
            code = await self._line.run(page=self._read())
        finally:
            board.guest_went(badge, self, clock())
        await self._line.close(code)
        return True

    async def _read(self) -> None:
        inviting = self._service.calls.inviting
        async for text in self._line.heard(self._service.clock):
            try:
                message = FROM_GUEST.decode(text)
            except BadMessage:
                continue  # our own page says no such thing
            match message:
                case Signal():
                    inviting.signal(self._badge, message)
                case TellGuestMedia(generation=generation, up=up, leg=leg):
                    inviting.sees(self._badge, leg, generation, up)
                case LeaveGuest():
                    inviting.leave(self._badge)
                case Beat():
                    pass


@router.websocket("/line")
async def guest_line(socket: WebSocket) -> None:
    """Serve the page of a guest; everybody else is told that there is no such guest."""
    service, guesses, peer = service_of(socket), visitors_of(socket).guesses, peer_of(socket)
    await socket.accept()
    try:
        guesses.check(peer, service.clock())
    except TooManyTries:
        await socket.close(TRY_AGAIN_LATER)
        return
    if not await GuestLine(socket, service, _badge(socket)).run():
        guesses.failed(peer, service.clock())
        await socket.close(NO_GUEST)
