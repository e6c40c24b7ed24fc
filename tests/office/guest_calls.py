"""A talk of three: a real office, desk and guest in real browsers, and a terminal's line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from av import VideoFrame
from fastapi import FastAPI

from kiosk.domain.calls import Wanted
from kiosk.domain.guests import GuestKind
from kiosk.office.premises import Premises
from kiosk.office.service import OfficeService
from kiosk.office.store import Store
from tests.office.terminal_end import orange
from tests.office.terminal_line import TerminalLine, knocking_terminal
from tests.support.browser import Browser
from tests.support.clerk import Clerk
from tests.support.office import Office
from tests.support.served_office import served
from tests.support.small_town import MORNING
from tests.support.video_house import video_town


@dataclass(slots=True)
class MorningClock:
    """A clock that runs, on a morning on which the office is open."""

    shift: timedelta

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.shift


@dataclass(slots=True)
class Three:
    """Somebody at a terminal, somebody at a desk, and somebody who is pulled in."""

    desk: Browser
    guest: Browser
    terminal: TerminalLine
    clock: MorningClock

    def talk(self) -> None:
        """Let the two of them talk."""
        self.desk.clicks(".knock .accept")
        self.desk.until(lambda: self.desk.data("how", "#call") == "up", "the talk", 20)

    def invites(self, kind: GuestKind = GuestKind.INTERPRETER, language: str = "tr") -> str:
        """Invite somebody at the desk; return the path of the link that is shown."""
        desk = self.desk
        desk.until(lambda: desk.find("#do-invite").is_displayed(), "the button")
        desk.presses("p")
        desk.clicks(f"#form-invite [value={kind}]")
        if kind is GuestKind.INTERPRETER:
            desk.clicks(f"#invite-language [value={language}]")
        desk.clicks("#form-invite button")
        path = self.link()
        desk.until(lambda: desk.find("#guest-row").is_displayed(), "invited")
        return path

    def link(self) -> str:
        """Return the path of the link that the desk shows."""
        field = self.desk.find("#guest-link")
        self.desk.until(lambda: field.get_attribute("value"), "the link")
        return urlsplit(field.get_attribute("value") or "").path

    def comes(self, path: str) -> None:
        """Open the link and press the button."""
        self.guest.opens(path)
        self.guest.until(lambda: self.guest.find("#join").is_enabled(), "the devices")
        self.guest.clicks("#join")

    def joins(self) -> None:
        """Talk, invite, come, be agreed to; wait until all three see each other."""
        self.talk()
        self.comes(self.invites(GuestKind.COLLEAGUE))
        self.guest.sees("wird gefragt")
        self.terminal.answers_guest(True)
        self.is_in()

    def is_in(self) -> None:
        """Wait until all three see each other."""
        guest, desk, terminal = self.guest, self.desk, self.terminal
        guest.sees("Sie sprechen miteinander.", "#talk-state")
        desk.sees("ist dabei", "#guest-row")
        for browser, video in ((guest, "citizen"), (guest, "desk"), (desk, "guest")):
            browser.until(lambda b=browser, v=video: width(b, v) > 0, video)
        desk.until(lambda: terminal.guest_end and len(terminal.guest_end.pictures) > 5, "guest")


def loudness(browser: Browser, video: str) -> float:
    """Return how loud what comes is just now, 0 for silence."""
    heard: float = browser.script(
        """const stream = document.getElementById(arguments[0] + "-video").srcObject;
        const context = new AudioContext();
        const analyser = new AnalyserNode(context);
        context.createMediaStreamSource(stream).connect(analyser);
        const samples = new Float32Array(analyser.fftSize);
        let loudest = 0;
        return new Promise((done) => {
          const timer = setInterval(() => {
            analyser.getFloatTimeDomainData(samples);
            loudest = Math.max(loudest, ...samples.map(Math.abs));
          }, 20);
          setTimeout(() => { clearInterval(timer); context.close(); done(loudest); }, 1500);
        });""",
        video,
    )
    return heard


def width(browser: Browser, video: str) -> int:
    """Return how wide a picture is, 0 while there is none."""
    seen: int = browser.script(
        "return document.getElementById(arguments[0] + '-video').videoWidth", video
    )
    return seen


@contextmanager
def three_in_a_house(
    folder: Path,
    desk: Browser,
    guest: Browser,
    wanted: Wanted | None = None,
    draw: Callable[[float], VideoFrame] = orange,
) -> Iterator[Three]:
    """Open an office where somebody knocks and somebody sits; nobody may complain."""
    store = Store(f"sqlite:///{folder / 'office.sqlite3'}")
    store.migrate()
    clock = MorningClock(MORNING - datetime.now(UTC))
    service = OfficeService(Premises(store, video_town()), clock)
    try:
        with served(service) as url:
            address = url.replace("ws:", "http:").removesuffix("/terminal")
            for browser in (desk, guest):
                browser.address = address
                browser.forgets_everything()
            office = Office(service, clock, FastAPI(), address)  # type: ignore[arg-type]
            Clerk(desk, office).starts()
            with knocking_terminal(url, clock(), wanted, draw) as terminal:
                desk.find(".knock .accept")
                yield Three(desk, guest, terminal, clock)
            for browser in (desk, guest):
                browser.opens("/display")
                assert browser.complaints() == []
    finally:
        service.close()
