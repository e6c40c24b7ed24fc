"""A talk at a desk in a real browser, with a stock aiortc at the other end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from kiosk.domain.calls import CallState, Wanted
from kiosk.domain.desk_messages import EndCall, HoldCall, TellDeskMedia, TransferKnock
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


def is_orange(colour: list[int]) -> bool:
    red, green, blue = colour
    return red > 200 and 100 < green < 180 and blue < 80


@pytest.mark.parametrize("codec", ["H264", "VP8"])
def test_both_see_and_hear_each_other_from_the_first_second(
    clerk: VideoClerk, browser: Browser, codec: str
) -> None:
    clerk.door.codec = codec
    clerk.door.knocks()
    end = clerk.opens_card()
    assert not end.pictures
    browser.clicks("#knock-T1 .accept")
    clerk.is_seeing()
    browser.until(lambda: is_orange(clerk.colour()), "the person")
    browser.until(lambda: len(end.pictures) > 20 and end.sounds > 20, "the clerk")
    assert end.pictures[20] == (1280, 720)
    assert [told.up for told in clerk.door.told(TellDeskMedia)] == [True]
    assert browser.focused() == "call-title"


def test_muted_and_hidden_is_seen_at_once_and_said(clerk: VideoClerk, browser: Browser) -> None:
    clerk.talks()
    browser.presses("m", "c")
    pressed = [browser.find(css).get_attribute("aria-pressed") for css in ("#do-mute", "#do-hide")]
    assert pressed == ["false", "false"]
    browser.sees("Kamera aus", "#tile-self")
    browser.presses("m", "c")
    browser.sees_no("Kamera aus", "#tile-self")


def test_on_hold_nothing_passes_and_nothing_is_missed(clerk: VideoClerk, browser: Browser) -> None:
    end = clerk.talks()
    browser.until(lambda: end.pictures, "the clerk")
    browser.presses("h")
    browser.sees("Gehalten", "#call-state")
    browser.until(lambda: clerk.door.told(HoldCall), "on hold")
    end.gate.clear()
    browser.script(
        """window.sent = null; const before = document.getElementById("figure-kbit-out");
        new MutationObserver(() => { if (before.textContent.startsWith("0 ")) window.sent = true; })
          .observe(before, { childList: true, characterData: true, subtree: true });"""
    )
    browser.until(lambda: browser.script("return window.sent"), "nothing is sent")
    browser.until(lambda: browser.script("return window.sent"), "4 s without a packet")
    end.gate.set()
    browser.presses("h")
    clerk.is_seeing()
    assert [held.on for held in clerk.door.told(HoldCall)] == [True, False]
    assert [told.up for told in clerk.door.told(TellDeskMedia)] == [True]


def test_the_end_closes_the_devices_and_wipes_the_page(clerk: VideoClerk, browser: Browser) -> None:
    clerk.talks()
    browser.presses("e")
    browser.until(lambda: browser.focused() == "send-end", "asked whether to end")
    browser.presses(Keys.ENTER)
    browser.until(lambda: clerk.door.told(EndCall), "ended")
    browser.sees("Das Gespräch ist beendet.", "#knocks-told")
    browser.find("#do-next")
    for video in ("citizen-video", "self-video", "screen-video"):
        assert browser.script(f"return document.getElementById('{video}').srcObject") is None


def test_somebody_is_passed_on_with_a_note(clerk: VideoClerk, browser: Browser) -> None:
    clerk.talks()
    browser.presses("w")
    browser.until(lambda: browser.focused() == "hand-over-to", "the choice")
    own = browser.find("#hand-over-to option[value=citizens]")
    assert not own.is_enabled()
    browser.presses("K", Keys.TAB, "Kennzeichen fehlt", Keys.ENTER)
    browser.until(lambda: clerk.door.told(TransferKnock), "passed on")
    (passed,) = clerk.door.told(TransferKnock)
    assert (passed.department, passed.note) == ("vehicles", "Kennzeichen fehlt")
    browser.until(lambda: not browser.find("#call").is_displayed(), "no talk")


def test_a_reload_in_mid_talk_comes_back(clerk: VideoClerk, browser: Browser) -> None:
    clerk.talks()
    before = clerk.door.cards["T1"].generation
    browser.driver.refresh()
    clerk.is_seeing()
    browser.until(lambda: is_orange(clerk.colour()), "the person")
    browser.until(lambda: clerk.door.ends["T1"].pictures, "the clerk")
    assert clerk.door.cards["T1"].generation == before + 1
    assert [told.up for told in clerk.door.told(TellDeskMedia)] == [True, False, True]


def test_a_silent_line_is_weak_then_lost_then_new(clerk: VideoClerk, browser: Browser) -> None:
    end = clerk.talks()
    browser.script(
        """window.states = []; const state = document.getElementById("call-state");
        new MutationObserver(() => window.states.push(state.textContent))
          .observe(state, { childList: true, characterData: true, subtree: true });"""
    )
    end.gate.clear()
    browser.until(lambda: len(clerk.door.told(TellDeskMedia)) == 3, "lost and back")
    clerk.is_seeing()
    assert browser.script("return window.states") == [
        "Verbindung schwach",
        "Verbindung unterbrochen. Foyer verbindet neu …",
        "Verbindung wird aufgebaut …",
        "Sie sprechen miteinander.",
    ]
    assert [told.up for told in clerk.door.told(TellDeskMedia)] == [True, False, True]
    assert clerk.door.cards["T1"].state is CallState.TALKING


def test_the_talk_goes_on_while_the_office_is_away(clerk: VideoClerk, browser: Browser) -> None:
    clerk.talks()
    clerk.door.hangs_up()
    browser.until(lambda: len(clerk.door.told(TellDeskMedia)) == 2, "told again")
    assert [told.up for told in clerk.door.told(TellDeskMedia)] == [True, True]
    assert clerk.door.cards["T1"].generation == 1


def test_voice_only_is_a_talk_without_a_picture(clerk: VideoClerk, browser: Browser) -> None:
    clerk.talks(wanted=Wanted(camera=False))
    browser.sees("Die Person spricht ohne Bild.", "#tile-citizen")


def test_the_board_is_one_key_away(clerk: VideoClerk, browser: Browser) -> None:
    clerk.talks()
    assert not browser.find("#part-waiting").is_displayed()
    browser.presses("j")
    assert browser.find("#part-waiting").is_displayed()
    assert browser.find("#citizen-video").is_displayed()
    browser.presses("j")
    assert not browser.find("#part-waiting").is_displayed()
