"""What is said about a video call fits on the wire, and says no more than it has to."""

from __future__ import annotations

from dataclasses import fields

from kiosk.domain.call_messages import (
    LONGEST_SDP,
    AnswerGuest,
    CallNow,
    Connect,
    GuestNow,
    IceServer,
    Knock,
    Signal,
    TellMedia,
)
from kiosk.domain.calls import CallState, Wanted
from kiosk.domain.envelopes import LARGEST_MESSAGE_BYTES, decode, encode
from kiosk.domain.guests import GuestEvent, GuestKind, GuestState, Leg
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


def test_a_terminal_without_guests_speaks_of_the_talk() -> None:
    told = {"id": 1, "ticket_id": "T", "generation": 1, "up": True}
    assert build(TellMedia, told).leg is Leg.TALK
    assert build(Connect, {"ticket_id": "T", "generation": 1, "gate_open": False}).leg is Leg.TALK
    assert build(Signal, {"ticket_id": "T", "generation": 1, "kind": "bye"}).leg is Leg.TALK


def test_the_answer_about_a_guest_crosses_the_wire() -> None:
    answer = AnswerGuest(3, "T", False)
    assert decode(encode(answer)) == answer


def test_a_guest_has_no_name() -> None:
    guest = GuestNow(
        GuestKind.COLLEAGUE, "", GuestState.OUT, generation=3, ended_by=GuestEvent.DISMISS
    )
    assert build(GuestNow, plain(guest)) == guest
    told = {field.name for field in fields(GuestNow)}
    assert told == {"kind", "language", "state", "pinned", "generation", "ended_by"}
