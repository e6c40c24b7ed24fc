"""Pictures of every page in every state: `python -m tests.support.page_pictures FOLDER`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from kiosk.domain.desks import Break
from kiosk.domain.devices import PrinterCondition, PrinterNews
from kiosk.domain.errors import TooLate
from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import TicketEvent, Wish
from kiosk.journal import Key
from kiosk.office.alarms import From
from kiosk.office.store.account_rows import Role
from tests.support.browser import Browser, browsing
from tests.support.office import PASSWORD, Office, open_office, serving

DESK_SIZES = ((1366, 768, 1.0), (1920, 1080, 1.0), (1366, 768, 2.0))
PHONE = (390, 844)


class Camera:
    """Takes pictures into a folder."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self._folder = folder
        self.browser = browser

    def takes(self, name: str, *, whole: bool = False) -> None:
        file = self._folder / f"{name}.png"
        self.browser.picture(file, whole=whole)
        print(file)


def _a_busy_morning(office: Office) -> None:
    """Fill the line, sit colleagues down, miss a call, park somebody."""
    clock, desks = office.clock, office.service.desks
    people = [office.account(login) for login in ("becker", "demir")]
    office.service.seats.sign_in(people[0].account_id, "desk-2", frozenset(), clock())
    office.service.seats.sign_in(people[1].account_id, "desk-3", frozenset(), clock())
    clock.now -= timedelta(minutes=34)
    office.ticket("citizens", "passport")
    office.ticket("vehicles", "vehicle-registration")
    desks.call_next(people[0].account_id, "a" * 16, clock.passes(timedelta(minutes=3)))
    desks.act(people[0].account_id, "b" * 16, TicketEvent.APPEAR, clock())
    desks.call_next(people[1].account_id, "c" * 16, clock())
    for department, service, language, priority in (
        ("citizens", "identity-card", "de", Priority.NORMAL),
        ("citizens", "passport", "uk", Priority.NORMAL),
        ("vehicles", "vehicle-end", "de", Priority.NORMAL),
        ("citizens", "registration", "ar", Priority.LEGAL),
        ("citizens", "registration", "de", Priority.NORMAL),
        ("housing", "housing-benefit", "tr", Priority.NORMAL),
        ("citizens", "passport", "en", Priority.NORMAL),
        ("citizens", "identity-card", "de", Priority.NORMAL),
    ):
        office.ticket(department, service, language=language, priority=priority)
        clock.passes(timedelta(minutes=3))
    clock.passes(timedelta(minutes=7))
    desks.act(people[1].account_id, "d" * 16, TicketEvent.GIVE_UP, clock())
    office.service.seats.pause(
        people[1].account_id, Break.LUNCH, clock() + timedelta(minutes=40), clock()
    )


def _three_terminals(office: Office) -> None:
    """One works, one is near the end of its paper, one is gone since last night."""
    terminals, clock = office.service.terminals, office.clock
    for name in ("lobby-1", "lobby-2", "annex"):
        terminals.came(Key(name), "0.1.0", clock())
    terminals.went(Key("annex"), clock() - timedelta(hours=16))
    _a_printer(office, "lobby-1", PrinterCondition.READY, 62_000)
    _a_printer(office, "lobby-2", PrinterCondition.PAPER_LOW, 4_200)


def _a_printer(office: Office, terminal: str, condition: PrinterCondition, left_mm: int) -> None:
    news = PrinterNews(condition, office.clock(), left_mm)
    office.service.terminals.told(Key(terminal), news)


def _desk(office: Office, camera: Camera, language: str) -> None:
    browser, clock, service = camera.browser, office.clock, office.service
    browser.opens(f"/desk/sign-in?lang={language}")
    camera.takes(f"desk-sign-in-{language}")
    browser.types("#login", "weber")
    browser.types("#password", "falsch und lang genug")
    browser.clicks("main button")
    browser.find(".wrong")
    camera.takes(f"desk-sign-in-wrong-{language}")
    browser.types("#password", PASSWORD)
    browser.clicks("main button")
    browser.find(".desks")
    camera.takes(f"desk-sit-{language}")
    browser.clicks("input[value=desk-1]")
    browser.clicks("input[value=some]")
    camera.takes(f"desk-sit-some-{language}")
    browser.clicks("input[value=all]")
    browser.clicks("button.wide")
    browser.find("#do-next")
    camera.takes(f"desk-idle-{language}")
    browser.clicks("#do-next")
    browser.find("#do-appear")
    camera.takes(f"desk-called-{language}")
    browser.clicks("#do-appear")
    browser.clicks("#do-finish")
    browser.find("#send-finish")
    camera.takes(f"desk-finish-{language}")
    browser.clicks("#do-transfer")
    camera.takes(f"desk-transfer-{language}")
    browser.clicks("#do-park")
    browser.types("#park-note", "Holt ein Passfoto")
    browser.clicks("#send-park")
    browser.find("[id^=resume-]")
    browser.clicks("#do-next")
    browser.find("#do-appear")
    browser.clicks("#do-put-back")
    browser.find("#do-next")
    browser.clicks("#open-admit")
    camera.takes(f"desk-admit-{language}")
    browser.clicks("#form-admit fieldset:not([hidden]) input[type=checkbox]")
    browser.clicks("#send-admit")
    browser.find(".notice")
    camera.takes(f"desk-notice-{language}")
    _a_printer(office, "lobby-2", PrinterCondition.OUT_OF_PAPER, 0)
    browser.find(".alarm.device")
    camera.takes(f"desk-printer-{language}")
    alarm = service.ring(From.TERMINAL, "lobby-1")
    browser.find(".alarm[data-rings]")
    camera.takes(f"desk-alarm-{language}")
    _a_printer(office, "lobby-2", PrinterCondition.PAPER_LOW, 4_200)
    service.answer_alarm(alarm.number)
    browser.until(lambda: not browser.all(".alarm"))
    browser.clicks("[id^=shut-]")
    camera.takes(f"desk-shut-{language}")
    browser.clicks("#open-break")
    camera.takes(f"desk-menu-{language}")
    browser.clicks("#form-break button")
    browser.find("#do-work")
    camera.takes(f"desk-break-{language}")
    browser.clicks("#do-work")
    browser.find("#do-next")
    for width, height, scale in DESK_SIZES:
        browser.is_sized(width, height, scale=scale)
        camera.takes(f"desk-{width}x{height}-{scale:.0%}-{language}", whole=scale > 1)
    browser.is_sized(1366, 768)
    clock.passes(timedelta(minutes=1))
    browser.opens("/desk/sessions")
    camera.takes(f"desk-sessions-{language}")
    browser.opens("/desk")
    browser.clicks("#open-more")
    camera.takes(f"desk-more-{language}")
    browser.clicks("form[action$=sign-out] button")
    browser.find("#login")


def _display(office: Office, camera: Camera) -> None:
    browser = camera.browser
    for width, height in ((1920, 1080), (1366, 768), (1080, 1920)):
        browser.is_sized(width, height)
        browser.opens("/display")
        browser.find(".call")
        camera.takes(f"display-{width}x{height}")


def _phone(office: Office, camera: Camera, language: str) -> None:
    browser, clock, service = camera.browser, office.clock, office.service
    browser.is_sized(*PHONE, mobile=True)
    person = office.account(f"phone-{language}").account_id
    service.seats.sign_in(person, "desk-4", frozenset({"housing-benefit"}), clock())
    _serve_all(office, person)
    first = office.ticket("housing", "housing-benefit", language=language)
    ticket = office.ticket("housing", "housing-benefit", language=language)
    address = f"/T/{ticket.ticket_id}"
    act, counter = service.desks.act, service.counter

    def call() -> object:
        return service.desks.call_chosen(person, new(), ticket.ticket_id, clock())

    keys = iter(range(1_000))

    def new() -> str:
        return f"{language}-picture-{next(keys):06d}"

    def show(name: str, change: Callable[[], object] | None = None) -> None:
        if change:
            change()
        browser.opens(address)
        camera.takes(f"phone-{name}-{language}", whole=True)

    show("waiting")
    show("next", lambda: counter.cancel(first.ticket_id, clock()))
    show("away", lambda: counter.leave(ticket.ticket_id, clock()))
    counter.come_back(ticket.ticket_id, clock())
    show("called", call)
    show("missed", lambda: act(person, new(), TicketEvent.GIVE_UP, clock()))
    counter.reactivate(ticket.ticket_id, clock())
    call()
    show("serving", lambda: act(person, new(), TicketEvent.APPEAR, clock()))
    show("parked", lambda: act(person, new(), TicketEvent.PARK, clock(), note="Formular"))
    service.desks.resume(person, new(), ticket.ticket_id, clock())
    rendered = (Wish("housing-benefit"),)
    show("done", lambda: act(person, new(), TicketEvent.FINISH, clock(), rendered=rendered))
    ticket = office.ticket("housing", "housing-benefit", language=language)
    address = f"/T/{ticket.ticket_id}"
    call()
    act(person, new(), TicketEvent.GIVE_UP, clock())
    clock.passes(timedelta(minutes=16))
    try:
        counter.reactivate(ticket.ticket_id, clock())
    except TooLate:
        show("expired")
    ticket = office.ticket("housing", "housing-benefit", language=language)
    address = f"/T/{ticket.ticket_id}"
    show("cancelled", lambda: counter.cancel(ticket.ticket_id, clock()))
    service.seats.sign_out(person, clock())


def _serve_all(office: Office, person: str) -> None:
    desks, clock = office.service.desks, office.clock
    while (
        ticket := desks.call_next(person, f"all-{clock():%M%S%f}-{person}", clock())
    ) is not None:
        for event in (TicketEvent.APPEAR, TicketEvent.FINISH):
            desks.act(person, f"{event}-{ticket.ticket_id}", event, clock())
        clock.passes(timedelta(seconds=1))


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as books,
        open_office(Path(books)) as office,
        serving(office) as server,
        browsing(server.address) as browser,
    ):
        camera = Camera(folder, browser)
        office.account("weber", Role.LEAD, "A. Weber")
        browser.is_sized(1920, 1080)
        browser.opens("/display")
        camera.takes("display-empty")
        _a_busy_morning(office)
        _three_terminals(office)
        for language in ("de", "en"):
            browser.is_sized(1366, 768)
            _desk(office, camera, language)
        _display(office, camera)
        for language in ("de", "en", "tr", "uk", "ar"):
            _phone(office, camera, language)
        browser.opens("/T/" + "A" * 26)
        camera.takes("phone-unknown")
        for complaint in browser.complaints():
            print("!", complaint)
        browser.is_sized(1920, 1080)
        browser.opens("/display")
        browser.find(".call")
        server.stop()
        browser.until(lambda: browser.find("#stale").is_displayed(), "the stale sign", 20)
        camera.takes("display-stale")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
