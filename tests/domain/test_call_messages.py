"""What is said about a video call fits on the wire, and says no more than it has to."""

from __future__ import annotations

from dataclasses import fields

from kiosk.domain.call_messages import LONGEST_SDP, CallNow, Connect, IceServer, Knock
from kiosk.domain.calls import CallState, Wanted
from kiosk.domain.envelopes import LARGEST_MESSAGE_BYTES
from kiosk.domain.wire import build, plain


def test_the_longest_session_description_fits_into_a_message() -> None:
    # Every line break of an SDP is written with two characters in JSON.
    assert LONGEST_SDP * 1.5 < LARGEST_MESSAGE_BYTES


def test_a_terminal_that_says_nothing_more_has_just_knocked() -> None:
    knock = build(Knock, {"id": 1, "ticket_id": "T", "wanted": {}})
    assert (knock.wanted, knock.state, knock.generation) == (Wanted(True), CallState.KNOCKING, 0)


def test_a_connection_without_servers_asks_nobody_outside() -> None:
    connect = build(Connect, {"ticket_id": "T", "generation": 1, "gate_open": False})
    assert connect.ice_servers == ()


def test_relays_cross_the_wire_whole() -> None:
    relay = IceServer(("turns:relay.town.example:443?transport=tcp",), "1764061200", "secret")
    assert build(IceServer, plain(relay)) == relay


def test_the_citizen_is_told_nothing_about_who_sits_at_the_desk() -> None:
    told = {field.name for field in fields(CallNow)}
    assert not told & {"account", "staff", "name", "terminal"}
