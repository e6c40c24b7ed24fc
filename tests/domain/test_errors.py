"""What the office may refuse: one tree, stable codes, facts for programs."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from kiosk.domain import errors
from kiosk.domain.errors import Refused
from tests.domain.situations import NOON

ALL = [
    errors.Closed("holiday", NOON),
    errors.Closed("closure", None),
    errors.LineFull(200),
    errors.NumbersExhausted("A"),
    errors.NumberTaken("A042"),
    errors.UnknownService("fishing"),
    errors.UnknownTicket(),
    errors.TooLate(timedelta(minutes=15)),
    errors.AlreadyReactivated(),
    errors.DeskBusy("A042"),
    errors.NotSignedIn(),
    errors.NotPossible("done", "call"),
    errors.TooManyTries(timedelta(seconds=8)),
]
# Pages and accounts have refusals of their own.
KINDS = [kind for kind in Refused.__subclasses__() if kind.__module__ == errors.__name__]


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in (Refused, *KINDS)]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", code) for code in codes)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = re.findall(r"[├└]─ (\w+)\(", errors.__doc__ or "")
    assert drawn == [kind.__name__ for kind in KINDS]


def test_every_refusal_is_tried_here() -> None:
    assert {type(each) for each in ALL} == set(KINDS)


@pytest.mark.parametrize("refusal", ALL, ids=lambda each: each.code)
def test_the_facts_of_a_refusal_can_be_sent(refusal: Refused) -> None:
    assert json.loads(json.dumps(refusal.facts())) == refusal.facts()


def test_a_closed_door_says_when_it_opens() -> None:
    facts = errors.Closed("holiday", NOON).facts()
    assert facts == {"reason": "holiday", "opens_at": "2026-11-24T12:00:00+01:00"}


def test_times_to_wait_are_facts_in_seconds() -> None:
    assert errors.TooLate(timedelta(minutes=15)).facts() == {"limit_s": 900}
    assert errors.TooManyTries(timedelta(seconds=8)).facts() == {"retry_after_s": 8}
