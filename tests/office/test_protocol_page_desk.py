"""The written protocol says what a desk's page and the office say to each other about calls."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

import pytest

from kiosk.domain.desk_messages import FROM_DESK, TO_DESK, KnockCard
from kiosk.domain.envelopes import Envelopes
from kiosk.office.routes import page_line
from tests.office.test_protocol_page import DESKS, optional, rows, sections

DESK_SECTIONS = sections(DESKS)
SHARED = {"signal", "refusal"}
DESK_KINDS = {
    name: kind for name, kind in {**FROM_DESK.kinds, **TO_DESK.kinds}.items() if name not in SHARED
}


def test_the_page_names_every_message_of_a_desk() -> None:
    assert DESK_SECTIONS.keys() == DESK_KINDS.keys() | {"knock card"}


@pytest.mark.parametrize("name", [*DESK_KINDS, "knock card"])
def test_the_fields_of_a_desk_message_are_those_of_the_code(name: str) -> None:
    kind = (DESK_KINDS | {"knock card": KnockCard})[name]
    told = rows(DESK_SECTIONS[name])
    assert list(told) == [field.name for field in fields(kind)]
    for field in fields(kind):
        assert ("without it" in told[field.name]) == optional(field), field.name


@pytest.mark.parametrize("name", DESK_KINDS)
def test_the_example_of_a_desk_message_is_one(name: str) -> None:
    (example,) = re.findall(r"```json\n(.+?)\n```", DESK_SECTIONS[name], re.DOTALL)
    ways: list[Envelopes[Any]] = []
    if "desk → office" in DESK_SECTIONS[name]:
        ways.append(FROM_DESK)
    if "office → desk" in DESK_SECTIONS[name]:
        ways.append(TO_DESK)
    for way in ways:
        assert json.loads(way.encode(way.decode(example))) == json.loads(example)
    assert ways == [way for way in (FROM_DESK, TO_DESK) if name in way.kinds]


def test_the_limits_of_a_desk_are_those_of_the_code() -> None:
    assert f"`beat` every {page_line.BEAT_EVERY_S} seconds" in DESKS
    assert f"nothing for {page_line.SILENT_AFTER_S} seconds" in DESKS
    for code in (page_line.OTHER_PAGE, page_line.SIGNED_OUT, page_line.SILENT):
        assert f"| {code} |" in DESKS
    assert f"{page_line.MESSAGES_A_SECOND} messages a second" in DESKS
    assert f"{page_line.MOST_SAVED_UP} at once" in DESKS
