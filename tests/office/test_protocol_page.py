"""The written protocol says what the code does: messages, fields, directions, error codes."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, Field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain import errors
from kiosk.domain.call_messages import (
    LONGEST_SDP,
    MOST_CANDIDATES,
    CallNow,
    GuestNow,
    IceServer,
    Signal,
)
from kiosk.domain.calls import CALL_AGAIN_WITHIN, CONNECT_WITHIN, Wanted
from kiosk.domain.envelopes import KINDS, LARGEST_MESSAGE_BYTES, decode, encode
from kiosk.domain.messages import PROTOCOL, Push, Question
from kiosk.domain.phrases import Phrase
from kiosk.domain.statuses import DepartmentStatus, TicketStatus
from kiosk.domain.tickets import Wish
from kiosk.office.connections import TRIES_APART, TRIES_WITHOUT_NEWS
from kiosk.office.legs import TRIES_AT_LAST
from kiosk.office.relays import VALID_FOR
from kiosk.office.routes import terminal
from kiosk.office.signalling import MOST_DESCRIPTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text("utf-8")
TERMINALS, _BROWSERS = PAGE.split("# The desk's line for video calls")
DESKS, GUESTS = _BROWSERS.split("# The guest's page and its line")


def sections(part: str) -> dict[str, str]:
    """Return heading → text of the messages and values in a part of the page."""
    found = re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", part, re.MULTILINE | re.DOTALL)
    return dict(found)


SECTIONS = sections(TERMINALS)
VALUES: dict[str, type] = {
    "ticket status": TicketStatus,
    "department status": DepartmentStatus,
    "call": CallNow,
    "guest": GuestNow,
    "wanted": Wanted,
    "relay": IceServer,
    "wish": Wish,
    "phrase": Phrase,
}
REFUSALS = (
    errors.Closed("holiday", None),
    errors.LineFull(200),
    errors.NumbersExhausted("A"),
    errors.NumberTaken("A042"),
    errors.UnknownService("passport"),
    errors.UnknownTicket(),
    errors.TooLate(timedelta(minutes=15)),
    errors.AlreadyReactivated(),
    errors.DeskBusy("A042"),
    errors.NotSignedIn(),
    errors.NotPossible("done", "call"),
    errors.TooManyTries(timedelta(seconds=1)),
)
# What the office answers in a terminal's session without a refusal of the domain.
OF_THE_LINE = {"bad-message": {"why"}, "protocol": {"office"}}


def rows(section: str) -> dict[str, str]:
    """Return field → meaning of the table in a section."""
    found = re.findall(r"^\| `([\w-]+)` \| .+? \| (.+) \|$", section, re.MULTILINE)
    return dict(found)


def optional(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def test_the_page_names_every_message_and_value_and_no_other() -> None:
    assert SECTIONS.keys() == KINDS.keys() | VALUES.keys()


@pytest.mark.parametrize("name", [*KINDS, *VALUES])
def test_the_fields_of_a_message_are_those_of_the_code(name: str) -> None:
    kind = {**KINDS, **VALUES}[name]
    told = rows(SECTIONS[name])
    assert list(told) == [field.name for field in fields(kind)]
    for field in fields(kind):
        assert ("without it" in told[field.name]) == optional(field), field.name


@pytest.mark.parametrize("name", KINDS)
def test_the_direction_of_a_message_is_that_of_the_code(name: str) -> None:
    asked = KINDS[name] in Question.__args__
    assert ("terminal → office." in SECTIONS[name]) == asked
    assert ("office → terminal" in SECTIONS[name]) != asked
    assert ("and the other way" in SECTIONS[name]) == (KINDS[name] is Signal)
    assert ("(push)" in SECTIONS[name]) == (KINDS[name] in Push.__args__)


@pytest.mark.parametrize("name", KINDS)
def test_the_example_is_a_message_as_the_code_writes_it(name: str) -> None:
    (example,) = re.findall(r"```json\n(.+?)\n```", SECTIONS[name], re.DOTALL)
    message = decode(example)
    assert type(message) is KINDS[name]
    assert json.loads(encode(message)) == json.loads(example)


def test_every_refusal_is_on_the_page_with_its_facts() -> None:
    table = TERMINALS.split("## Refusals")[1]
    told = {
        code: set(re.findall(r"`(\w+)`", facts))
        for code, facts in re.findall(r"^\| `([\w-]+)` \| .+? \| (.+?) \|$", table, re.MULTILINE)
    }
    assert told == {each.code: set(each.facts()) for each in REFUSALS} | OF_THE_LINE


def test_every_refusal_of_the_domain_is_looked_at() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type)}
    tree = {kind for kind in kinds if issubclass(kind, errors.Refused)} - {errors.Refused}
    assert {type(each) for each in REFUSALS} == tree


def test_the_limits_are_those_of_the_code() -> None:
    assert f"version {PROTOCOL}." in PAGE
    assert f"{LARGEST_MESSAGE_BYTES:,} bytes" in PAGE
    assert f"within {terminal.HELLO_WITHIN_S} seconds" in PAGE
    assert f"| {terminal.QUESTIONS_A_SECOND} a second" in PAGE
    assert f"| body of a signal | {LONGEST_SDP:,} bytes" in PAGE
    assert f"| candidates of one end in one connection | {MOST_CANDIDATES} |" in PAGE
    assert f"| {MOST_DESCRIPTIONS} offers, {MOST_DESCRIPTIONS} answers" in PAGE
    assert f"every {TRIES_APART.seconds} seconds while an end says" in PAGE
    assert f"every {TRIES_WITHOUT_NEWS.seconds} seconds without" in PAGE
    assert f"After {CONNECT_WITHIN.seconds} seconds the call is `ended`" in PAGE
    assert f"For {CALL_AGAIN_WITHIN.seconds // 60} minutes `call-again`" in PAGE
    assert f"2 or {TRIES_WITHOUT_NEWS.seconds} seconds and then less and less" in PAGE
    assert f"up to every {TRIES_AT_LAST.seconds}\nseconds" in PAGE
    assert f"valid for {VALID_FOR.seconds // 3600} hours" in PAGE
