"""What a desk's browser and the office say to each other about video calls."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from kiosk.domain import desk_messages as desk
from kiosk.domain.call_messages import GuestNow, IceServer, Signal, SignalKind
from kiosk.domain.calls import CallState, Decline, Wanted
from kiosk.domain.desk_messages import FROM_DESK, TO_DESK
from kiosk.domain.guests import GuestKind, GuestState, Leg
from kiosk.domain.messages import Refusal
from kiosk.domain.phrases import Phrase
from kiosk.domain.wire import BadMessage
from tests.domain.situations import NOON

CARD = desk.KnockCard(
    ticket_id="T",
    number="C001",
    state=CallState.KNOCKING,
    department="wohngeld",
    department_name=Phrase("Wohngeldstelle"),
    service="",
    service_name=Phrase(""),
    terminal="lobby-1",
    language="uk",
    wanted=Wanted(True, "uk"),
    knocked_at=NOON,
)
GUEST = GuestNow(GuestKind.INTERPRETER, "uk", GuestState.ARRIVED)
SIGNAL = Signal("T", 1, SignalKind.CANDIDATE, "{}")
HEARD = [
    desk.KnocksNow(NOON, (CARD, replace(CARD, mine=True, held=True, guest=GUEST))),
    desk.DeskConnect("T", 2, (IceServer(("turn:10.0.0.1",), "u", "p"),), True),
    desk.DeskConnect("T", 1, leg=Leg.ASIDE),
    desk.GuestInvited(4, "https://foyer.example/guest/x", NOON, ("10", "01")),
    desk.DeskTold(3),
    Refusal(3, "not-possible", {"state": "serving"}),
    SIGNAL,
    desk.Beat(),
]
SAID = [
    desk.OpenCard(1, "T"),
    desk.CloseCard(2, "T"),
    desk.AcceptKnock(3, "T"),
    desk.DeclineKnock(4, "T", Decline.CLOSING),
    desk.AskToWait(5, "T"),
    desk.HoldCall(6, "T", True),
    desk.TransferKnock(7, "T", "melden", "wegen Umzug"),
    desk.EndCall(8, "T"),
    desk.TellDeskMedia(9, "T", 2, False),
    desk.TellDeskMedia(10, "T", 2, True, Leg.ASIDE),
    desk.InviteGuest(11, "T", GuestKind.INTERPRETER, "uk"),
    desk.DismissGuest(12, "T"),
    desk.PinGuest(13, "T", True),
    SIGNAL,
    desk.Beat(),
]


@pytest.mark.parametrize("message", SAID, ids=lambda each: type(each).__name__)
def test_what_a_desk_says_arrives_as_it_was_sent(message: desk.FromDesk) -> None:
    assert FROM_DESK.decode(FROM_DESK.encode(message)) == message


@pytest.mark.parametrize("message", HEARD, ids=lambda each: type(each).__name__)
def test_what_a_desk_hears_arrives_as_it_was_sent(message: desk.ToDesk) -> None:
    assert TO_DESK.decode(TO_DESK.encode(message)) == message


def test_every_message_is_tried() -> None:
    assert {type(each) for each in HEARD} == set(TO_DESK.kinds.values())
    assert {type(each) for each in SAID} == set(FROM_DESK.kinds.values())


def test_a_browser_cannot_speak_for_the_office() -> None:
    with pytest.raises(BadMessage):
        FROM_DESK.decode(TO_DESK.encode(desk.DeskTold(1)))


def test_a_knock_card_names_nobody() -> None:
    assert not {field.name for field in fields(desk.KnockCard)} & {"name", "citizen", "code"}


def test_what_says_no_leg_is_about_the_talk() -> None:
    told = FROM_DESK.decode(
        '{"type":"tell-desk-media","id":1,"ticket_id":"T","generation":1,"up":true}'
    )
    assert isinstance(told, desk.TellDeskMedia) and told.leg is Leg.TALK
