"""Talks at a desk without camera and microphone, and what is told about the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from kiosk.domain.call_chat import Wrote
from tests.office.video_clerk import VideoClerk, video_desk
from tests.support.browser import Browser, browsing
from tests.support.permissions import NO_DEVICES


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing(flags=NO_DEVICES) as opened:
        yield opened


@pytest.fixture
def clerk(tmp_path: Path, browser: Browser) -> Iterator[VideoClerk]:
    with video_desk(tmp_path, browser) as clerk:
        yield clerk


def test_a_desk_without_camera_looks_listens_and_writes(
    clerk: VideoClerk, browser: Browser
) -> None:
    clerk.door.knocks()
    clerk.opens_card()
    browser.sees("Keine Kamera", "#preview")
    browser.clicks("#knock-T1 .accept")
    clerk.is_seeing()
    browser.sees("Keine Kamera", "#devices-problem")
    browser.sees("Keine Kamera", "#tile-self")
    assert not browser.find("#do-hide").is_enabled()
    browser.until(lambda: clerk.colour()[0] > 200, "the person")
    browser.presses("t", "Ich sehe Sie.", Keys.ENTER)
    end = clerk.door.ends["T1"]
    browser.until(lambda: Wrote("Ich sehe Sie.") in end.said, "written")
    assert not end.pictures


def test_the_figures_of_the_line_are_told(clerk: VideoClerk, browser: Browser) -> None:
    clerk.talks()
    browser.clicks("#open-line")
    browser.sees("640 × 360", "#figures")
    browser.sees("ms", "#figure-rtt")
    browser.sees("0.0 %", "#figure-loss")
