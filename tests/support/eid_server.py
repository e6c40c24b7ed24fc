"""A double of a municipality's eID server, on this machine only.

It stands for the service that holds the town's right to read; a real one speaks to the office, so
here a test asks its sessions. AusweisApp accepts it in developer mode: its TLS has no PSK.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from tests.support import eid_messages as messages
from tests.support.card_certificates import Authority, Right
from tests.support.eid_messages import Said
from tests.support.eid_session import EidSession, Trouble

NAME_AND_BIRTH = ("GivenNames", "FamilyName", "DateOfBirth")


class EidServer:
    """The server; `authority` is the state whose cards it can read."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.sessions: dict[str, EidSession] = {}
        self.closing = threading.Event()
        handler = type("Handler", (_Handler,), {"server_double": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*authority.tls)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self._thread = threading.Thread(target=self._http.serve_forever, name="eID server")
        self._thread.start()

    @property
    def base(self) -> str:
        return f"https://localhost:{self._http.server_port}"

    def session(
        self,
        required: Collection[str] = NAME_AND_BIRTH,
        optional: Collection[str] = (),
        *,
        right: Right = Right.READS,
        trouble: Trouble | None = None,
        transaction: str = "",
        age: int | None = None,
    ) -> EidSession:
        """Begin an identification; `tc_token_url` of what is returned is for AusweisApp.

        Args:
            required, optional: rights by their names in the AusweisApp SDK.
            age: what to compare the birth date with, where AgeVerification is among them.
        """
        new = EidSession(
            self.authority, self.base, required, optional, right, trouble, transaction, age
        )
        self.sessions[new.id] = new
        return new

    def close(self) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@contextmanager
def eid_server(authority: Authority) -> Iterator[EidServer]:
    """Run one until the block ends."""
    server = EidServer(authority)
    try:
        yield server
    finally:
        server.close()


class _Handler(BaseHTTPRequestHandler):
    """One connection. AusweisApp keeps it for one identification."""

    server_double: ClassVar[EidServer]
    protocol_version = "HTTP/1.1"
    timeout = 60
    _session: EidSession | None = None

    def log_message(self, format: str, *args: object) -> None:
        """What is asked for is nobody's business."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        session = self._known(parse_qs(asked.query).get("session", [""])[0])
        if asked.path == "/token" and session and session.trouble is not Trouble.UNKNOWN_SESSION:
            self._say(messages.token(self.server_double.base, session.id), "text/xml")
        elif asked.path in ("/done", "/error"):
            self._say("<html>ok</html>", "text/html")
        else:
            self._say("nothing", "text/plain", 404)

    def do_POST(self) -> None:
        said = Said(self.rfile.read(int(self.headers["Content-Length"])))
        if said.kind == "StartPAOS":
            self._session = self._known(said.one("SessionIdentifier"))
        session = self._session
        if session is None:
            self._say("nothing", "text/plain", 404)
            return
        if session.trouble is Trouble.SILENT:
            self.server_double.closing.wait(self.timeout)
        answer = session.answer(said)
        if answer is None:
            self.close_connection = True
        else:
            self._say(answer, "application/vnd.paos+xml")

    def _known(self, session: str) -> EidSession | None:
        return self.server_double.sessions.get(session)

    def _say(self, body: str, kind: str, status: int = 200) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
