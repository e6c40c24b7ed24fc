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
from kiosk.domain.guest_messages import FROM_GUEST, TO_GUEST
from kiosk.domain.guests import LIFE, GuestEvent, GuestKind, GuestState
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
        ("guest_line.js", "FROM_GUEST", FROM_GUEST.kinds),
        ("guest_line.js", "TO_GUEST", TO_GUEST.kinds),
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


def ends(state: GuestState) -> set[str]:
    """Return the events that end a guest's part in this state."""
    return {str(event) for event, then in LIFE[state].items() if then is GuestState.OUT}


def test_every_guest_can_be_chosen_and_every_end_is_told() -> None:
    page = (FOLDER / "templates" / "desk_call.html").read_text(encoding="utf-8")
    assert re.findall(r'name="kind" value="([\w-]+)"', page) == list(GuestKind)
    told = page.split('"guest_ends": {')[1].split("}")[0]
    known = set().union(*(ends(state) for state in GuestState))
    assert set(re.findall(r'"(\w+)": _', told)) == known - {GuestEvent.DISMISS}
    states = page.split('"guest_states": {')[1].split("}")[0]
    assert set(re.findall(r'"(\w+)": _', states)) == set(GuestState) - {GuestState.OUT}


def test_a_guest_is_told_every_end() -> None:
    page = (FOLDER / "templates" / "guest.html").read_text(encoding="utf-8")
    told = set(re.findall(r'"(\w+)": \[_', page.split('"ends": {')[1]))
    assert told == ends(GuestState.ARRIVED) | ends(GuestState.HERE) | {"over", "taken", "gone"}
