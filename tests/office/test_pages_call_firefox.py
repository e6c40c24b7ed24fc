"""A talk in Firefox, which knows VP8 only: accept, talk, write, share, end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.call_chat import Wrote
from kiosk.domain.desk_messages import EndCall, TellDeskMedia
from tests.office.desk_calls import Door
from tests.office.video_clerk import open_door
from tests.support.firefox import Firefox, firefox
from tests.support.office import PASSWORD


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with open_door(tmp_path) as door:
        yield door


@pytest.fixture
def browser(door: Door) -> Iterator[Firefox]:
    """A Firefox in which somebody has sat down at a desk."""
    door.office.account("weber")
    with firefox(door.office.address) as browser:
        browser.opens("/desk/sign-in")
        browser.types("#login", "weber")
        browser.types("#password", PASSWORD)
        browser.clicks("main button")
        browser.clicks("input[value=desk-1]")
        browser.clicks("button.wide")
        browser.until("document.getElementById('knocks') !== null")
        yield browser
        assert browser.complaints == []


def test_accept_talk_write_share_and_end(door: Door, browser: Firefox) -> None:
    door.on_the_line(15)
    door.knocks()
    browser.sees("V012")
    browser.presses("v")
    browser.sees("Verbindung steht bereit.")
    end = door.ends["T1"]
    assert not end.pictures
    browser.presses("k")
    browser.sees("Sie sprechen miteinander.")
    browser.until("document.getElementById('citizen-video').videoWidth > 0", "the person")
    door.until(lambda: len(end.pictures) > 20 and end.sounds > 20, "the clerk")
    assert [told.up for told in door.told(TellDeskMedia)] == [True]
    door.run(end.says(Wrote("Guten Tag")))
    browser.sees("Guten Tag")
    browser.presses("s")
    door.until(lambda: end.screens, "the screen at the terminal")
    browser.presses("s")
    browser.until("document.getElementById('tile-screen').hidden", "not shared")
    browser.presses("e")
    browser.clicks("#send-end")
    browser.until("document.getElementById('call').hidden", "no talk")
    assert door.told(EndCall)
