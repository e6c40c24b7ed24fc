"""The written protocol says what a guest's page and the office say to each other."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

import pytest

from kiosk.domain.envelopes import Envelopes
from kiosk.domain.guest_messages import FROM_GUEST, TO_GUEST
from kiosk.domain.guests import BACK_WITHIN, LIFE, LINK_LASTS, GuestState, Leg
from kiosk.office.legs import ENDS
from kiosk.office.routes import page_line
from tests.office.test_protocol_page import GUESTS, TERMINALS, optional, rows, sections

GUEST_SECTIONS = sections(GUESTS)
SHARED = {"signal", "beat"}
GUEST_KINDS = {
    name: kind
    for name, kind in {**FROM_GUEST.kinds, **TO_GUEST.kinds}.items()
    if name not in SHARED
}


def test_the_page_names_every_message_of_a_guest() -> None:
    assert GUEST_SECTIONS.keys() == GUEST_KINDS.keys()


@pytest.mark.parametrize("name", GUEST_KINDS)
def test_the_fields_of_a_guest_message_are_those_of_the_code(name: str) -> None:
    told = rows(GUEST_SECTIONS[name])
    assert list(told) == [field.name for field in fields(GUEST_KINDS[name])]
    for field in fields(GUEST_KINDS[name]):
        assert ("without it" in told[field.name]) == optional(field), field.name


@pytest.mark.parametrize("name", GUEST_KINDS)
def test_the_example_of_a_guest_message_is_one(name: str) -> None:
    (example,) = re.findall(r"```json\n(.+?)\n```", GUEST_SECTIONS[name], re.DOTALL)
    says: Envelopes[Any] = FROM_GUEST if name in FROM_GUEST.kinds else TO_GUEST
    assert ("guest → office." in GUEST_SECTIONS[name]) == (says is FROM_GUEST)
    assert ("office → guest." in GUEST_SECTIONS[name]) == (says is TO_GUEST)
    assert json.loads(says.encode(says.decode(example))) == json.loads(example)


def test_the_limits_of_a_guest_are_those_of_the_code() -> None:
    assert f"opens for {LINK_LASTS.seconds // 60} minutes" in GUESTS
    assert f"away for {BACK_WITHIN.seconds} seconds" in GUESTS
    assert f"nothing was heard for {page_line.SILENT_AFTER_S} seconds" in GUESTS
    for code in (page_line.OTHER_PAGE, page_line.SILENT, page_line.NO_GUEST):
        assert f"| {code} |" in GUESTS


def test_the_tables_of_legs_and_states_are_those_of_the_code() -> None:
    legs = re.findall(r"^\| `(\w+)` \| (\w+) and (\w+) \|", TERMINALS, re.MULTILINE)
    assert legs == [(leg.value, *(end.value for end in ENDS[leg])) for leg in Leg]
    for state in GuestState:
        (told,) = re.findall(
            rf"^\| `{state}` \| .+ \| (.+) \|$", TERMINALS.split("of the guest")[1], re.MULTILINE
        )
        assert set(re.findall(r"`(\w+)`", told)) == {str(each) for each in LIFE[state].values()}
