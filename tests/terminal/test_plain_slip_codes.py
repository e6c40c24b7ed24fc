"""What invites to a QR code is tied to it in plain lines."""

from __future__ import annotations

import pytest

from devices.printer import PROFILES, Style
from kiosk.terminal.paper import Sheet, Words
from kiosk.terminal.slip_figures import follow

INVITATION, WHERE, HINT = Words("Mit dem Handy", "de"), Words("Raum 4", "de"), Words("oder", "de")


def tied(where: Words | None, url: str | None, *, about_qr: bool) -> list[str]:
    sheet = Sheet(PROFILES["58mm-203dpi"])
    follow(sheet, INVITATION, where, HINT, "K7Q2-MX4W", url, about_qr=about_qr)
    assert not any(line.only_with_qr for line in sheet.plain.lines if line.style is Style.QR)
    return [line.text for line in sheet.plain.lines if line.only_with_qr]


def test_an_invitation_to_the_code_is_tied_to_it() -> None:
    assert tied(None, "HTTPS://T.EXAMPLE/K7Q2", about_qr=True) == ["Mit dem Handy"]


@pytest.mark.parametrize(
    ("where", "url", "about_qr"),
    [
        (None, "HTTPS://T.EXAMPLE/K7Q2", False),
        (WHERE, "HTTPS://T.EXAMPLE/K7Q2", True),
        (None, None, True),
    ],
)
def test_what_is_said_beside_the_code_is_always_said(
    where: Words | None, url: str | None, about_qr: bool
) -> None:
    assert tied(where, url, about_qr=about_qr) == []
