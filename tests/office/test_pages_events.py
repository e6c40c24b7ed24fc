"""What the office pushes and what the pages listen to: the same names, and beats in between."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.office.routes import desk, display, phone
from kiosk.office.routes.events import frame, json_frame
from kiosk.office.routes.static import FOLDER

PAGES = {"desk": desk, "display": display, "phone": phone}


@pytest.mark.parametrize("page", PAGES)
def test_every_event_of_the_office_is_heard_by_its_page(page: str) -> None:
    source = Path(PAGES[page].__file__).read_text("utf-8")
    pushed = set(re.findall(r'frame\(\s*"([a-z-]+)"', source))
    script = (FOLDER / "js" / f"{page}.js").read_text("utf-8")
    listening = script[script.index("follow(") :]
    heard = set(re.findall(r'^\s{4}"?([a-z-]+)"?[:,]', listening, re.MULTILINE))
    assert pushed and pushed == heard


def test_an_event_with_line_breaks_stays_one_event() -> None:
    assert frame("board", "<p>\n</p>") == "event: board\ndata: <p>\ndata: </p>\n\n"
    assert frame("stood-up", "") == "event: stood-up\ndata: \n\n"


def test_json_stays_on_one_line() -> None:
    assert json_frame("beat", {"as_of": "10:42\n"}) == (
        'event: beat\ndata: {"as_of":"10:42\\n"}\n\n'
    )
