"""A talk of three in real browsers: a guest comes by a link, sees, is heard, and goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from kiosk.domain.calls import CallState
from kiosk.domain.guests import GuestKind, GuestState
from tests.office.guest_calls import Three, loudness, three_in_a_house, width
from tests.support.browser import CAMERA, Browser, browsing

INVITED, ARRIVED, HERE = GuestState.INVITED, GuestState.ARRIVED, GuestState.HERE
OUT = GuestState.OUT


@pytest.fixture(scope="module")
def browsers() -> Iterator[tuple[Browser, Browser]]:
    with browsing(flags=CAMERA) as desk, browsing(flags=CAMERA) as guest:
        yield desk, guest


@pytest.fixture
def three(tmp_path: Path, browsers: tuple[Browser, Browser]) -> Iterator[Three]:
    with three_in_a_house(tmp_path, *browsers) as opened:
        yield opened


def test_three_see_and_hear_each_other_and_the_talk_is_not_touched(three: Three) -> None:
    three.joins()
    end = three.terminal.guest_end
    assert end is not None
    three.guest.until(lambda: end.sounds > 20, "the terminal hears the guest")
    three.guest.until(lambda: loudness(three.guest, "desk") > 0.01, "the guest hears the desk")
    three.desk.until(lambda: loudness(three.desk, "guest") > 0.01, "the desk hears the guest")
    assert three.terminal.guests == [INVITED, ARRIVED, HERE]
    assert [connect.generation for connect in three.terminal.connects] == [1]
    assert three.terminal.states[-1] is CallState.TALKING
    assert three.guest.driver.current_url.endswith("/guest"), "the link is out of sight"


def test_before_the_yes_nothing_is_seen_and_after_a_no_it_is_over(three: Three) -> None:
    three.talk()
    three.comes(three.invites(GuestKind.COLLEAGUE))
    three.guest.sees("wird gefragt")
    three.desk.sees("wartet auf das Ja", "#guest-row")
    assert width(three.guest, "desk") == 0 == width(three.guest, "citizen")
    assert width(three.desk, "guest") == 0 and three.terminal.guest_end is None
    three.terminal.answers_guest(False)
    three.guest.sees("möchte das Gespräch ohne Sie führen", "#step-over")
    three.desk.sees("möchte das nicht", "#guest-row")
    three.desk.clicks("#do-close-guest")
    three.desk.until(lambda: not three.desk.find("#guest-row").is_displayed(), "read")
    assert three.guest.focused() == "over-title"


def test_the_desk_pins_and_sends_away(three: Three) -> None:
    three.joins()
    three.desk.clicks("#do-pin-guest")
    three.desk.until(lambda: three.terminal.guest and three.terminal.guest.pinned, "pinned")
    three.desk.clicks("#do-pin-guest")
    three.desk.until(lambda: three.terminal.guest and not three.terminal.guest.pinned, "small")
    three.desk.clicks("#do-dismiss-guest")
    three.guest.sees("verabschiedet", "#step-over")
    three.desk.until(lambda: not three.desk.find("#tile-guest").is_displayed(), "no picture")
    assert three.desk.script("return document.getElementById('guest-video').srcObject") is None
    assert three.guest.script("return document.getElementById('desk-video').srcObject") is None
    assert three.guest.script("return document.getElementById('self-video').srcObject") is None
    assert three.terminal.guests[-1] is OUT


def test_a_page_that_is_loaded_anew_comes_back(three: Three) -> None:
    three.joins()
    three.guest.driver.refresh()
    three.is_in()
    assert three.terminal.guests == [INVITED, ARRIVED, HERE]


def test_a_desk_that_is_loaded_anew_sees_the_guest_again(three: Three) -> None:
    three.joins()
    three.desk.driver.refresh()
    three.is_in()
    three.desk.sees("Sie sprechen miteinander.", "#call-state")


def test_on_hold_nobody_sees_and_nothing_is_lost(three: Three) -> None:
    three.joins()
    three.desk.presses("h")
    three.guest.sees("angehalten", "#talk-state")
    three.guest.sees("Angehalten", "#stage")
    three.desk.presses("h")
    three.is_in()
    assert three.guest.data("how", "#step-talk") == "up"


def test_the_end_of_the_talk_is_the_end_for_the_guest(three: Three) -> None:
    three.joins()
    three.desk.presses("e")
    three.desk.until(lambda: three.desk.focused() == "send-end", "asked whether to end")
    three.desk.presses(Keys.ENTER)
    three.guest.sees("Das Gespräch ist beendet.", "#step-over")
    assert three.terminal.states[-1] is CallState.ENDED


def test_who_leaves_is_gone_and_the_talk_goes_on(three: Three) -> None:
    three.joins()
    three.guest.presses("v")
    three.guest.until(
        lambda: three.guest.script("return document.activeElement.matches('[data-leave-talk]')"),
        "asked whether to leave",
    )
    three.guest.presses(Keys.ENTER)
    three.guest.sees("Sie haben das Gespräch verlassen.", "#step-over")
    three.desk.sees("hat das Gespräch verlassen", "#guest-row")
    assert three.terminal.states[-1] is CallState.TALKING
    assert len(three.terminal.connects) == 1
