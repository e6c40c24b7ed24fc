"""What goes beside picture and sound in a talk: screen, text, still, services, pointer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from kiosk.call.stills import pieces
from kiosk.domain.call_chat import (
    AskStill,
    Point,
    Printed,
    PrintService,
    ShowService,
    StillRefused,
    Typing,
    Wrote,
)
from tests.office.terminal_end import TerminalEnd
from tests.office.video_clerk import VideoClerk, video_desk
from tests.support.browser import CAMERA, Browser, browsing


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing(flags=CAMERA) as opened:
        yield opened


@pytest.fixture
def clerk(tmp_path: Path, browser: Browser) -> Iterator[VideoClerk]:
    with video_desk(tmp_path, browser) as clerk:
        yield clerk


@pytest.fixture
def end(clerk: VideoClerk) -> TerminalEnd:
    return clerk.talks()


def test_a_shared_screen_is_a_second_picture_and_may_be_shared_again(
    clerk: VideoClerk, browser: Browser, end: TerminalEnd
) -> None:
    browser.until(lambda: end.pictures, "the clerk")
    browser.presses("s")
    browser.until(lambda: end.screens, "the screen at the terminal")
    browser.sees("Ihr Bildschirm", "#tile-screen")
    browser.presses("s")
    browser.until(lambda: not browser.find("#tile-screen").is_displayed(), "not shared")
    browser.until(
        lambda: end.pc.getTransceivers()[2].currentDirection == "inactive", "the terminal knows"
    )
    seen = len(end.screens)
    browser.presses("s")
    browser.until(lambda: len(end.screens) > seen, "shared again")
    assert len(end.pc.getTransceivers()) == 3
    browser.presses("e")
    browser.until(lambda: browser.focused() == "send-end", "asked whether to end")
    browser.presses(Keys.ENTER)
    browser.until(lambda: not browser.find("#call").is_displayed(), "no talk")
    assert browser.script("return document.getElementById('screen-video').srcObject") is None


def test_a_new_connection_shows_the_same_screen(
    clerk: VideoClerk, browser: Browser, end: TerminalEnd
) -> None:
    browser.presses("s")
    browser.until(lambda: end.screens, "the screen at the terminal")
    end.gate.clear()
    browser.until(lambda: clerk.door.ends["T1"] is not end, "a new connection", 15)
    browser.until(lambda: clerk.door.ends["T1"].screens, "the screen on it", 15)


def test_text_goes_both_ways_letter_by_letter(
    clerk: VideoClerk, browser: Browser, end: TerminalEnd
) -> None:
    browser.presses("t")
    browser.until(lambda: browser.focused() == "write", "the line")
    browser.presses("Guten Tag")
    browser.until(lambda: Typing("Guten Tag") in end.said, "seen before it is finished")
    browser.presses(Keys.ENTER)
    browser.until(lambda: end.said[-1] == Wrote("Guten Tag"), "written")
    browser.sees("Guten Tag", "#lines .own")
    clerk.door.run(end.says(Typing("Ich h")))
    browser.sees("Ich h …", "#typing")
    clerk.door.run(end.says(Wrote("Ich höre nichts <b>")))
    browser.sees("Ich höre nichts <b>", "#lines .theirs")
    assert not browser.find("#typing").is_displayed()


def test_a_still_is_looked_at_closely_and_gone(
    clerk: VideoClerk, browser: Browser, end: TerminalEnd
) -> None:
    browser.presses("u")
    browser.sees("Die Person entscheidet", "#call-problem")
    browser.until(lambda: AskStill() in end.said, "asked")
    clerk.door.run(end.says(StillRefused()))
    browser.sees("möchte kein Standbild", "#call-problem")
    image = io.BytesIO()
    Image.effect_noise((1280, 720), 80).convert("RGB").save(image, "JPEG", quality=95)
    sent = list(pieces(image.getvalue()))
    assert len(sent) > 10
    clerk.door.run(end.says(*sent))
    size = "const c = document.getElementById('still'); return [c.width, c.height]"
    browser.until(lambda: browser.script(size) == [1280, 720], "the still")
    assert "large" in str(browser.find("#tile-still").get_attribute("class"))
    browser.clicks("#still-larger")
    width = "return document.getElementById('still').getBoundingClientRect().width"
    assert browser.script(width) > browser.find("#still-place").size["width"]
    browser.clicks("#still-away")
    assert browser.script(size) == [0, 0]
    assert not browser.find("#tile-still").is_displayed()


def test_a_service_is_laid_on_the_glass_and_printed(
    clerk: VideoClerk, browser: Browser, end: TerminalEnd
) -> None:
    browser.presses("l")
    browser.until(lambda: browser.focused() == "find-service", "the search")
    assert browser.text("#found-services li .name") == "Reisepass beantragen"
    browser.presses("abmelden fahr")
    assert [each.text for each in browser.all(".found .name")] == ["Fahrzeug abmelden"]
    browser.presses(Keys.ENTER)
    browser.until(lambda: ShowService("vehicle-end") in end.said, "on the glass")
    browser.sees("Auf dem Glas: Fahrzeug abmelden", "#on-glass")
    browser.clicks("#off-glass")
    browser.until(lambda: ShowService("") in end.said, "away")
    browser.clicks("#found-services .print")
    browser.until(lambda: PrintService("vehicle-end") in end.said, "printing")
    for paper, words in (("take", "gedruckt"), ("blocked", "kein Papier"), ("ask", "fragen Sie")):
        clerk.door.run(end.says(Printed("vehicle-end", paper)))
        browser.sees(words, "#print-told")


def test_pointing_is_in_parts_of_the_picture_and_not_too_often(
    clerk: VideoClerk, browser: Browser, end: TerminalEnd
) -> None:
    browser.until(lambda: clerk.colour()[0] > 200, "the person")
    browser.presses("z")
    stage = browser.find("#citizen-video")
    mouse = ActionChains(browser.driver, 10).move_to_element(stage)
    for _ in range(60):
        mouse.move_by_offset(2, 1)
    mouse.move_to_element(stage).perform()

    def points() -> list[Point]:
        return [said for said in end.said if isinstance(said, Point)]

    middle = pytest.approx((0.5, 0.5), abs=0.01)
    browser.until(lambda: (points()[-1].x, points()[-1].y) == middle, "the middle")
    assert 2 < len(points()) < 60
    browser.presses("z")
    browser.until(lambda: end.said[-1] == Point(None, None), "no pointer")


def test_each_picture_can_be_the_large_one(browser: Browser, end: TerminalEnd) -> None:
    def large() -> str:
        return browser.data("tile", ".tile.large")

    assert large() == "citizen"
    browser.presses("g")
    assert large() == "self"
    browser.presses("g")
    assert large() == "citizen"
