"""What stands at the door of every address: origin check, size limit, security headers."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

LARGEST_BODY_BYTES = 65_536
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY_VIOLATION = 1008
_HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # A route that needs the camera says so itself.
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_HSTS = "max-age=31536000"


class Guards:
    """Refuses what comes from foreign pages or is too large; adds headers to every answer.

    A request without `Origin` and `Sec-Fetch-Site` does not come from a browser; it passes
    here and stands before the sign-in like everybody else.
    """

    def __init__(self, app: ASGIApp, *, own_origin: str = "", only_tls: bool = False) -> None:
        self._app = app
        self._own_origin = own_origin
        self._only_tls = only_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            if self._foreign(Headers(scope=scope), scope):
                await WebSocketClose(_POLICY_VIOLATION)(scope, receive, send)
                return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = self._with_headers(send)
        refused = self._refusal(Headers(scope=scope), scope)
        if refused is not None:
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, headers: Headers, scope: Scope) -> JSONResponse | None:
        listens = "text/event-stream" in headers.get("accept", "")
        if scope["method"] in _SAFE and not listens:
            return None
        if self._foreign(headers, scope):
            return _refused(403, "foreign-origin")
        if scope["method"] in _SAFE:
            return None
        length = headers.get("content-length")
        if length is None and "transfer-encoding" in headers:
            return _refused(411, "length-required")
        if length is not None and (not length.isdigit() or int(length) > LARGEST_BODY_BYTES):
            return _refused(413, "too-large")
        return None

    def _foreign(self, headers: Headers, scope: Scope) -> bool:
        """Return whether a browser says that another site is behind this request."""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site not in ("same-origin", "none")
        origin = headers.get("origin")
        if origin is None:
            return False
        if origin == "null":
            # A form on a page without referrer, without TLS. Only the phone's page has such
            # forms, and there the unguessable address is what protects the ticket.
            return not scope["path"].lower().startswith("/t/")
        if origin == self._own_origin:
            return False
        return urlsplit(origin).netloc != headers.get("host", "")

    def _with_headers(self, send: Send) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self._only_tls:
                    headers.setdefault("strict-transport-security", _HSTS)
            await send(message)

        return guarded


def _refused(status: int, code: str) -> JSONResponse:
    return JSONResponse({"code": code, "facts": {}}, status)
