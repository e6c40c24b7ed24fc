"""The page of a desk waits for the first picture before the door opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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


def connected(browser: Browser, kind: str) -> bool:
    """Return whether something of this kind is connected to the picture of the citizen."""
    return bool(
        browser.script(
            "return document.getElementById('citizen-video').srcObject?.getTracks()"
            ".some(({ kind }) => kind === arguments[0])",
            kind,
        )
    )


def test_the_picture_is_connected_before_anything_passes(
    clerk: VideoClerk, browser: Browser
) -> None:
    clerk.door.knocks()
    end = clerk.opens_card()
    browser.until(lambda: connected(browser, "video") and connected(browser, "audio"), "both")
    shown = "return document.getElementById('citizen-video').readyState"
    assert browser.script(shown) == 0
    assert not end.pictures and not end.sounds
    browser.clicks("#knock-T1 .accept")
    clerk.is_seeing()
    browser.until(lambda: browser.script(shown) > 1, "the person")
    browser.until(lambda: end.pictures and end.sounds, "the clerk")


def test_who_looks_away_and_again_sees_the_person_as_well(
    clerk: VideoClerk, browser: Browser
) -> None:
    clerk.door.knocks()
    clerk.opens_card()
    browser.until(lambda: connected(browser, "video"), "the first connection")
    browser.clicks("#knock-T1 .look")
    browser.until(lambda: not browser.find("#preview").is_displayed(), "put away")
    clerk.opens_card()
    browser.clicks("#knock-T1 .accept")
    clerk.is_seeing()
    width = "return document.getElementById('citizen-video').videoWidth"
    browser.until(lambda: browser.script(width) > 0, "the person")
