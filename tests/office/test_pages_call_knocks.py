"""Knocks at a desk in a real browser: they ring, are looked at, accepted and declined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from kiosk.domain.calls import Decline, Wanted
from kiosk.domain.desk_messages import AcceptKnock, AskToWait, CloseCard, DeclineKnock, OpenCard
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


def rings(browser: Browser) -> bool:
    return browser.data("ringing") == "yes"


def test_a_card_says_who_knocks_and_since_when(clerk: VideoClerk, browser: Browser) -> None:
    clerk.door.knocks(
        language="tr", wanted=Wanted(camera=False, interpreter="tr"), note="Aus der Kfz-Zulassung"
    )
    browser.sees("V012", "#knocks")
    told = browser.text("#knock-T1")
    for words in (
        "Reisepass beantragen", "Ausweise und Meldewesen", "lobby-1", "4 Min.",
        "Türkisch", "Dolmetscher: Türkisch", "nur Sprache", "Aus der Kfz-Zulassung",
    ):  # fmt: skip
        assert words in told


def test_a_knock_rings_until_somebody_answers(clerk: VideoClerk, browser: Browser) -> None:
    clerk.door.knocks()
    browser.until(lambda: rings(browser), "ringing")
    browser.until(lambda: "V012" in browser.driver.title, "the title blinks")
    browser.until(lambda: "V012" not in browser.driver.title, "the title blinks")
    browser.until(lambda: browser.data("bells") == "2", "it rings again")
    browser.presses("b")
    browser.sees("um Geduld gebeten", "#knock-T1")
    browser.until(lambda: not rings(browser), "silence: somebody knows of it")
    assert clerk.door.told(AskToWait)
    clerk.door.knocks("T2", "V013")
    browser.until(lambda: rings(browser), "ringing again")
    clerk.door.leaves("T2")
    browser.until(lambda: not rings(browser), "silence: the person has gone")


def test_what_cannot_be_accepted_now_does_not_ring(clerk: VideoClerk, browser: Browser) -> None:
    clerk.door.knocks(may_accept=False)
    browser.sees("V012", "#knocks")
    assert not rings(browser)
    assert not browser.find("#knock-T1 .accept").is_enabled()


def test_the_order_is_that_of_the_line_and_the_focus_stays(
    clerk: VideoClerk, browser: Browser
) -> None:
    clerk.door.knocks("T2", "V013")
    browser.sees("V013", "#knocks")
    browser.script("document.querySelector('#knock-T2 .wait').focus()")
    clerk.door.knocks("T1", "V012", waited=timedelta(minutes=9), first=True)
    clerk.door.knocks("T3", "V014")
    browser.sees("V014", "#knocks")
    assert [each.text for each in browser.all(".knock .number")] == ["V012", "V013", "V014"]
    active = browser.script("return document.activeElement.closest('.knock').id")
    assert active == "knock-T2"


def test_keys_are_enough_to_decline_with_a_reason(clerk: VideoClerk, browser: Browser) -> None:
    clerk.door.knocks()
    browser.sees("V012", "#knocks")
    browser.presses("d")
    first = "return document.activeElement.dataset.why"
    browser.until(lambda: browser.script(first) == Decline.WRONG_DEPARTMENT, "the first reason")
    browser.presses(Keys.TAB, Keys.ENTER)
    browser.until(lambda: clerk.door.told(DeclineKnock), "declined")
    (declined,) = clerk.door.told(DeclineKnock)
    assert declined.why is Decline.COME_IN_PERSON
    browser.until(lambda: not browser.find("#knocks").is_displayed(), "no knocks")


def test_an_open_card_is_connected_and_nothing_passes(clerk: VideoClerk, browser: Browser) -> None:
    clerk.door.knocks()
    browser.sees("V012", "#knocks")
    browser.presses("v")
    browser.sees("Verbindung steht bereit.", "#knock-T1")
    browser.until(
        lambda: browser.script("return document.getElementById('preview-video').videoWidth"),
        "the clerk sees how they will be seen",
    )
    assert not rings(browser), "somebody looks at it"
    end = clerk.door.ends["T1"]
    assert clerk.door.run(packets(end)) == 0 and not end.pictures
    browser.presses("v")
    browser.until(lambda: clerk.door.told(CloseCard), "closed")
    browser.until(lambda: not browser.find("#preview").is_displayed(), "no preview")
    assert browser.script("return document.getElementById('preview-video').srcObject") is None


async def packets(end: object) -> int:
    stats = (await end.pc.getStats()).values()  # type: ignore[attr-defined]
    return sum(entry.packetsReceived for entry in stats if entry.type == "inbound-rtp")


def test_who_comes_second_is_told(clerk: VideoClerk, browser: Browser) -> None:
    clerk.door.refuses[AcceptKnock] = "not-possible"
    clerk.door.knocks()
    browser.clicks("#knock-T1 .accept")
    browser.sees("nicht mehr möglich", "#knocks-told")
    clerk.opens_card()
    clerk.door.leaves("T1")
    browser.sees("V012 ist nicht mehr da", "#knocks-told")
    assert len(clerk.door.told(OpenCard)) == 1


def test_the_line_comes_back_by_itself_and_the_card_stays_open(
    clerk: VideoClerk, browser: Browser
) -> None:
    clerk.door.knocks()
    clerk.opens_card()
    clerk.door.hangs_up()
    browser.until(lambda: len(clerk.door.told(OpenCard)) == 2, "opened again")
    browser.sees("Verbindung steht bereit.", "#knock-T1")


def test_a_newer_window_takes_over(clerk: VideoClerk, browser: Browser) -> None:
    clerk.door.knocks()
    clerk.opens_card()
    clerk.door.hangs_up(4001)
    browser.sees("in einem anderen Fenster", "#calls-line")
    assert not browser.find("#knocks").is_displayed()
    assert not rings(browser)


def test_cards_speak_english(clerk: VideoClerk, browser: Browser) -> None:
    browser.opens("/desk?lang=en")
    clerk.door.knocks(language="tr")
    browser.sees("Apply for a passport", "#knock-T1")
    browser.sees("Turkish", "#knock-T1")
