"""The lines between the terminal and its call process."""

from __future__ import annotations

import pytest

from kiosk.domain import call_control as control
from kiosk.domain.call_control import COMMANDS, LEASE, RENEW_EVERY, REPORTS
from kiosk.domain.call_messages import IceServer, SignalKind
from kiosk.domain.guests import Leg
from kiosk.domain.wire import BadMessage

SAID = [
    control.Lease(True, False),
    control.Open(3, False, (IceServer(("turn:10.0.0.1:3478",), "u", "p"),), True),
    control.Open(1, True, leg=Leg.GUEST),
    control.Gate(3, True),
    control.Gate(1, False, Leg.GUEST),
    control.SignalIn(3, SignalKind.ANSWER, "v=0\r\n"),
    control.Adjust(True, False, 40, True),
    control.SayText('{"type":"wrote"}'),
    control.SendStill(),
    control.SignalIn(1, SignalKind.BYE, leg=Leg.GUEST),
    control.HangUp(),
    control.HangUp(Leg.GUEST),
]
HEARD = [
    control.CallReady("foyer-1"),
    control.SignalOut(3, SignalKind.OFFER, "v=0\r\n"),
    control.MediaNow(3, control.Media.WEAK),
    control.SignalOut(1, SignalKind.OFFER, "v=0\r\n", Leg.GUEST),
    control.MediaNow(1, control.Media.UP, Leg.GUEST),
    control.StreamsNow((control.Stream.SELF, control.Stream.STAFF)),
    control.DevicesNow(control.DeviceState.WORKING, control.DeviceState.MISSING),
    control.HeardText("{}"),
    control.LevelNow(30),
    control.QualityNow(50, 1.5, 30, 720, 1500),
]


@pytest.mark.parametrize("command", SAID, ids=lambda each: type(each).__name__)
def test_a_command_arrives_as_it_was_sent(command: control.Command) -> None:
    assert COMMANDS.decode(COMMANDS.encode(command)) == command


@pytest.mark.parametrize("report", HEARD, ids=lambda each: type(each).__name__)
def test_a_report_arrives_as_it_was_sent(report: control.Report) -> None:
    assert REPORTS.decode(REPORTS.encode(report)) == report


def test_every_command_and_every_report_is_tried() -> None:
    assert {type(each) for each in SAID} == set(control.Command.__args__)
    assert {type(each) for each in HEARD} == set(control.Report.__args__)


def test_a_command_is_one_line() -> None:
    assert "\n" not in COMMANDS.encode(control.SignalIn(1, SignalKind.OFFER, "a\r\nb"))


def test_the_terminal_gives_no_reports_and_the_process_no_commands() -> None:
    with pytest.raises(BadMessage):
        COMMANDS.decode(REPORTS.encode(control.CallReady("x")))


def test_a_lease_survives_one_lost_renewal_and_not_three() -> None:
    assert 2 * RENEW_EVERY < LEASE <= 3 * RENEW_EVERY


def test_a_hang_up_without_a_leg_closes_everything() -> None:
    assert control.HangUp().leg is None
