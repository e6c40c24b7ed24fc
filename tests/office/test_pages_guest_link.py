"""The way into a talk of three: the link at the desk, the invitation, one's own devices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from kiosk.domain.calls import Wanted
from kiosk.domain.guests import LINK_LASTS, GuestKind, GuestState
from tests.office.guest_calls import Three, three_in_a_house, width
from tests.support.browser import CAMERA, Browser, browsing

GONE = "Dieser Link gilt nicht mehr"


@pytest.fixture(scope="module")
def browsers() -> Iterator[tuple[Browser, Browser]]:
    with browsing(flags=CAMERA) as desk, browsing(flags=CAMERA) as guest:
        yield desk, guest


@pytest.fixture
def three(tmp_path: Path, browsers: tuple[Browser, Browser]) -> Iterator[Three]:
    with three_in_a_house(tmp_path, *browsers, wanted=Wanted(interpreter="uk")) as opened:
        yield opened


def test_keys_are_enough_to_pull_in_the_interpreter_who_was_wished_for(three: Three) -> None:
    three.talk()
    three.desk.presses("p")
    checked = "return document.activeElement.value"
    three.desk.until(lambda: three.desk.script(checked) == "interpreter", "whom?")
    three.desk.presses(Keys.ENTER)
    path = three.link()
    three.desk.until(lambda: three.desk.focused() == "copy-link", "the link")
    assert three.desk.find("#guest-code path").get_attribute("d")
    three.desk.sees("öffnet nur einmal", "#guest-until")
    three.guest.opens(path)
    three.guest.sees("Ukrainisch")
    three.guest.until(lambda: three.guest.find("#join").is_enabled(), "the devices")
    three.guest.script("document.getElementById('with-camera').focus()")
    three.guest.presses(Keys.TAB, Keys.ENTER)
    three.is_in()
    assert GuestState.ARRIVED not in three.terminal.guests, "has said yes with the knock"


def test_one_sees_oneself_and_chooses_before(three: Three) -> None:
    three.talk()
    three.guest.opens(three.invites())
    three.guest.until(lambda: width(three.guest, "preview") > 0, "oneself")
    level = "return document.getElementById('preview-level').value"
    three.guest.until(lambda: three.guest.script(level) > 0, "the microphone works")
    assert len(three.guest.all("#preview-devices select")) == 3


def test_without_a_camera_one_is_heard_and_it_stays_off(three: Three) -> None:
    three.talk()
    three.guest.opens(three.invites())
    three.guest.until(lambda: width(three.guest, "preview") > 0, "oneself")
    three.guest.clicks("#with-camera")
    three.guest.sees("Kein Bild von Ihnen", ".mirror")
    three.guest.clicks("#join")
    for _ in range(2):
        three.guest.sees("Keine Kamera", "#stage")
        three.guest.sees("Sie sprechen miteinander.", "#talk-state")
        three.desk.sees("Spricht ohne Bild", "#tile-guest")
        end = three.terminal.guest_end
        assert end is not None and not end.pictures
        three.guest.until(lambda e=end: e.sounds > 10, "the guest is heard")
        three.guest.driver.refresh()
    three.guest.sees("Sie sprechen miteinander.", "#talk-state")
    three.guest.presses("c")
    three.guest.until(lambda: width(three.guest, "self") > 0, "oneself")
    three.desk.until(lambda: width(three.desk, "guest") > 0, "the guest")


def test_a_link_opens_for_one_browser_only(three: Three) -> None:
    three.talk()
    path = three.invites()
    three.comes(path)
    three.is_in()
    three.desk.driver.switch_to.new_window("tab")
    three.desk.opens(path)
    three.desk.sees(GONE)
    three.desk.driver.close()
    three.desk.driver.switch_to.window(three.desk.driver.window_handles[0])
    three.guest.opens(path)  # the browser that came by it is led back into the room
    three.is_in()


def test_a_link_that_became_too_old_says_so_when_it_is_used(three: Three) -> None:
    three.talk()
    three.guest.opens(three.invites())
    three.guest.until(lambda: three.guest.find("#join").is_enabled(), "the devices")
    three.clock.shift += LINK_LASTS + timedelta(seconds=1)
    three.guest.clicks("#join")
    three.guest.sees(GONE)
    three.desk.sees("es ist niemand gekommen", "#guest-row")


def test_a_link_is_taken_back_and_a_newer_one_opens(three: Three) -> None:
    three.talk()
    first = three.invites()
    three.desk.clicks("#do-dismiss-guest")
    three.desk.until(lambda: not three.desk.find("#guest-row").is_displayed(), "taken back")
    three.guest.opens(first)
    three.guest.sees(GONE)
    three.desk.presses(Keys.ESCAPE)
    three.comes(three.invites(GuestKind.COLLEAGUE))
    three.guest.sees("wird gefragt")


def test_the_page_speaks_english(three: Three) -> None:
    three.talk()
    three.guest.opens(three.invites() + "?lang=en")
    three.guest.sees("You are invited to a video conversation")
    three.guest.sees("Turkish")
    three.guest.until(lambda: three.guest.find("#join").is_enabled(), "the devices")
    three.guest.clicks("#join")
    three.guest.sees("You are talking.", "#talk-state")
