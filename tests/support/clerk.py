"""Somebody at a desk, working with the console in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.office.store.account_rows import Role
from tests.support.browser import Browser
from tests.support.office import PASSWORD, Office, Server, open_office, serving


class Clerk:
    """Signs in, sits down, calls."""

    def __init__(self, browser: Browser, office: Office) -> None:
        self.browser = browser
        self.office = office

    def signs_in(self, login: str, password: str = PASSWORD) -> None:
        self.browser.opens("/desk/sign-in")
        self.browser.types("#login", login)
        self.browser.types("#password", password)
        self.browser.clicks("main button")

    def sits_at(self, desk: str, *skills: str) -> None:
        self.browser.clicks(f"input[value={desk}]")
        if skills:
            self.browser.clicks("input[value=some]")
            for skill in skills:
                self.browser.clicks(f"input[value={skill}]")
        self.browser.clicks("button.wide")
        self.browser.find("#do-next")

    def starts(self, login: str = "weber", desk: str = "desk-1", role: Role = Role.STAFF) -> None:
        """Get an account, sign in and sit down."""
        self.office.account(login, role)
        self.signs_in(login)
        self.sits_at(desk)

    def does(self, act: str) -> None:
        """Press the button of an act, once it is there and the last act is over."""
        self.browser.clicks(f"#do-{act}")

    def serves(self) -> str:
        """Return the number that is large on the console."""
        return self.browser.text("#part-current .number")


@contextmanager
def open_house(folder: Path, browser: Browser) -> Iterator[tuple[Office, Server]]:
    """Open an office, serve it, and send a browser without memory there."""
    with open_office(folder) as office, serving(office) as server:
        browser.address = server.address
        browser.forgets_everything()
        yield office, server
