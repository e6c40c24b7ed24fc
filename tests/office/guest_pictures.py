"""Pictures of a talk of three: `python -m tests.office.guest_pictures FOLDER`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from kiosk.domain.guests import GuestKind
from tests.office.call_pictures import Person, film
from tests.office.guest_calls import Three, three_in_a_house, width
from tests.support.browser import CAMERA, Browser, browsing

Picture = Callable[[Browser, str], None]


def _invitation(three: Three, picture: Picture) -> None:
    three.talk()
    three.desk.presses("p")
    three.desk.find("#make-link")
    picture(three.desk, "desk-whom")
    three.desk.presses(Keys.ESCAPE)
    path = three.invites(GuestKind.INTERPRETER, "tr")
    picture(three.desk, "desk-link")
    three.guest.opens(path)
    three.guest.until(lambda: width(three.guest, "preview") > 0, "oneself")
    three.guest.until(lambda: len(three.guest.all("#preview-devices select")) == 3, "devices")
    picture(three.guest, "invited")
    three.guest.is_sized(390, 844, mobile=True)
    picture(three.guest, "invited-phone")
    three.guest.is_sized(1366, 768)
    three.guest.clicks("#join")
    three.guest.until(lambda: three.guest.data("step") == "waiting", "asked")
    three.desk.presses(Keys.ESCAPE)
    three.desk.until(lambda: three.desk.data("state", "#guest-row") == "arrived", "there")
    picture(three.guest, "waiting")
    picture(three.desk, "desk-arrived")


def _talk(three: Three, picture: Picture) -> None:
    three.terminal.answers_guest(True)
    three.guest.until(lambda: three.guest.data("how", "#step-talk") == "up", "the talk", 30)
    three.desk.until(lambda: width(three.desk, "guest") > 0, "the guest")
    picture(three.guest, "talk")
    picture(three.desk, "desk-talk")
    three.guest.is_sized(390, 844, mobile=True)
    picture(three.guest, "talk-phone")
    three.guest.is_sized(1366, 768)
    three.desk.clicks("#do-pin-guest")
    three.desk.presses("h")
    three.guest.until(lambda: three.guest.data("how", "#step-talk") == "held", "on hold")
    picture(three.guest, "held")
    picture(three.desk, "desk-held")
    three.desk.presses("h")
    three.guest.until(lambda: three.guest.data("how", "#step-talk") == "up", "the talk")
    three.desk.presses("j")
    picture(three.desk, "desk-small")
    three.desk.presses("j", "p")
    picture(three.desk, "desk-full")
    three.desk.presses(Keys.ESCAPE)


def _end(three: Three, picture: Picture) -> None:
    three.guest.presses("m", "c", "v")
    picture(three.guest, "leave")
    three.guest.clicks("#menu-leave [data-leave-talk]")
    three.guest.until(lambda: three.guest.data("step") == "over", "gone")
    picture(three.guest, "over")
    three.desk.until(lambda: three.desk.data("state", "#guest-row") == "out", "gone")
    picture(three.desk, "desk-left")
    three.guest.opens("/guest/used")
    picture(three.guest, "no-link")


def main(folder: Path) -> None:
    """Take all pictures, in German and in English."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        film(Path(place) / "person.y4m", Person())
        flags = (*CAMERA, f"--use-file-for-fake-video-capture={place}/person.y4m")
        with browsing(flags=flags) as desk, browsing(flags=flags) as guest:
            for language in ("de", "en"):
                home = Path(place) / language
                home.mkdir()

                def picture(browser: Browser, name: str, language: str = language) -> None:
                    browser.picture(folder / f"guest-{name}-{language}.png")

                with three_in_a_house(home, desk, guest) as three:
                    for browser in (desk, guest):
                        browser.opens(f"/desk?lang={language}")
                    for part in (_invitation, _talk, _end):
                        part(three, picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
