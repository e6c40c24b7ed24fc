"""Calls for help."""

from __future__ import annotations

from datetime import timedelta

from kiosk.office.alarms import Alarm, Alarms, From
from tests.support.small_town import MORNING


def test_a_call_rings_until_somebody_answers() -> None:
    alarms = Alarms()
    rung = alarms.ring(From.TERMINAL, "lobby-1", MORNING)
    assert alarms.open() == (Alarm(1, From.TERMINAL, "lobby-1", MORNING),)
    assert alarms.answer(rung.number) == rung
    assert alarms.open() == ()
    assert alarms.answer(rung.number) is None


def test_one_place_rings_once_and_keeps_its_time() -> None:
    alarms = Alarms()
    first = alarms.ring(From.DESK, "desk-1", MORNING)
    assert alarms.ring(From.DESK, "desk-1", MORNING + timedelta(minutes=1)) == first
    assert alarms.ring(From.TERMINAL, "desk-1", MORNING) != first
    assert len(alarms.open()) == 2


def test_a_place_may_ring_again_after_the_answer() -> None:
    alarms = Alarms()
    first = alarms.ring(From.DESK, "desk-1", MORNING)
    alarms.answer(first.number)
    again = alarms.ring(From.DESK, "desk-1", MORNING + timedelta(minutes=1))
    assert (again.number, again.since) == (2, MORNING + timedelta(minutes=1))


def test_another_process_tells_the_place_that_was_answered() -> None:
    alarms = Alarms()
    alarms.ring(From.DESK, "desk-1", MORNING)
    alarms.ring(From.DESK, "desk-2", MORNING)
    alarms.answered_at(From.DESK, "desk-1")
    alarms.answered_at(From.TERMINAL, "desk-2")
    assert [alarm.place for alarm in alarms.open()] == ["desk-2"]


def test_at_most_twenty_ring_and_the_newest_stay() -> None:
    alarms = Alarms()
    for number in range(25):
        alarms.ring(From.TERMINAL, f"lobby-{number}", MORNING)
    assert [alarm.place for alarm in alarms.open()] == [f"lobby-{n}" for n in range(5, 25)]
