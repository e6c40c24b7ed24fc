"""Camera and microphone of a desk: refused, taken away in mid-talk, and given back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.desk_messages import TellDeskMedia
from tests.office.video_clerk import VideoClerk, video_desk
from tests.support.browser import Browser, browsing
from tests.support.permissions import ASKING, BOTH, may

NO_CAMERA = "Der Browser darf die Kamera nicht benutzen: Die Person hört Sie nur."
NO_MICROPHONE = "Der Browser darf das Mikrofon nicht benutzen: Die Person hört Sie nicht."
NEITHER = "Der Browser darf Kamera und Mikrofon nicht benutzen."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing(flags=ASKING) as opened:
        yield opened


@pytest.fixture
def clerk(tmp_path: Path, browser: Browser) -> Iterator[VideoClerk]:
    """A desk whose browser may use everything."""
    with video_desk(tmp_path, browser) as clerk:
        may(browser, True, *BOTH)
        yield clerk


def enabled(browser: Browser) -> list[bool]:
    return [browser.find(css).is_enabled() for css in ("#do-mute", "#do-hide")]


def test_a_desk_that_may_use_nothing_says_so_and_talks_when_it_may(
    clerk: VideoClerk, browser: Browser
) -> None:
    may(browser, False, *BOTH)
    end = clerk.talks()
    browser.sees(NEITHER, "#devices-problem")
    assert enabled(browser) == [False, False]
    assert not end.pictures
    may(browser, True, *BOTH)
    browser.until(lambda: end.pictures and end.sounds, "the clerk")
    browser.until(lambda: not browser.find("#devices-problem").is_displayed(), "no problem")
    assert [told.up for told in clerk.door.told(TellDeskMedia)] == [True]


def test_a_camera_that_is_taken_away_leaves_the_voice(clerk: VideoClerk, browser: Browser) -> None:
    end = clerk.talks()
    browser.until(lambda: end.pictures, "the clerk")
    may(browser, False, "camera")
    browser.sees(NO_CAMERA, "#devices-problem")
    browser.sees("Keine Kamera", "#tile-self")
    browser.until(lambda: enabled(browser) == [True, False], "only the voice")
    heard = end.sounds
    browser.until(lambda: end.sounds > heard + 50, "the voice goes on")
    seen = len(end.pictures)
    may(browser, True, "camera")
    browser.until(lambda: len(end.pictures) > seen + 10, "the picture is back")
    browser.sees_no("Keine Kamera", "#tile-self")
    assert enabled(browser) == [True, True]
    assert [told.up for told in clerk.door.told(TellDeskMedia)] == [True], "the talk went on"


def test_a_microphone_that_is_taken_away_leaves_the_picture_and_stays_muted(
    clerk: VideoClerk, browser: Browser
) -> None:
    end = clerk.talks()
    browser.presses("m")
    may(browser, False, "microphone")
    browser.sees(NO_MICROPHONE, "#devices-problem")
    seen = len(end.pictures)
    browser.until(lambda: len(end.pictures) > seen + 10, "the picture goes on")
    may(browser, True, "microphone")
    browser.until(lambda: enabled(browser) == [True, True], "a microphone")
    assert browser.find("#do-mute").get_attribute("aria-pressed") == "false", "still muted"


def test_what_is_given_back_after_the_talk_stays_closed(
    clerk: VideoClerk, browser: Browser
) -> None:
    clerk.talks()
    may(browser, False, *BOTH)
    browser.sees(NEITHER, "#devices-problem")
    clerk.door.leaves("T1")
    browser.until(lambda: not browser.find("#call").is_displayed(), "no talk")
    may(browser, True, *BOTH)
    state = "return navigator.permissions.query({ name: 'camera' }).then((it) => it.state)"
    browser.until(lambda: browser.script(state) == "granted", "allowed again")
    assert browser.script("return document.getElementById('self-video').srcObject") is None
