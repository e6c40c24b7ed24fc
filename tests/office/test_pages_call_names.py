"""The browser's names and fields of messages are Python's."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields

import pytest

from kiosk.domain.call_chat import CHAT
from kiosk.domain.calls import Decline
from kiosk.domain.desk_messages import FROM_DESK, TO_DESK
from kiosk.office.routes.static import FOLDER


def table(file: str, name: str) -> dict[str, list[str]]:
    """Return a table of names from a script; it is written as JSON with a last comma."""
    text = (FOLDER / "js" / file).read_text(encoding="utf-8")
    found = re.search(rf"^export const {name} = (\{{.*?^\}});", text, re.MULTILINE | re.DOTALL)
    assert found, name
    read: dict[str, list[str]] = json.loads(re.sub(r",(\s*[}\]])", r"\1", found[1]))
    return read


@pytest.mark.parametrize(
    ("file", "name", "kinds"),
    [
        ("call_line.js", "FROM_DESK", FROM_DESK.kinds),
        ("call_line.js", "TO_DESK", TO_DESK.kinds),
        ("call_chat.js", "CHAT", CHAT.kinds),
    ],
)
def test_browser_and_office_use_the_same_names(
    file: str, name: str, kinds: Mapping[str, type]
) -> None:
    ours = {kind: [field.name for field in fields(made)] for kind, made in kinds.items()}
    assert table(file, name) == ours


def test_every_reason_to_decline_has_a_button() -> None:
    page = (FOLDER / "templates" / "desk_knocks.html").read_text(encoding="utf-8")
    assert re.findall(r'data-why="([\w-]+)"', page) == list(Decline)
