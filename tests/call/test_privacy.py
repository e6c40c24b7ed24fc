"""Nobody else learns of a call, and nothing of it is kept: read from the source, and tried."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from kiosk.call.connection import configuration
from kiosk.domain.call_messages import IceServer, SignalKind
from tests.call.conversation import talk
from tests.support.imports import imports
from tests.support.lossy_link import HOST, lossy_link

CHECKOUT = Path(__file__).resolve().parents[2]
CALL = CHECKOUT / "kiosk" / "call"
RELAY = IceServer(("turn:relay.example:3478?transport=udp",), "name", "secret")


def test_the_servers_are_named_also_when_there_are_none() -> None:
    assert configuration((), relay_only=False).iceServers == []


def test_only_relays_of_ours_are_asked() -> None:
    strange = IceServer(("stun:stun.example", "http://example", "turn:", "turns:x?transport=sctp"))
    servers = configuration((strange, RELAY), relay_only=True).iceServers
    assert servers is not None
    assert [(each.urls, each.username) for each in servers] == [(list(RELAY.urls), "name")]
    assert configuration((RELAY,), relay_only=True).iceTransportPolicy.value == "relay"


def test_no_server_of_others_is_written_anywhere() -> None:
    found = {path.name for path in CALL.glob("*.py") if re.search(r"stuns?:", path.read_text())}
    assert found == set()


def test_a_connection_is_made_in_one_place_and_always_configured() -> None:
    made = [
        (path.name, len(node.args))
        for path in CALL.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "RTCPeerConnection"
    ]
    assert made == [("connection.py", 1)]


def test_nothing_in_the_call_can_record() -> None:
    names = {each.name for each in imports(CHECKOUT) if each.file.startswith("kiosk/call/")}
    recorders = re.compile("Recorder|Player|Blackhole|contrib|wave|pathlib|tempfile")
    assert {name for name in names if recorders.search(name)} == set()
    writing = re.compile(r"(?<!def )(?<!\.)\bopen\(|av\.open\(|write_(bytes|text)\(")
    assert {path.name for path in CALL.glob("*.py") if writing.search(path.read_text())} == set()


async def test_the_offer_names_nobody_but_this_machine() -> None:
    async with lossy_link() as link, talk(link=link) as (kiosk, staff):
        offer = kiosk.witness.signals(SignalKind.OFFER)[0]
        assert set(re.findall(r"a=candidate:\S+ \d+ udp \d+ (\S+)", offer)) == {HOST}
        await kiosk.witness.until(lambda: bool(staff.pictures))
